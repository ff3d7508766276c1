"""EWT and GUM: trees, and what their part-of-speech tags and entities say about names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.conllu import read_conllu
from training.documents import ANY, ANY_NAME, NO_MENTION, OUT, UNKNOWN, Document, Sentence, mark, mark_person
from training.gazetteer import event_types, is_demonym, place_types
from training.numerals import number_tags
from training.retokenize import retokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from spacy.tokenizer import Tokenizer

    from training.conllu import Row, Tree
    from training.gazetteer import Gazetteer

__all__ = ["HELD_OUT_NEWS", "read_treebank"]

#: GUM articles that the project measures itself on: never trained on.
HELD_OUT_NEWS: frozenset[str] = frozenset(
    f"GUM_news_{x}"
    for x in [
        "afghan",
        "asylum",
        "defector",
        "flag",
        "hackers",
        "homeopathic",
        "ie9",
        "imprisoned",
        "iodine",
        "lanterns",
        "taxes",
        "worship",
    ]
)
_OPEN = re.compile(r"\((\d+)-([a-z]+)-[^()]*|(\d+)\)")
_NAME_LINKS = (
    "flat",
    "compound",
    "nmod:poss",
    "nmod",
    "amod",
    "case",
    "punct",
    "conj",
    "cc",
    "nummod",
    "det",
    "nmod:desc",
)
_GUM_TYPES = {"person": ("PERSON",), "organization": ("ORG",), "event": ("EVENT",)}


#: Parts of speech that can refer: others of which no mention is known are not asked for an antecedent.
_REFERRING = frozenset(["NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"])


def _mentions(rows: Sequence[Row]) -> list[tuple[int, int, str, int]]:
    """Entity spans of GUM's bracket notation: rows [start, end), type and number of the chain."""
    open_, out = {}, []
    for i, row in enumerate(rows):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", row.misc)
        if not m:
            continue
        for part in re.finditer(r"\((\d+)-([a-z]+)-|(?<![-\w*])(\d+)\)|(\))", m[1].replace(":", "_")):
            if part[1]:
                open_.setdefault(part[1], []).append((i, part[2]))
                last = part[1]
            else:
                key = part[3] or last
                if open_.get(key):
                    start, kind = open_[key].pop()
                    out.append((start, i + 1, kind, int(key)))
    return out


def _name_core(rows: Sequence[Row], start: int, end: int) -> tuple[int, int] | None:
    """The run of proper-name words around the head of a mention, or None."""
    ids = range(start + 1, end + 1)
    heads = [i for i in range(start, end) if rows[i].head not in ids]
    if not heads or rows[heads[0]].upos != "PROPN":
        return None
    top = heads[0]
    a = b = top
    while a > start and (
        rows[a - 1].upos == "PROPN" or (rows[a - 1].form in "-." and a - 1 > start and rows[a - 2].upos == "PROPN")
    ):
        a -= 1
    while b + 1 < end:
        nxt = rows[b + 1]
        if nxt.upos in {"PROPN", "NUM"} and nxt.deprel != "conj":
            b += 1
        elif (
            nxt.form in {"of", "for", "de", "-", ".", "and", "the"}
            and b + 2 < end
            and rows[b + 2].upos == "PROPN"
            and rows[b + 2].deprel != "conj"
        ):
            b += 2
        else:
            break
    if start < a and rows[a - 1].form[:1].isupper() and rows[a - 1].upos == "ADJ":
        a -= 1
    return a, b + 1


def _allowed(rows: Sequence[Row], gazetteer: Gazetteer, *, entities: bool) -> list[int]:
    allowed = []
    for r in rows:
        name_like = r.upos == "PROPN" or (r.form[:1].isupper() and r.upos in {"ADJ", "NOUN", "X"} and r.form != "I")
        allowed.append(ANY_NAME if r.upos == "PROPN" else ANY if name_like else OUT)
    if not entities:
        # a determiner or preposition inside a name is open, as in "Bank of England"
        for i in range(1, len(rows) - 1):
            if (
                allowed[i] == OUT
                and allowed[i - 1] != OUT
                and allowed[i + 1] != OUT
                and rows[i].upos in {"ADP", "DET", "CCONJ", "PUNCT", "PART"}
            ):
                allowed[i] = ANY
    spans = sorted(_mentions(rows), key=lambda m: m[0] - m[1]) if entities else []
    done: set[int] = set()
    for start, end, kind, _ in spans:
        core = _name_core(rows, start, end)
        if core is None or not done.isdisjoint(range(*core)):
            continue
        text = " ".join(r.form for r in rows[core[0] : core[1]])
        types = _GUM_TYPES.get(kind)
        if kind == "place":
            types = place_types(text, gazetteer)
        elif is_demonym(text):
            types = ("NORP",)
        elif kind in {"object", "abstract"}:
            types = event_types(text)
        if types:
            done.update(range(*core))
            if types == ("PERSON",):
                mark_person(allowed, [r.form for r in rows], *core)
            else:
                mark(allowed, *core, *types)
    for i, r in enumerate(rows):
        if (
            i not in done
            and is_demonym(r.form)
            and r.upos == "ADJ"
            and (i + 1 >= len(rows) or rows[i + 1].upos != "PROPN")
        ):
            mark(allowed, i, i + 1, "NORP", "LANGUAGE" if r.upos == "NOUN" else "NORP")
    number_tags([r.form for r in rows], allowed, [r.upos for r in rows])
    for i in range(len(rows)):
        if allowed[i] == ANY_NAME and i not in done:
            allowed[i] = ANY
    return allowed


def _chains(tree: Tree, rows: Sequence[Row]) -> list[int]:
    """The chain of the mention that each of `rows` heads; of a coordination and its first part, that of the part."""
    chains = [NO_MENTION if r.upos in _REFERRING else UNKNOWN for r in rows]
    if not tree.aligned:
        return [UNKNOWN] * len(rows)
    at = {c: i for i, r in enumerate(rows) for c in range(r.start, r.end)}
    for start, end, _, chain in sorted(_mentions(tree.rows), key=lambda m: m[0] - m[1]):
        heads = [r for r in tree.rows[start:end] if not start < r.head <= end]
        if heads and heads[0].start in at:
            chains[at[heads[0].start]] = chain
    return chains


def _sentence(tree: Tree, tokenizer: Tokenizer | None, gazetteer: Gazetteer, *, entities: bool) -> Sentence:
    rows = retokenize(tree, tokenizer) if tokenizer else tree.rows
    return Sentence(
        words=[r.form for r in rows],
        upos=[r.upos for r in rows],
        xpos=[r.xpos for r in rows],
        feats=[r.feats for r in rows],
        lemmas=[r.lemma for r in rows],
        heads=[r.head for r in rows],
        deprels=[r.deprel for r in rows],
        allowed=_allowed(rows, gazetteer, entities=entities),
        chains=_chains(tree, rows) if entities else [],
        ner_weight=0.5,
        paragraph=tree.paragraph,
    )


def read_treebank(
    path: Path, corpus: str, tokenizer: Tokenizer | None, gazetteer: Gazetteer, *, entities: bool = False
) -> Iterator[Document]:
    """Yield the documents of a CoNLL-U file.

    Parameters
    ----------
    path : Path
    corpus : str
        Name for the tables.
    tokenizer : spacy.tokenizer.Tokenizer or None
        Trees are moved to its tokens; None keeps the treebank's own words.
    gazetteer : Gazetteer
    entities : bool
        Whether the MISC column holds GUM's entities.
    """
    doc: Document | None = None
    for tree in read_conllu(path):
        if doc is None or doc.name != tree.doc:
            if doc is not None:
                yield doc
            doc = Document(tree.doc, corpus, [])
        doc.sentences.append(_sentence(tree, tokenizer, gazetteer, entities=entities))
    if doc is not None:
        yield doc
