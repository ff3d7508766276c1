"""Hostile text through a real Neo4j: kept and read back unchanged, or refused in words; never run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from example_corpus import first_report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j_server import Neo4jServer
from test_neo4j import connect, cypher, empty, everything, jsonl

from kg.errors import InterchangeError
from kg.statements import Dropped, Extraction
from loaders._checks import canonical
from loaders.neo4j_store import Neo4jStore

pytestmark = pytest.mark.live
REPORT = first_report()
_ATTACKS = (
    "`}) DETACH DELETE n //", "' OR 1=1 //", '"}) MATCH (x) DETACH DELETE x //', "\\u0060}) DETACH DELETE n //",
    "\\'}) RETURN 1 //", "$uri", "{uri: 'x'}", "a\x00b", "\u202eevil\u2066", "\ufeff\u200b", "\\", "\\\\`", "x\u2028y",
    ":Entity:Person", "CALL db.labels()", "${jndi:ldap://x/a}", "😀" * 20, "e\u0301", "\u0085", "ﬀ",
)  # fmt: skip
hostile = st.one_of(
    st.sampled_from(_ATTACKS),
    st.lists(
        st.sampled_from(["`", "'", '"', "{", "}", "\\u0060", "\x00", "\u202e", "//", "$", "\\", ";", "x"]), min_size=1
    ).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
)


@pytest.fixture(scope="module")
def store(neo4j_server: Neo4jServer) -> Iterator[Neo4jStore]:
    """The server of the session with somebody's treasure in it."""
    empty(neo4j_server)
    cypher(neo4j_server, "CREATE (:Treasure {kept: true})")
    with connect(neo4j_server) as opened:
        yield opened
    empty(neo4j_server)


def hung_with(text: str, other: str) -> Extraction:
    """Put text wherever the format takes any."""
    said, event = REPORT.statements[0], REPORT.events[0]
    mention = replace(REPORT.entities[0].mentions[0], text=text)
    entity = replace(REPORT.entities[0], name=text, aliases=(other,), mentions=(mention,))
    link = replace(said.attribution[0], cue=text)
    return replace(
        REPORT,
        article=replace(REPORT.article, title=text, url=other, publisher=text, language=other),
        entities=(entity, *REPORT.entities[1:]),
        events=(
            replace(event, trigger=replace(event.trigger, text=text), time=other, numbers={"unit": text}),
            *REPORT.events[1:],
        ),
        statements=(
            replace(said, quote=text, predicate_text=other, extractor=text, time=text, attribution=(link,)),
            *REPORT.statements[1:],
        ),
        dropped=(Dropped(article=REPORT.article.id, stage=text, reason=other, text=text),),
    )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=hostile, other=hostile)
def test_text_is_kept_and_never_run(store: Neo4jStore, text: str, other: str) -> None:
    wanted = hung_with(text, other)
    store.write([wanted])
    assert jsonl(store.extractions()) == jsonl([canonical(wanted)])
    assert store.query("MATCH (e:Entity {name: $name}) RETURN count(e) > 0", name=text)[1] == ((True,),)
    assert store.query("MATCH (t:Treasure) RETURN t.kept")[1] == ((True,),)
    assert store.forget(REPORT.article.id)
    assert store.query("MATCH (n) WHERE NOT n:TriplewireStore RETURN labels(n)")[1] == ((["Treasure"],),)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=hostile)
def test_ids_are_iris_or_refused(store: Neo4jStore, text: str) -> None:
    before = everything(store)
    entity = replace(REPORT.entities[-1], id=f"urn:x:{text}", mentions=())
    wanted = replace(REPORT, entities=(*REPORT.entities, entity))
    try:
        store.write([wanted])
    except InterchangeError as exc:
        assert "is no IRI" in str(exc)
    else:
        assert jsonl(store.extractions()) == jsonl([canonical(wanted)])
        store.forget(REPORT.article.id)
    assert everything(store) == before


def test_a_megabyte_of_text(store: Neo4jStore) -> None:
    long = "na`me" * 200_000
    wanted = replace(hung_with("x", long), dropped=())
    wanted = replace(wanted, statements=(replace(wanted.statements[0], quote=long), *wanted.statements[1:]))
    store.write([wanted])
    assert jsonl(store.extractions()) == jsonl([canonical(wanted)])
    store.forget(REPORT.article.id)
    before = everything(store)
    for bad in (
        replace(REPORT, entities=(replace(REPORT.entities[0], name=long), *REPORT.entities[1:])),
        replace(
            REPORT, entities=(*REPORT.entities, replace(REPORT.entities[0], id=f"urn:x:{'y' * 10**6}", mentions=()))
        ),
    ):
        with pytest.raises(InterchangeError, match="bytes, and Neo4j keeps no name or IRI of more than 8,000") as error:
            store.write([bad])
        assert len(str(error.value)) < 600
    name = "é" * 4000  # as long as can be
    wanted = replace(REPORT, entities=(replace(REPORT.entities[0], name=name), *REPORT.entities[1:]))
    store.write([wanted])
    assert jsonl(store.extractions()) == jsonl([canonical(wanted)])
    store.forget(REPORT.article.id)
    assert everything(store) == before


def test_half_of_a_surrogate_pair(store: Neo4jStore) -> None:
    before = everything(store)
    with pytest.raises(InterchangeError, match=r"half of a surrogate pair \(U\+D83D\)"):
        store.write([hung_with("x\ud83d", "y")])
    assert everything(store) == before
