// Facts: who has to do with whom
MATCH (a:Entity)-[r]->(b:Entity)
WHERE r.view AND r.status IN ['actual', 'announced']
RETURN a, r, b LIMIT 100;

// No facts: threatened, planned, demanded, possible, denied
MATCH (a)-[r]->(b)
WHERE r.view AND NOT r.status IN ['actual', 'announced']
RETURN a, r, b LIMIT 60;

// Whom or what most is told of, and all that is told
MATCH (e:Entity)-[r]-() WHERE r.view
WITH e, count(r) AS told ORDER BY told DESC, e.name LIMIT 1
MATCH (e)-[r]-(x) WHERE r.view
RETURN e, r, x;

// One name, two steps around it (write another name)
MATCH (e:Entity) WHERE toLower(e.name) CONTAINS toLower('Korea')
MATCH p = (e)-[*1..2]-(:Entity) WHERE all(r IN relationships(p) WHERE r.view)
RETURN p LIMIT 100;

// Threats: who, to whom, what would happen, on what condition
MATCH (t:Eventuality {eventType: 'Threaten'})-[r:ACTOR|RECIPIENT|CONTENT|THEME]->(x)
OPTIONAL MATCH (x)-[q:ACTOR|RECIPIENT|THEME|CONDITION]->(y)
RETURN t, r, x, q, y LIMIT 100;

// Who quotes whom: statements, and who is said to have made them
MATCH (s:Statement)-[t:ATTRIBUTED_TO]->(source)
MATCH (s)-[u:SUBJECT]->(a), (s)-[o:OBJECT]->(b)
RETURN s, t, source, u, a, o, b LIMIT 60;

// Sources that rest on other sources
MATCH (s:Statement)-[t:ATTRIBUTED_TO]->(first), (s)-[u:ATTRIBUTED_TO]->(next)
WHERE u.chainOrder = t.chainOrder + 1
RETURN s, t, first, u, next LIMIT 60;

// What happened: events with their actors, objects and places
MATCH (e:Event)-[r:ACTOR|RECIPIENT|THEME|PLACE]->(x)
RETURN e, r, x LIMIT 120;

// Conflict and cooperation between the same two
MATCH (a)<-[r:ACTOR]-(e:Event)-[q:RECIPIENT]->(b)
WHERE e.quadClass IS NOT NULL
RETURN a, r, e, q, b LIMIT 120;

// Contested: what one source says and another denies
MATCH (s:Statement)-[u:SUBJECT]->(a), (s)-[o:OBJECT]->(b)
WHERE EXISTS { (a)-[r:CONTESTED]-(b) WHERE r.claim = s.claim }
OPTIONAL MATCH (s)-[t:ATTRIBUTED_TO]->(source)
RETURN s, u, a, o, b, t, source LIMIT 60;

// From an edge to the words: statements, articles and offsets (a table)
MATCH (a)-[r]->(b) WHERE r.view
UNWIND r.statements AS uri
MATCH (s:Statement {uri: uri})-[:FROM_ARTICLE]->(article)
RETURN a.name AS subject, r.predicate AS relation, r.status AS status, b.name AS object, s.quote AS quote,
  article.headline AS headline, s.start AS start, s.end AS end
ORDER BY subject, relation, object LIMIT 200;

// Articles, and how much each one says (a table)
MATCH (a:Article)
RETURN a.datePublished AS published, a.headline AS headline, a.publisher AS publisher,
  COUNT { (a)<-[:FROM_ARTICLE]-(:Statement) } AS statements
ORDER BY published, headline;
