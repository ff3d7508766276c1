"""From a vocabulary to what finds its relations: labels and examples read by the language model."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.vocabulary import Vocabulary
from kg.vocabulary.encoding import encoder_of
from kg.vocabulary.finding import Finder
from kg.vocabulary.likeness import Likeness
from kg.vocabulary.patterns import Pattern
from kg.vocabulary.phrases import Phrase, ReadArticle, read_example, read_label
from kg.vocabulary.rivals import pattern_rivals
from ontology import using

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["finder_of", "phrases_of"]

log = logging.getLogger(__name__)


def phrases_of(vocabulary: Vocabulary, read: ReadArticle) -> tuple[Phrase, ...]:
    """Return the labels and examples of a vocabulary as they are understood.

    Parameters
    ----------
    vocabulary : Vocabulary
    read : callable
        Reads an article up to resolution.
    """
    labels = (read_label(relation, label, read) for relation, label in vocabulary.labels)
    examples = (read_example(relation, text, read) for relation, text in vocabulary.examples)
    return (*labels, *examples)


def finder_of(vocabulary: Vocabulary, nlp: Language, read: ReadArticle) -> Finder:
    """Return what finds the relations of a vocabulary in an article.

    Parameters
    ----------
    vocabulary : Vocabulary
        Its terms need not be in use; for the finder to be used they must.
    nlp : Language
        The language pipeline; one with our encoder also finds words that are like those of a relation.
    read : callable
        Reads an article up to resolution.
    """
    phrases = phrases_of(vocabulary, read)
    patterns = (*vocabulary.patterns, *(p.pattern for p in phrases if p.pattern is not None))
    _tell_of_the_mute(vocabulary, {p.relation for p in patterns})
    _tell_of_the_useless(vocabulary, phrases)
    with using(vocabulary.extension):
        _tell_of_rivals(patterns)
    encoder = encoder_of(nlp)
    own = {r.name for r in vocabulary.extension.relations}
    likeness = None
    if encoder is not None:
        likeness = Likeness(encoder, tuple(p for p in patterns if p.relation in own), phrases)
    return Finder(patterns, likeness)


def _tell_of_the_mute(vocabulary: Vocabulary, told: Iterable[str]) -> None:
    for relation in sorted({r.name for r in vocabulary.extension.relations} - set(told)):
        log.warning("no words are known in which %s is told; give it some in the lexicon, or an example", relation)


def _tell_of_the_useless(vocabulary: Vocabulary, phrases: Iterable[Phrase]) -> None:
    understood = dict(zip(vocabulary.examples, tuple(phrases)[len(vocabulary.labels) :], strict=True))
    for (relation, example), phrase in understood.items():
        if phrase.pattern is None:
            log.warning("nothing is learnt from the example %r of %s: no word in it joins its sides", example, relation)


def _tell_of_rivals(patterns: Iterable[Pattern]) -> None:
    for one, other in pattern_rivals(patterns):
        both = " and ".join(dict.fromkeys((one.relation, other.relation)))
        ways = "both ways of " if one.relation == other.relation else ""
        log.warning("%r tells %s%s, by labels, examples or the lexicon; each pair has both", other.lemma, ways, both)
