"""Loading a pipeline, the shipped one or the user's, and checking what it gives."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import spacy

from kg.errors import MissingAnnotationError, ModelError
from kg.language.component import NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from spacy.language import Language

__all__ = ["MAX_LENGTH", "check", "given_annotations", "load", "load_any"]

log = logging.getLogger(__name__)

#: Code points of the longest text that is read.
MAX_LENGTH = 100_000_000
VERSION = "1.2.1"

#: What gives an annotation in spaCy's own pipelines, for messages.
_GIVEN_BY = {
    "token.pos": "a tagger, morphologizer or attribute_ruler",
    "token.tag": "a tagger",
    "token.morph": "a morphologizer",
    "token.lemma": "a lemmatizer",
    "token.dep": "a parser trained on Universal Dependencies",
    "token.head": "a parser",
    "doc.sents": "a parser, senter or sentencizer",
    "doc.ents": "an ner or entity_ruler",
    "doc.spans": "a spancat or span_ruler",
    "token.ent_type": "an ner or entity_ruler",
}
#: Annotations that components give without saying so.
_IMPLIED = {
    "parser": {"doc.sents", "token.dep", "token.head", "token.is_sent_start"},
    "transition_parser": {"doc.sents", "token.dep", "token.head"},
    "senter": {"doc.sents", "token.is_sent_start"},
    "sentencizer": {"doc.sents", "token.is_sent_start"},
    "ner": {"doc.ents", "token.ent_type", "token.ent_iob"},
    "entity_ruler": {"doc.ents", "token.ent_type", "token.ent_iob"},
    "tagger": {"token.tag"},
    "morphologizer": {"token.pos", "token.morph"},
    "attribute_ruler": {"token.pos", "token.morph"},
    "lemmatizer": {"token.lemma"},
    "spancat": {"doc.spans"},
    "span_ruler": {"doc.spans"},
}
#: Dependency labels that Universal Dependencies lack; spaCy's own English pipelines have most of them.
_NOT_UD = frozenset(
    ["acomp", "agent", "attr", "auxpass", "csubjpass", "dative", "dobj", "meta", "neg", "npadvmod", "nsubjpass", "oprd",
     "pcomp", "pobj", "poss", "preconj", "predet", "prep", "prt", "quantmod", "relcl"]
)  # fmt: skip
_UD_ALONE = frozenset(["acl:relcl", "aux:pass", "case", "nsubj:pass", "obj", "obl"])
_SCHEME = "dependency_scheme"


def load(threads: int = 1) -> Language:
    """Return the pipeline that the package ships.

    Parameters
    ----------
    threads : int, default 1
        Threads inside one forward pass; the results are the same for any number.

    Returns
    -------
    Language
        English tokens, then the component ``triplewire``; ``nlp.meta["dependency_scheme"]`` is ``"ud"``.

    Raises
    ------
    ModelError
        If one of the model's files is missing, cut short or altered.

    Examples
    --------
    >>> nlp = load()
    >>> [(e.text, e.label_) for e in nlp("Seoul fell silent on Tuesday.").ents]
    [('Seoul', 'GPE'), ('Tuesday', 'DATE')]
    """
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME, config={"threads": threads})
    nlp.max_length = MAX_LENGTH
    nlp.meta["name"] = NAME
    nlp.meta["version"] = VERSION
    nlp.meta[_SCHEME] = "ud"
    return nlp


def load_any(name_or_path: str | Path = "", *, threads: int = 1) -> Language:
    """Return an installed spaCy pipeline, or one in a folder.

    Parameters
    ----------
    name_or_path : str or Path
        ``""`` and ``"triplewire"`` are the shipped one.
    threads : int, default 1
        Threads of the shipped one; others keep their own setting.

    Raises
    ------
    ModelError
        If there is none of that name.
    """
    if str(name_or_path) in {"", NAME}:
        return load(threads)
    try:
        nlp = spacy.load(name_or_path)
    except OSError as exc:
        raise ModelError(
            f"no spaCy pipeline {str(name_or_path)!r}: install it (python -m spacy download {name_or_path}), "
            f"name a folder that holds one, or leave --model out to use the pipeline that Triplewire ships"
        ) from exc
    except (ValueError, ImportError) as exc:
        raise ModelError(f"the spaCy pipeline {str(name_or_path)!r} cannot be loaded: {exc}") from exc
    if NAME in nlp.pipe_names:
        nlp.max_length = MAX_LENGTH  # spaCy saves it nowhere
    return nlp


def given_annotations(nlp: Language) -> frozenset[str]:
    """Return what the components of a pipeline give, as ``token.dep``, ``doc.ents`` and so on."""
    return frozenset().union(*(_given_by(nlp, name) for name in nlp.pipe_names))


def _given_by(nlp: Language, name: str) -> frozenset[str]:
    meta = nlp.get_pipe_meta(name)
    return frozenset({a.split("_.")[0] for a in meta.assigns} | _IMPLIED.get(meta.factory, set()))


def check(nlp: Language, requires: Iterable[str]) -> None:
    """Refuse a pipeline that does not give what an extractor requires, or whose trees are of another kind.

    Parameters
    ----------
    nlp : Language
        If it parses with a component of its own, ``nlp.meta["dependency_scheme"]`` says ``"ud"`` where its labels
        are those of Universal Dependencies.
    requires : iterable of str
        Annotations in spaCy's notation: ``"token.dep"``, ``"doc.ents"``.

    Raises
    ------
    MissingAnnotationError
        Naming each missing annotation and the component that gives it, or the labels that are no Universal
        Dependencies.
    """
    required = set(requires)
    missing = sorted(required - given_annotations(nlp))
    if missing:
        needs = "; ".join(f"{m} (given by {_GIVEN_BY.get(m, 'the component ' + NAME)})" for m in missing)
        raise MissingAnnotationError(
            f"the pipeline {_name(nlp)!r} ({', '.join(nlp.pipe_names) or 'no components'}) lacks {needs}; "
            f"add the component, choose another --model, or leave --model out"
        )
    if required & {"token.dep", "token.head"}:
        _check_scheme(nlp)


def _name(nlp: Language) -> str:
    return str(nlp.meta.get("name") or nlp.lang)


def _check_scheme(nlp: Language) -> None:
    """Refuse a pipeline whose trees are not, or not said to be, Universal Dependencies."""
    parsers = [name for name in nlp.pipe_names if "token.dep" in _given_by(nlp, name)]
    parser = parsers[-1] if parsers else ""
    declared = str(nlp.meta.get(_SCHEME) or "")
    if declared.lower() == "ud" or (parser and nlp.get_pipe_meta(parser).factory == NAME):
        return
    labels = {str(label) for label in nlp.pipe_labels.get(parser, ())}
    foreign = sorted(labels & _NOT_UD)
    if declared:
        met = f"says that its trees are of the scheme {declared!r}"
    elif foreign:
        met = f"has a parser ({parser}) with the labels {', '.join(foreign[:6])}, which Universal Dependencies lack"
    elif labels & _UD_ALONE:
        return
    else:
        met = f'does not say which dependency labels it gives (nlp.meta["{_SCHEME}"] = "ud" if they are UD)'
    raise MissingAnnotationError(
        f"the pipeline {_name(nlp)!r} {met}; the extractors read Universal Dependencies: "
        f"choose a --model trained on them, or leave --model out"
    )
