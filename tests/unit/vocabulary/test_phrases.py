"""Labels and examples become patterns when the language model reads them."""

from __future__ import annotations

import pytest

from kg.pipeline import Pipeline
from kg.vocabulary.examples import parse_example
from kg.vocabulary.patterns import Pattern, parse_pattern
from kg.vocabulary.phrases import read_example, read_label

Fields = tuple[str, str, str, str]

LABELS: dict[str, Fields] = {
    "supplies": ("verbs", "supply", "subject", "object"),
    "has invested in": ("verbs", "invest", "subject", "in"),
    "competes with": ("verbs", "compete", "subject", "with"),
    "is owned by": ("verbs", "own", "object", "subject"),
    "sued by": ("verbs", "sue", "object", "subject"),
    "takes over": ("verbs", "take over", "subject", "object"),
    "supplier": ("nouns", "supplier", "self", ""),
    "supplier of": ("nouns", "supplier", "self", ""),
    "is a rival of": ("nouns", "rival", "self", ""),
    "dependent on": ("adjectives", "dependent", "subject", "on"),
    "has supplier": ("nouns", "supplier", "", "self"),
    "has a board member": ("nouns", "board member", "", "self"),
    "hasSupplier": ("nouns", "supplier", "", "self"),
    "owned_by": ("verbs", "own", "object", "subject"),
    "Competes With": ("verbs", "compete", "subject", "with"),
    "has sued": ("verbs", "sue", "subject", "object"),
}
EXAMPLES: dict[str, Fields] = {
    "[Corvane] delivers gearboxes to [Halden]": ("verbs", "deliver", "subject", "to"),
    "[Halden](object) buys its gearboxes from [Corvane](subject)": ("verbs", "buy", "from", "subject"),
    "[Odel Power], which supplies [Marlow]": ("verbs", "supply", "subject", "object"),
    "[Marlow]'s lawsuit against [Tarrow]": ("acts", "lawsuit", "subject", "against"),
    "[Halden](object)'s supplier, [Corvane](subject), closed its plant": ("nouns", "supplier", "self", ""),
}


def fields(pattern: Pattern | None) -> Fields | None:
    return (pattern.part, pattern.lemma, pattern.subject, pattern.object) if pattern else None


@pytest.mark.parametrize("label", LABELS)
def test_labels(label: str, pipeline: Pipeline) -> None:
    assert fields(read_label("r", label, pipeline.read_article).pattern) == LABELS[label]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples(example: str, pipeline: Pipeline) -> None:
    assert fields(read_example("r", example, pipeline.read_article).pattern) == EXAMPLES[example]


def test_words_that_belong_to_a_label(pipeline: Pipeline) -> None:
    found = read_label("r", "files a lawsuit against", pipeline.read_article).pattern
    assert found == parse_pattern("r", "verbs", "file {lawsuit} [against]")
    found = read_label("r", "cuts ties with", pipeline.read_article).pattern
    assert found == parse_pattern("r", "verbs", "cut {tie} [with]")


def test_a_bare_verb_of_an_example_counts_only_with_what_stands_beside_it(pipeline: Pipeline) -> None:
    found = read_example("r", "[Vanta] took [Lumen] to court", pipeline.read_article).pattern
    assert found == parse_pattern("r", "verbs", "take [to=court]")
    assert read_example("r", "[Vanta] took [Lumen] on Monday", pipeline.read_article).pattern is None


@pytest.mark.parametrize(
    ("example", "text", "subject", "object_"),
    [
        ("[Corvane] supplies [Halden]", "Corvane supplies Halden", "Corvane", "Halden"),
        ("[Halden](object) buys from [Corvane](subject).", "Halden buys from Corvane.", "Corvane", "Halden"),
        ("To [Halden](object), [Corvane] is vital", "To Halden, Corvane is vital", "Corvane", "Halden"),
        ("[Halden] buys from [Corvane](subject)", "Halden buys from Corvane", "Corvane", "Halden"),
    ],
)
def test_the_sides_of_an_example(example: str, text: str, subject: str, object_: str) -> None:
    found = parse_example(example)
    assert found.text == text
    assert (text[slice(*found.subject)], text[slice(*found.object)]) == (subject, object_)


def test_a_label_that_joins_nothing(pipeline: Pipeline) -> None:
    phrase = read_label("r", "commercial tie", pipeline.read_article)
    assert phrase.pattern is None or phrase.pattern.part == "nouns"
    assert read_label("r", "and also, however", pipeline.read_article).pattern is None
