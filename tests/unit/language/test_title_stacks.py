"""Nationality, post and name in a row: each a thing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

STACKS = [
    ("South Korean President Moon Jae In spoke.", "South Korean", "President", "Moon Jae In"),
    ("French Foreign Minister Claire Dupont resigned.", "French", "Minister", "Claire Dupont"),
    ("Nigerian Vice President Musa Danjuma arrived.", "Nigerian", "President", "Musa Danjuma"),
    ("The Polish prime minister, Anna Zielinska, declined.", "Polish", "minister", "Anna Zielinska"),
    ("Japanese Finance Minister Kenji Mori met bankers.", "Japanese", "Minister", "Kenji Mori"),
    ("Brazilian striker Rafael Souza scored twice.", "Brazilian", "striker", "Rafael Souza"),
]


@pytest.mark.parametrize(("text", "people", "post", "person"), STACKS, ids=[s[3] for s in STACKS])
def test_people_post_and_person_are_kept_apart(nlp: Language, text: str, people: str, post: str, person: str) -> None:
    doc = nlp(text)
    ents = {(e.text, e.label_) for e in doc.ents}
    assert {(people, "NORP"), (person, "PERSON")} <= ents
    assert not any(post in e.text.split() for e in doc.ents)
    (token,) = [t for t in doc if t.text == post]
    assert any(s.start == token.i and s.label_ in ("Position", "Person") for s in doc.spans["nominal"])
    name = next(e for e in doc.ents if e.label_ == "PERSON").root
    assert token.pos_ in {"NOUN", "PROPN"}
    # the title hangs on the name (nmod:desc), or the name on the noun (appos, flat)
    assert token.head == name or name.head == token
