// what persons and bodies did and what was done to them, day by day
MATCH (e:Eventuality)-[r:ACTOR|RECIPIENT|THEME]->(x:Agent) WHERE e.startDate IS NOT NULL
RETURN DISTINCT x.name AS who, e.startDate AS day, toLower(type(r)) AS role, e.eventType AS kind, e.status AS status,
  e.name AS what
ORDER BY who, day, role, kind, status, what
