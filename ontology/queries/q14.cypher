// what was denied, by whom, when and in which words
MATCH (s)<-[:SUBJECT]-(st:Statement {polarity: 'negative'})-[:OBJECT]->(o), (st)-[:FROM_ARTICLE]->(article)
MATCH (st)-[:ATTRIBUTED_TO {speechAct: 'deny'}]->(who)
RETURN DISTINCT who.name AS who, s.name AS subject, st.predicate AS relation, o.name AS object,
  article.datePublished AS published, st.quote AS quote
ORDER BY published IS NOT NULL, published, who, subject, relation, object, quote
