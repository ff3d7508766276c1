// how many were killed and hurt in what, where, and who says so
MATCH (e:Eventuality) WHERE e.deaths IS NOT NULL OR e.injured IS NOT NULL
OPTIONAL MATCH (e)-[:PLACE]->(place)
OPTIONAL MATCH (e)<-[:EVENT]-(:Statement)-[:ATTRIBUTED_TO {chainOrder: 1}]->(source)
WITH DISTINCT e.name AS what, e.status AS status, e.startDate AS day, place.name AS place, e.deaths AS deaths,
  e.injured AS injured, source.name AS source
RETURN what, status, day, place, deaths, injured, source
ORDER BY day IS NOT NULL, day, what, status, place IS NOT NULL, place, deaths IS NOT NULL, deaths,
  injured IS NOT NULL, injured, source IS NOT NULL, source
