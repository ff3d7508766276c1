"""Entities under other IRIs, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import extractions

from kg.errors import InterchangeError
from kg.statements import Extraction
from kg.substitution import restored, substituted
from loaders._checks import canonical, check


@given(found=extractions(), which=st.sets(st.integers(0, 5)))
def test_what_was_substituted_is_restored(found: Extraction, which: set[int]) -> None:
    plain = canonical(restored(found))
    names = {e.id: f"urn:other:{i}" for i, e in enumerate(plain.entities) if i in which}
    other = canonical(substituted(plain, names))
    check(other)
    assert {e.local: e.id for e in other.entities if e.local} == names
    assert not {e.id for e in other.entities} & set(names)
    assert canonical(restored(other)) == plain
    spoken_of = {s.subject for s in other.statements} | {a.source for s in other.statements for a in s.attribution}
    assert not spoken_of & set(names)


@given(found=extractions())
def test_a_later_decision_takes_the_place_of_an_earlier_one(found: Extraction) -> None:
    plain = canonical(restored(found))
    first, *_ = plain.entities
    once = substituted(plain, {first.id: "urn:other:1"})
    assert substituted(once, {}) == plain
    twice = substituted(once, {first.id: "urn:other:2"})
    assert twice == substituted(plain, {first.id: "urn:other:2"})


@given(found=extractions())
def test_two_of_one_article_never_become_one(found: Extraction) -> None:
    first, second, *_ = restored(found).entities
    with pytest.raises(InterchangeError, match="as two"):
        substituted(found, {first.id: second.id})
    swapped = substituted(found, {first.id: second.id, second.id: first.id})
    assert {e.id for e in swapped.entities} == {e.id for e in restored(found).entities}
