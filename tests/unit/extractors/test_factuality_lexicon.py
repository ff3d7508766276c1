"""Lexicons of cues: known values and frames, one meaning a word and frame."""

from __future__ import annotations

import tomllib

import pytest

from kg.extractors.cue_lexicons import cues, words
from ontology import MODALITIES, resource

SPEECH_ACTS = {
    "say", "deny", "threaten", "announce", "demand", "claim", "accuse", "predict", "ask", "promise", "warn", "confirm",
}  # fmt: skip
PARTS = ("verbs", "nouns", "adjectives", "adverbs")


@pytest.mark.parametrize(("name", "values"), [("factuality", {*MODALITIES, ""}), ("reporting", SPEECH_ACTS)])
def test_every_cue_has_a_known_value(name: str, values: set[str]) -> None:
    found = {cue.value for part in PARTS for frames in cues(name, part).values() for cue in frames.values()}
    assert found <= values
    assert len(found) > 5


@pytest.mark.parametrize("name", ["factuality", "reporting"])
def test_words_are_lower_case_and_have_one_meaning_in_a_frame(name: str) -> None:
    entries = tomllib.loads(resource("lexicons").joinpath(f"{name}.toml").read_text("utf-8"))["cue"]
    listed = [
        (part, " ".join(word.split()), frame)
        for entry in entries
        for part in PARTS
        for word in entry.get(part, "").split(",")
        if word.strip()
        for frame in entry["frames"].split()
    ]
    assert len(listed) == len(set(listed))
    assert all(word == word.lower() for _, word, _ in listed)


def test_a_word_with_two_meanings_in_a_frame_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.extractors import cue_lexicons

    two = {
        "cue": [
            {"value": "planned", "frames": "to", "verbs": "aim"},
            {"value": "asserted", "frames": "to", "verbs": "aim"},
        ]
    }
    monkeypatch.setattr(cue_lexicons, "_tables", lambda _: two)
    with pytest.raises(ValueError, match="two meanings"):
        cue_lexicons.cues.__wrapped__("twofold", "verbs")


def test_plain_lists_of_words() -> None:
    assert "carry out" in words("factuality", "carriers")
    assert "official" in words("reporting", "speakers")
