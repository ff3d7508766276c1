"""Parses written by hand: a text and one line of ``form/lemma/POS/TAG/head/relation`` a token."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.predications import Mention, Predication

__all__ = ["mentions_of", "parse", "told"]

_VOCAB = Vocab()


def parse(rows: str, *names: str) -> Doc:
    """Make a parsed text.

    Parameters
    ----------
    rows : str
        Tokens apart by white space, each ``form/lemma/POS/TAG/head/relation``; the head is counted from 0 in the
        whole text, ``-`` for a root; ``=`` for the lemma is the form in lower case. A token after ``_`` has no space
        before it.
    names : str
        Named entities as ``"Ana Ruiz:PERSON"``; the first place where the words stand.
    """
    tokens = rows.split()
    glued = [t.startswith("_") for t in tokens] + [True]
    columns = [t.removeprefix("_").split("/") for t in tokens]
    words = [c[0] for c in columns]
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=[not g for g in glued[1:]],
        lemmas=[c[0].lower() if c[1] == "=" else c[1] for c in columns],
        pos=[c[2] for c in columns],
        tags=[c[3] for c in columns],
        heads=[i if c[4] == "-" else int(c[4]) for i, c in enumerate(columns)],
        deps=["ROOT" if c[4] == "-" else c[5] for c in columns],
    )
    ents = []
    for name in names:
        form, _, label = name.rpartition(":")
        parts = re.findall(r"\S+", form)
        start = next(i for i in range(len(words)) if words[i : i + len(parts)] == parts)
        ents.append(Span(doc, start, start + len(parts), label=label))
    doc.ents = ents
    return doc


def mentions_of(doc: Doc) -> dict[int, Mention]:
    """Return a mention for each name, by its root, and for each noun and pronoun outside names."""
    roots = {ent.root.i for ent in doc.ents}
    inside = {t.i for ent in doc.ents for t in ent}
    nouns = {t.i for t in doc if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.i not in inside}
    return {
        i: Mention(
            head=i,
            start=doc[i].idx,
            end=doc[i].idx + len(doc[i]),
            full_start=doc[i].idx,
            full_end=doc[i].idx + len(doc[i]),
            kind="name" if i in roots else "nominal",
            sentence=0,
        )
        for i in sorted(roots | nouns)
    }


def told(doc: Doc, predication: Predication) -> str:
    """Write a predication as ``lemma | role/marker=word; ...``; understood arguments have ``*``."""
    arguments = "; ".join(
        f"{a.role}{'*' if a.implied else ''}{'/' + a.marker if a.marker else ''}={doc[a.head].text}"
        for a in predication.arguments
    )
    return f"{predication.lemma} | {'passive ' if predication.passive else ''}{arguments}"
