// who quotes whom, how often and in how many articles
MATCH (article:Article)<-[:FROM_ARTICLE]-(st:Statement)-[a:ATTRIBUTED_TO]->(source)
OPTIONAL MATCH (st)-[b:ATTRIBUTED_TO]->(between) WHERE b.chainOrder = a.chainOrder - 1
WITH CASE WHEN a.chainOrder = 1 THEN article.publisher ELSE between.name END AS who, source.name AS quoted, st, article
WHERE who IS NOT NULL
RETURN who, quoted, count(DISTINCT st) AS statements, count(DISTINCT article) AS articles
ORDER BY statements DESC, who, quoted
