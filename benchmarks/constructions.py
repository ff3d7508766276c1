"""How reliable each construction is: predications of the model's parses against those of a treebank's own parses.

Example::

    python -m benchmarks.constructions ud/en_ewt-dev.conllu gum/dev/*.conllu --write kg/extractors/reliability.json

A predication's share is that of its subjects, objects, indirect objects, attributes and modifiers that the treebank's
parse of the same words gives to a predication of the same kind and head; none if there is no such predication.
Attachment of further phrases and clauses is not asked. Names are the model's in both. What an extractor gets wrong on
a right parse does not show here. Constructions rarer than 20 share the figure of their kind; all are drawn a little
towards 0.8.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extractors.reliability import construction
from kg.extractors.trees import tree_of
from kg.language import load
from kg.predications import Predication
from kg.registry import extractors
from kg.resolution.mentions import find_mentions

__all__ = ["main"]

_CORE_ROLES = frozenset({"subject", "object", "indirect", "attribute", "modifier"})
_FEWEST = 20
#: Every share is drawn towards this figure as if by so many more predications: the treebanks hold much that is not
#: news.
_PRIOR, _PRIOR_WEIGHT = 0.8, 20


def read_conllu(path: Path) -> Iterator[list[list[str]]]:
    """Yield the sentences of a CoNLL-U file as rows of columns, without multiword and empty tokens."""
    rows: list[list[str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            yield rows
            rows = []


def parsed_twice(rows: list[list[str]], nlp: Language) -> tuple[Doc, Doc]:
    """Return a sentence with the treebank's parse and with the model's; names are the model's in both."""
    words = [r[1] for r in rows]
    spaces = ["SpaceAfter=No" not in r[9] for r in rows]
    gold = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        heads=[i if r[6] == "0" else int(r[6]) - 1 for i, r in enumerate(rows)],
        deps=["ROOT" if r[6] == "0" else r[7] for r in rows],
        pos=[r[3] for r in rows],
        tags=[r[4] for r in rows],
        lemmas=[r[2] for r in rows],
    )
    starts: list[bool | int | None] = [i == 0 for i in range(len(words))]
    automatic = nlp(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts))
    gold.set_ents([Span(gold, e.start, e.end, label=e.label) for e in automatic.ents])
    return gold, automatic


def core(p: Predication) -> frozenset[tuple[str, int]]:
    """Return the arguments that must agree."""
    return frozenset((a.role, a.head) for a in p.arguments if a.role in _CORE_ROLES)


def predications(doc: Doc) -> Iterator[Predication]:
    """Yield all predications of a text."""
    mentions = find_mentions(doc)
    for extractor in extractors:
        yield from extractor.value(doc, mentions)  # type: ignore[misc]  # the contract suite holds it


def counts(paths: list[Path], nlp: Language) -> dict[str, list[float]]:
    """Return by construction, and by kind, the shares of right arguments of all predications that the parses give."""
    out: dict[str, list[float]] = defaultdict(list)
    for path in paths:
        for rows in read_conllu(path):
            gold, automatic = parsed_twice(rows, nlp)
            wanted: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
            for p in predications(gold):
                wanted[p.kind, p.head] |= core(p) | {("head", p.head)}
            for p in predications(automatic):
                known, given = wanted.get((p.kind, p.head), set()), core(p)
                share = len(given & known) / len(given) if given else float(bool(known))
                for name in {construction(tree_of(automatic), p), p.kind}:
                    out[name].append(share)
    return out


def main() -> None:
    """Print the share of right arguments by construction."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("treebanks", type=Path, nargs="+")
    parser.add_argument("--write", type=Path, help="file for the shares, JSON")
    args = parser.parse_args()
    found = counts(args.treebanks, load())
    table = Table("construction", "predications", "right")
    shares = {}
    for name, values in sorted(found.items()):
        share = (sum(values) + _PRIOR * _PRIOR_WEIGHT) / (len(values) + _PRIOR_WEIGHT)
        table.add_row(name, str(len(values)), f"{share:.2f}")
        if len(values) >= _FEWEST or "," not in name:
            shares[name] = round(share, 2)
    Console().print(table)
    if args.write:
        record = {"measured on": sorted(p.name for p in args.treebanks), "right": shares}
        args.write.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
