// which sums of money went from whom to whom, for what
MATCH (e:Eventuality) WHERE e.amount IS NOT NULL AND e.unit =~ '[A-Z]{3}'
OPTIONAL MATCH (e)-[:ACTOR]->(payer)
OPTIONAL MATCH (e)-[:RECIPIENT]->(receiver)
WITH DISTINCT e.amount AS amount, e.unit AS unit, e.eventType AS kind, e.status AS status, e.startDate AS day,
  payer.name AS payer, receiver.name AS receiver, e.name AS what
RETURN amount, unit, kind, status, day, payer, receiver, what
ORDER BY unit, amount DESC, day IS NOT NULL, day, kind, status, payer IS NOT NULL, payer,
  receiver IS NOT NULL, receiver, what
