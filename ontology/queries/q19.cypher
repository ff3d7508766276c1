// who is accused or charged, by whom, of what, and does that stand as real
MATCH (e:Eventuality)-[:RECIPIENT]->(accused) WHERE e.eventType IN ['Accuse', 'Charge']
OPTIONAL MATCH (e)-[:ACTOR]->(accuser)
OPTIONAL MATCH (e)-[:CONTENT|THEME]->(x)
WITH DISTINCT accused.name AS accused, accuser.name AS accuser, e.eventType AS kind, e.status AS status,
  e.startDate AS day, x.name AS what, x.status AS stands
RETURN accused, accuser, kind, status, day, what, stands
ORDER BY accused, day IS NOT NULL, day, accuser IS NOT NULL, accuser, kind, status, what IS NOT NULL, what,
  stands IS NOT NULL, stands
