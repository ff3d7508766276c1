"""Open information extraction: minimal, complete tuples in the words of the sentence, with confidences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extractors.trees import tree_of
from kg.openie.confidence import confidence
from kg.openie.parts import Draft
from kg.openie.tuples import drafts
from kg.openie.wording import wording

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.predications import Predication

__all__ = ["OpenTuple", "drafts", "open_lines", "open_tuples", "predications_of", "spelled", "to_tsv"]

#: The extractors whose predications become tuples.
_EXTRACTORS = ("adjectives", "appositions", "copulas", "modifiers", "possessives", "titles", "verb-frames")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTuple:
    """One open tuple: a predicate with two or more arguments, in the words of the text.

    Parameters
    ----------
    predicate, subject, object : str
        A preposition before the object belongs to the predicate ("moved to"). Constructions without verb have "is",
        "was", "has" or "had" as predicate, with their preposition ("is in").
    arguments : tuple of str
        What else belongs to it, in text order, with prepositions.
    confidence : float
        0–1.
    kind : str
        Construction: ``"verb"``, ``"copula"``, ``"said"``, ``"apposition"``, ``"parenthesis"``, ``"title"``,
        ``"possessive"`` or ``"of"``.
    head : int
        Token index of the predicate's head.
    """

    predicate: str
    subject: str
    object: str
    arguments: tuple[str, ...] = ()
    confidence: float
    kind: str
    head: int


def predications_of(doc: Doc) -> tuple[Predication, ...]:
    """Return the predications that open tuples are made of, by head token."""
    from kg.registry import extractors
    from kg.resolution.mentions import find_mentions

    mentions = find_mentions(doc)
    found: list[Predication] = []
    for name in _EXTRACTORS:
        found.extend(extractors.get(name)(doc, mentions))  # type: ignore[arg-type]  # the contract suite holds it
    return tuple(sorted(found, key=lambda p: (p.head, p.kind)))


def _words(doc: Doc, parts: Iterable[int | str]) -> str:
    out: list[str] = []
    run: list[int] = []
    for part in parts:
        if isinstance(part, str):
            out += [wording(doc, run), part]
            run = []
        else:
            run.append(part)
    out.append(wording(doc, run))
    return " ".join(o for o in out if o)


def spelled(doc: Doc, draft: Draft, sure: float) -> OpenTuple:
    """Return a draft in the words of the text."""
    return OpenTuple(
        predicate=_words(doc, draft.predicate),
        subject=_words(doc, draft.subject),
        object=_words(doc, draft.rest[0]),
        arguments=tuple(_words(doc, r) for r in draft.rest[1:]),
        confidence=sure,
        kind=draft.kind,
        head=draft.head,
    )


def open_tuples(doc: Doc, predications: Sequence[Predication]) -> Iterator[OpenTuple]:
    """Yield the open tuples of a text, in text order of their predicates, each once.

    Parameters
    ----------
    doc : Doc, n tokens
    predications : sequence of Predication
        Of that text; kinds that make no tuple are passed over.

    Yields
    ------
    OpenTuple
        What is joined by "and" is told apart; appositions and titles are "is", possessives "has"; who said what is a
        tuple of its own. Nothing without an object.
    """
    tree = tree_of(doc)
    seen: set[tuple[str, ...]] = set()
    for draft in drafts(tree, predications):
        if not draft.subject or not draft.rest or not draft.rest[0]:
            continue
        found = spelled(doc, draft, confidence(tree, draft))
        key = (found.predicate, found.subject, found.object, *found.arguments)
        if key not in seen and found.predicate and found.subject and found.object:
            seen.add(key)
            yield found


def _column(text: str) -> str:
    return " ".join(text.split())


def to_tsv(sentence: str, tuples: Iterable[OpenTuple]) -> str:
    """Return the lines of one sentence: sentence, confidence, predicate, subject, object, further arguments by tab.

    Parameters
    ----------
    sentence : str
        Copied unchanged into the first column; it holds no line break.
    tuples : iterable of OpenTuple

    Returns
    -------
    str
        Lines that end in ``\\n``, the surest first; empty if there is no tuple. White space inside the other columns
        is one space.
    """
    lines = []
    for t in sorted(tuples, key=lambda t: (-t.confidence, t.head, t.predicate, t.subject, t.object)):
        columns = [f"{t.confidence:.3f}", *map(_column, (t.predicate, t.subject, t.object, *t.arguments))]
        lines.append("\t".join((sentence, *columns)) + "\n")
    return "".join(lines)


def open_lines(lines: Iterable[str], nlp: Language) -> Iterator[str]:
    """Yield the tab-separated open tuples of a file that has one sentence a line.

    Parameters
    ----------
    lines : iterable of str
        With or without line ends; empty lines give nothing.
    nlp : Language

    Yields
    ------
    str
        As `to_tsv` gives them, one string for each sentence that has a tuple.
    """
    texts = (line.rstrip("\r\n") for line in lines)
    for doc, text in nlp.pipe(((t, t) for t in texts if t.strip()), as_tuples=True):
        block = to_tsv(text, open_tuples(doc, predications_of(doc)))
        if block:
            yield block
