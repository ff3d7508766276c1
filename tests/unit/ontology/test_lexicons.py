"""The lexicons: every name in them is one of the ontology's, no frame hides another, coverage is broad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import classes, event_classes, relation, relations, roles
from ontology.frame_syntax import Check, Frame, Selector, parse_check, parse_lemma, parse_selectors
from ontology.lexicon import (
    PartOfSpeech,
    event_frames,
    kin_terms,
    light_verbs,
    person_nouns,
    state_frames,
    thing_nouns,
    title_words,
    word_set,
)

PARTS: tuple[PartOfSpeech, ...] = ("verb", "noun", "adjective", "compound")
#: Relations that the aligner reads from noun phrases by rules of its own.
BY_RULE = {"holdsPosition", "positionIn", "citizenOf", "concerns", "kindOf", "related", "bornIn", "partOf"}
#: Slots that an argument may stand in beside prepositions.
SLOTS = {"self", "subject", "object", "indirect", "complement", "attribute", "possessor", "pre", "measure"}
PREPOSITIONS = {
    "of",
    "to",
    "from",
    "with",
    "at",
    "in",
    "on",
    "for",
    "by",
    "against",
    "into",
    "over",
    "about",
    "as",
    "through",
    "toward",
    "towards",
    "near",
    "under",
    "between",
    "among",
    "behind",
    "alongside",
    "across",
    "aboard",
    "via",
    "using",
    "onto",
    "out",
    "before",
    "after",
    "off",
    "outside",
    "inside",
    "around",
    "along",
    "throughout",
    "within",
    "beneath",
    "above",
    "involving",
    "dead",
    "retaliation",
    "back",
    "amid",
    "following",
    "where",
    "upon",
    "because",
    "due",
    "thanks",
    "owing",
}


def frames() -> Iterator[Frame]:
    """Yield every frame of every part of speech."""
    for part in PARTS:
        for table in (event_frames(part), state_frames(part)):
            for found in table.values():
                yield from found


def selectors(frame: Frame) -> Iterator[Selector]:
    """Yield every selector of a frame."""
    for chosen in frame.roles.values():
        yield from chosen
    for projection in frame.relations:
        yield from (projection.subject, projection.object)


def asked_of(frame: Frame) -> Iterator[Check]:
    """Yield what a frame asks of its arguments."""
    yield from (*frame.when, *frame.unless)


def test_event_classes_and_roles_exist() -> None:
    for frame in frames():
        assert not frame.event or frame.event in event_classes(), frame
        assert not frame.also or frame.also in event_classes(), frame
        assert set(frame.roles) <= set(roles()), frame
        assert frame.need <= set(roles()) | {"time", "support", "count"}, frame
        assert frame.form in {"", "transitive", "intransitive", "bare", "clausal", "threat", "any"}, frame
        assert 0 < frame.confidence <= 1, frame


def test_relations_and_classes_exist() -> None:
    for frame in frames():
        for projection in frame.relations:
            assert projection.relation in relations(), f"{frame.lemma}: {projection.relation}"
        for selector in selectors(frame):
            assert set(selector.classes) <= set(classes()), f"{frame.lemma}: {selector}"
        for asked in asked_of(frame):
            assert set(asked.classes) | set(asked.without) <= set(classes()), f"{frame.lemma}: {asked}"
            for name in asked.sets:
                assert name in {"infinitive", "finite", "question"} or word_set(name), f"{frame.lemma}: {asked}"


def test_slots_are_arguments_or_prepositions() -> None:
    for frame in frames():
        for selector in selectors(frame):
            words = set(selector.slot.split())
            known = selector.slot in SLOTS or selector.slot in roles() or bool(words & PREPOSITIONS)
            assert known, selector


def test_a_frame_relates_only_what_it_fills() -> None:
    for frame in frames():
        if frame.event:
            for projection in frame.relations:
                assert {projection.subject.slot, projection.object.slot} <= set(roles()) | {"subject", "self"}, (
                    frame.lemma
                )


def test_relations_fit_the_classes_they_are_restricted_to() -> None:
    for frame in frames():
        for projection in frame.relations:
            known = relation(projection.relation)
            for selector, allowed in ((projection.subject, known.domain), (projection.object, known.range)):
                for cls in selector.classes:
                    line = {cls, *classes()[cls]} | {c for c in classes() if cls in classes()[c]}
                    assert line & set(allowed), f"{frame.lemma}: {projection.relation} never takes {cls}"


def test_no_frame_is_written_twice() -> None:
    for part in PARTS:
        for table in (event_frames(part), state_frames(part)):
            for lemma, found in table.items():
                keys = Counter(
                    (f.event, f.words, f.markers, f.form, tuple(map(repr, f.when)), tuple(map(repr, f.unless)), f.need)
                    for f in found
                )
                assert max(keys.values()) == 1, f"two frames of {part} {lemma!r} ask for the same"


def test_every_event_class_has_many_words() -> None:
    words: dict[str, set[str]] = {}
    for part in ("verb", "noun"):
        for lemma, found in event_frames(part).items():
            for frame in found:
                words.setdefault(frame.event, set()).add(f"{part} {lemma}")
    for name in set(event_classes()) - {"OtherEvent"}:
        assert len(words.get(name, ())) >= 15, f"{name}: {sorted(words.get(name, ()))}"


def test_every_relation_can_be_read() -> None:
    said = {p.relation for frame in frames() for p in frame.relations}
    said |= {s.slot for nouns in person_nouns().values() for n in nouns for s in n.relations}
    said |= {term.relation for term in kin_terms().values()}
    assert set(relations()) - said <= BY_RULE


def test_person_nouns_and_kin_terms() -> None:
    for nouns in person_nouns().values():
        for noun in nouns:
            assert all(s.slot in relations() for s in noun.relations), noun
            assert all(set(s.classes) <= set(classes()) for s in noun.relations), noun
            assert noun.position or noun.relations, f"{noun.lemma} says nothing"
    assert {t.relation for t in kin_terms().values()} == {"siblingOf", "parentOf", "spouseOf", "relativeOf"}
    assert kin_terms()["son"].inverse and not kin_terms()["mother"].inverse


def test_heads_and_deputies_are_told_apart() -> None:
    assert {s.slot for n in person_nouns()["prime minister"] for s in n.relations} == {"leads"}
    assert not any(s.slot == "leads" for n in person_nouns()["deputy prime minister"] for s in n.relations)
    assert {"vice", "deputy"} <= title_words("not_heading")
    assert {"former", "ex", "late"} <= title_words("ended")
    assert not title_words("not_heading") & title_words("ended")


@pytest.mark.parametrize(
    ("group", "name", "word"),
    [("parts", "organs", "parliament"), ("places", "sites", "embassy"), ("about", "connectors", "pipeline")],
)
def test_lists_of_things(group: str, name: str, word: str) -> None:
    assert word in thing_nouns(group, name)


def test_light_verbs() -> None:
    assert {"hold", "make", "launch"} <= light_verbs("actor")
    assert not light_verbs("actor") & {"cancel", "plan", "refuse", "deny"}, "these decide whether it happened"


def test_idioms_come_before_single_words() -> None:
    marked = [bool(f.words) for f in event_frames("verb")["take"]]
    assert marked == sorted(marked, reverse=True)


_word = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)


@given(_word, st.lists(_word, max_size=3), st.lists(st.tuples(_word, st.lists(_word, max_size=2)), max_size=2))
def test_marks_of_a_lemma_are_read_back(lemma: str, objects: list[str], markers: list[tuple[str, list[str]]]) -> None:
    entry = lemma
    entry += f" {{{'|'.join(objects)}}}" if objects else ""
    for marker, heads in markers:
        entry += f" [{marker}={'|'.join(heads)}]" if heads else f" [{marker}]"
    found, words, read = parse_lemma(entry)
    assert (found, words) == (lemma, frozenset(objects))
    assert read == tuple((m, frozenset(h)) for m, h in markers)


def test_selectors_and_tests() -> None:
    assert parse_selectors("object:Person/Group because_of") == (
        Selector(slot="object", classes=("Person", "Group")),
        Selector(slot="because of"),
    )
    asked = parse_check("object", "Person @prizes =gold !Country")
    assert (asked.classes, asked.sets, asked.lemmas, asked.without) == (
        ("Person",),
        ("prizes",),
        frozenset({"gold"}),
        ("Country",),
    )
