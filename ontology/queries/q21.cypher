// which pairs are most in conflict, month by month
MATCH (a)<-[:ACTOR]-(e:Event {status: 'actual'})-[:RECIPIENT]->(b)
WHERE e.quadClass IN ['MaterialConflict', 'VerbalConflict'] AND e.startDate IS NOT NULL
WITH substring(toString(e.startDate), 0, 7) AS month, a, b, e
RETURN month, a.name AS actor, b.name AS recipient, e.quadClass AS quad, count(DISTINCT e) AS events
ORDER BY month, events DESC, actor, recipient, quad
