"""An ontology of the user's own, with the words in which its relations are told.

::

    my.ttl, my.toml ─load_vocabulary─▶ Vocabulary ─Compiled─▶ patterns ─Finder─▶ relations in an article

`Vocabulary` is data and belongs to the configuration; what needs the language model is worked out when the
pipeline is made.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from kg.vocabulary.building import class_words, extension_of, name_clashes
from kg.vocabulary.clashes import clashes
from kg.vocabulary.fault import refuse
from kg.vocabulary.faults import faults
from kg.vocabulary.lexicon import Lexicon, Words, read_lexicon
from kg.vocabulary.notes import passed_over
from kg.vocabulary.patterns import Pattern
from kg.vocabulary.spelling import misspelt
from kg.vocabulary.turtle import local_name, read_turtle
from ontology import Extension, using

__all__ = ["Vocabulary", "load_vocabulary"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Terms of the user's own, and how they are found.

    Parameters
    ----------
    extension : Extension
    patterns : tuple of Pattern
        From the lexicon.
    labels, examples : tuple of (str, str)
        Relations with what they are called, and with sentences or phrases that tell them.
    words : tuple of Words
        By which nouns and names the classes are known.
    """

    extension: Extension
    patterns: tuple[Pattern, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    examples: tuple[tuple[str, str], ...] = ()
    words: tuple[Words, ...] = ()


def load_vocabulary(ontology: str | Path, lexicon: str | Path = "", *, replace: bool = False) -> Vocabulary:
    """Read and check an ontology of the user's own, and the lexicon for it.

    Parameters
    ----------
    ontology : str or Path
        Turtle: classes below ours, relations with labels. Of several classes as domain or range each will do.
    lexicon : str or Path, optional
        TOML: words for the relations and classes; without it labels and examples are all there is.
    replace : bool
        Whether our relations and events are left out.

    Raises
    ------
    OntologyFileError
        With file, line and reason, if one of them has a fault.

    Notes
    -----
    What is no fault but passed over, such as properties with literal values, is logged as a warning.
    """
    source = read_turtle(ontology)
    with using(None):
        refuse(misspelt(source), source.name)  # first, for what is misspelt looks like missing elsewhere
        refuse((*faults(source, replace=replace), *name_clashes(source, replace=replace)), source.name)
        extension = extension_of(source, replace=replace)
    words = tuple(class_words(source))
    with using(extension):
        refuse(clashes(source), source.name)
        said = read_lexicon(lexicon, prefixes=source.places.prefixes, words=words) if str(lexicon) else Lexicon()
    refuse(said.faults, str(lexicon))
    for name, notes in ((source.name, passed_over(source)), (str(lexicon), said.notes)):
        for note in notes:
            log.warning("%s, line %d: %s", name, note.line, note.reason)
    labels = [(local_name(r), label) for r in source.relations for label in source.labels(r)]
    examples = [(local_name(r), text) for r in source.relations for text in source.examples(r)]
    return Vocabulary(
        extension=extension,
        patterns=tuple(dict.fromkeys(said.patterns)),
        labels=tuple(labels),
        examples=tuple(dict.fromkeys((*examples, *said.examples))),
        words=_joined((*words, *said.words)),
    )


def _joined(words: tuple[Words, ...]) -> tuple[Words, ...]:
    """Make one record of all that is said of a class."""
    found = {}
    for cls in sorted({w.cls for w in words}):
        same = [w for w in words if w.cls == cls]
        nouns, names = (frozenset().union(*parts) for parts in ((w.nouns for w in same), (w.names for w in same)))
        found[cls] = Words(cls=cls, nouns=nouns, names=names)
    return tuple(found.values())
