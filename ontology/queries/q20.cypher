// which articles, of which publisher and day, support which fact
MATCH (s)<-[:SUBJECT]-(st:Statement {licensed: true})-[:OBJECT]->(o), (st)-[:FROM_ARTICLE]->(a)
MATCH (s)-[r {claim: st.claim}]-(o) WHERE r.status IN ['actual', 'announced'] AND type(r) <> 'ANNOUNCED'
WITH DISTINCT s.name AS subject, st.predicate AS relation, o.name AS object, st.modality AS how,
  a.datePublished AS published, a.publisher AS publisher, a.uri AS article
RETURN subject, relation, object, how, published, publisher, article
ORDER BY subject, relation, object, how, published IS NOT NULL, published, publisher IS NOT NULL, publisher, article
