"""Trees over treebank words made trees over the tokens that spaCy would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.conllu import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokenizer import Tokenizer

    from training.conllu import Tree

__all__ = ["retokenize"]

Span = tuple[int, int]


def _blocks(rows: Sequence[Row], tokens: Sequence[Span]) -> list[tuple[list[int], list[Span]]]:
    """Group rows and tokens into the smallest blocks with the same bounds."""
    out: list[tuple[list[int], list[Span]]] = []
    i = j = 0
    while i < len(rows) and j < len(tokens):
        ri, tj = [i], [tokens[j]]
        a, b = rows[i].end, tokens[j][1]
        while a != b:
            if a < b:
                i += 1
                ri.append(i)
                a = rows[i].end
            else:
                j += 1
                tj.append(tokens[j])
                b = tokens[j][1]
        out.append((ri, tj))
        i, j = i + 1, j + 1
    return out


def _merged(rows: Sequence[Row], members: list[int], span: Span, text: str) -> tuple[Row, int]:
    """One token for several words: the word that governs the others speaks for it."""
    ids = {m + 1 for m in members}
    top = next((m for m in members if rows[m].head not in ids), members[0])
    r = rows[top]
    form = text[span[0] : span[1]]
    lemma = "".join(rows[m].form for m in members[:-1]) + rows[members[-1]].lemma
    return Row(form, lemma, r.upos, r.xpos, r.feats, r.head, r.deprel, r.misc, *span), top


def _split(row: Row, spans: list[Span], text: str) -> list[Row]:
    """Several tokens for one word: the last one with letters or digits heads the rest."""
    forms = [text[s:e] for s, e in spans]
    word = [any(c.isalnum() for c in f) for f in forms]
    top = max((k for k, w in enumerate(word) if w), default=len(forms) - 1)
    out = []
    for k, (form, span) in enumerate(zip(forms, spans, strict=True)):
        if k == top:
            low = row.lemma.lower()
            lemma = (
                row.lemma
                if len(forms) == 1 or not low.startswith(text[spans[0][0] : span[0]].lower())
                else row.lemma[span[0] - spans[0][0] :]
            )
            out.append(Row(form, lemma, row.upos, row.xpos, row.feats, row.head, row.deprel, row.misc, *span))
        elif word[k]:
            out.append(Row(form, form.lower(), row.upos, row.xpos, row.feats, -1 - top, "compound", "", *span))
        else:
            out.append(Row(form, form, "PUNCT", "HYPH" if form in "-–" else ",", "", -1 - top, "punct", "", *span))
    return out


def retokenize(tree: Tree, tokenizer: Tokenizer) -> list[Row]:
    """Return the rows of a tree over spaCy's tokens.

    Parameters
    ----------
    tree : Tree
    tokenizer : spacy.tokenizer.Tokenizer
        That of the shipped pipeline.

    Returns
    -------
    list of Row
        The treebank's own rows where the two tokenisations cannot be aligned.
    """
    rows = tree.rows
    if not tree.aligned:
        return rows
    tokens = [(t.idx, t.idx + len(t)) for t in tokenizer(tree.text) if not t.is_space]
    if not tokens or tokens[-1][1] != rows[-1].end:
        return rows
    if [(r.start, r.end) for r in rows] == tokens:
        return rows
    new: list[Row] = []
    where: dict[int, int] = {}
    local: list[tuple[int, int]] = []
    for members, spans in _blocks(rows, tokens):
        base = len(new)
        if len(spans) == 1 and len(members) == 1:
            r = rows[members[0]]
            new.append(Row(r.form, r.lemma, r.upos, r.xpos, r.feats, r.head, r.deprel, r.misc, *spans[0]))
            where[members[0]] = base
        elif len(spans) == 1:
            row, _ = _merged(rows, members, spans[0], tree.text)
            new.append(row)
            where.update(dict.fromkeys(members, base))
        elif len(members) == 1:
            parts = _split(rows[members[0]], spans, tree.text)
            for k, part in enumerate(parts):
                if part.head < 0:
                    local.append((base + k, base - 1 - part.head))
                else:
                    where[members[0]] = base + k
            new += parts
        else:
            return rows
    fixed = dict(local)
    for i, row in enumerate(new):
        if i in fixed:
            row.head = fixed[i] + 1
        elif row.head > 0:
            row.head = where[row.head - 1] + 1
    return new
