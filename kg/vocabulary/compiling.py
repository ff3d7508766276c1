"""From a vocabulary to what finds its relations: labels and examples read by the language model."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.vocabulary import Vocabulary
from kg.vocabulary.encoding import encoder_of
from kg.vocabulary.finding import Finder
from kg.vocabulary.likeness import Likeness
from kg.vocabulary.phrases import Phrase, ReadArticle, read_example, read_label

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
        Its terms are those in use.
    nlp : Language
        The language pipeline; one with our encoder also finds words that are like those of a relation.
    read : callable
        Reads an article up to resolution.
    """
    phrases = phrases_of(vocabulary, read)
    patterns = (*vocabulary.patterns, *(p.pattern for p in phrases if p.pattern is not None))
    _tell_of_the_mute(vocabulary, {p.relation for p in patterns})
    encoder = encoder_of(nlp)
    own = {r.name for r in vocabulary.extension.relations}
    likeness = None
    if encoder is not None:
        likeness = Likeness(encoder, tuple(p for p in patterns if p.relation in own), phrases)
    return Finder(patterns, likeness)


def _tell_of_the_mute(vocabulary: Vocabulary, told: Iterable[str]) -> None:
    for relation in sorted({r.name for r in vocabulary.extension.relations} - set(told)):
        log.warning("no words are known in which %s is told; give it some in the lexicon, or an example", relation)
