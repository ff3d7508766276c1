// what rests on sources that no article names
MATCH (s)<-[:SUBJECT]-(st:Statement)-[:OBJECT]->(o), (st)-[:FROM_ARTICLE]->(article), (st)-[:ATTRIBUTED_TO]->(who)
WHERE NOT EXISTS { (:Mention {kind: 'name'})-[:DENOTES]->(who) }
RETURN DISTINCT who.name AS source, s.name AS subject, st.predicate AS relation, o.name AS object,
  st.modality AS modality, article.datePublished AS published, st.quote AS quote
ORDER BY published IS NOT NULL, published, source, subject, relation, object, modality, quote
