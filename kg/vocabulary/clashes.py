"""What is wrong with the terms of the user's own together: words that two of them claim, sides that never meet."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import OWL, RDFS, URIRef

from kg.vocabulary.building import class_words
from kg.vocabulary.fault import Fault
from kg.vocabulary.patterns import as_lemma
from kg.vocabulary.rivals import are_rivals, class_of_ours, classes_meet
from kg.vocabulary.turtle import EXAMPLES, LABELS, Source, local_name
from ontology import OPEN_RELATION, Relation, is_own, relations

__all__ = ["clashes"]

#: A relation that has a label or an example, how it is called, and its short IRI.
_Claim = tuple[Relation, str, str]


def clashes(source: Source) -> Iterator[Fault]:
    """Yield what is wrong with the terms of a file among each other and beside ours.

    Parameters
    ----------
    source : Source
        Without faults in single terms; the extension that it stands for is in use.
    """
    ours: dict[str, list[_Claim]] = {}
    for relation in (r for r in relations().values() if not is_own(r.name) and r.name != OPEN_RELATION):
        claim = (relation, f"our {relation.name}", f"nkg:{relation.name}")
        ours.setdefault(relation.label.casefold(), []).append(claim)
    labels = [(source.line_of(r, LABELS, text), r, text) for r in source.relations for text in source.labels(r)]
    yield from _of_texts(source, labels, ours, "label")
    examples = [(source.line_of(r, EXAMPLES, text), r, text) for r in source.relations for text in source.examples(r)]
    yield from _of_texts(source, examples, {}, "example")
    yield from _of_nouns(source)
    for term in source.relations:
        relation = relations()[local_name(term)]
        if relation.symmetric and not classes_meet(relation.domain, relation.range):
            reason = f"{source.places.short(term)} is symmetric, but what may be its subject may never be its object"
            line = source.places.line(term, OWL.SymmetricProperty)
            yield Fault(line, f"{reason}; give it one rdfs:domain and rdfs:range, or take owl:SymmetricProperty away")


def _of_texts(
    source: Source, given: list[tuple[int, URIRef, str]], said: dict[str, list[_Claim]], what: str
) -> Iterator[Fault]:
    """Yield labels or examples of two relations that a text with these words would tell both of."""
    short = source.places.short
    for line, term, text in sorted(given):
        relation = relations()[local_name(term)]
        before = said.setdefault(text.casefold(), [])
        for other, called, iri in before:
            if other != relation and are_rivals(relation, other):
                reason = f"{short(term)} has the {what} of {called}, {text!r}, so each text would tell both"
                hint = f"domain and range that tell them apart, or rdfs:subPropertyOf {iri} if it is a kind of it"
                yield Fault(line, f"{reason}; give it another {what}, {hint}")
                break
        before.append((relation, short(term), short(term)))


def _of_nouns(source: Source) -> Iterator[Fault]:
    """Yield labels and examples of classes that another class has already."""
    short = source.places.short
    terms = {local_name(c): c for c in source.own_classes}
    taken: dict[tuple[str, str], URIRef] = {}
    for words in sorted(class_words(source), key=lambda w: source.places.line(terms[w.cls])):
        cls = terms[words.cls]
        known = (*(("nouns", noun) for noun in words.nouns), *(("names", name) for name in words.names))
        for part, word in sorted(known):
            ours = class_of_ours(words.cls, word) if part == "nouns" else ""
            other = f"nkg:{ours}" if ours else short(taken.setdefault((part, word), cls))
            if other == short(cls):
                continue
            hint = "give it another"
            if ours:
                hint = f"write owl:equivalentClass {other}, or rdfs:subClassOf {other} if it is a kind of it"
            yield Fault(_line_of_noun(source, cls, word), f"{short(cls)} is called {word!r}, as is {other}; {hint}")


def _line_of_noun(source: Source, cls: URIRef, word: str) -> int:
    for predicates, texts in ((LABELS, source.labels(cls)), (EXAMPLES, source.examples(cls))):
        for text in texts:
            if word in (text.lower(), as_lemma(text, "nouns")):
                return source.line_of(cls, predicates, text)
    return source.places.line(cls, RDFS.label)
