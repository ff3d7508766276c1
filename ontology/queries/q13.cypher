// what each source says of whom, and as what: a fact, a plan, a denial
MATCH (about)<-[:SUBJECT]-(st:Statement)-[:ATTRIBUTED_TO {chainOrder: 1}]->(source)
WITH source, about, st, CASE st.polarity WHEN 'negative' THEN 'not so' ELSE st.modality END AS how
RETURN source.name AS source, about.name AS about, how, count(DISTINCT st) AS statements
ORDER BY source, statements DESC, about, how
