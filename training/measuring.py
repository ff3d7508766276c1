"""Measure coreference on what was kept out of training.

::

    python -m training.measuring --data ../data --model kg/language/model --threshold 0.25

prints, for GUM's development part by genre, the CoNLL F1 over chains of two mentions or more, mentions compared by
head word, and the precision of links; and F1 on the snippets of GAP's development part with even numbers.  "spans"
is ``doc.spans["coref_clusters_…"]``, "graph" the resolution that the graph is built on.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from kg.articles import Article
from kg.config import Config
from kg.extractors.reporting import find_reports
from kg.language.component import Annotator
from kg.language.coreference import THRESHOLD, clusters
from kg.language.reader import MODEL_FOLDER, Reader
from kg.language.referring import Referring
from kg.predications import Reading
from kg.resolution import resolve
from kg.resolution.links import linked
from kg.resolution.mentions import find_mentions
from kg.resolution.tree import Tree
from training.chains import read_gum
from training.coreference import Tally, gap_answers, gap_rate, read_gap_rows
from training.links import gold_heads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

__all__ = ["main"]

_NLP = spacy.blank("en")


def _chains(doc: Doc, tree: Tree, threshold: float) -> Iterator[tuple[str, list[list[int]]]]:
    """Yield the head tokens of what is found to be one, by both ways."""
    links = linked(doc)
    if links is not None:
        yield "spans", clusters(Referring.of(doc, tree), links, threshold)
    mentions = find_mentions(doc)
    article = Article(id="art-measured", text=doc.text)
    reading = Reading(article=article, doc=doc, mentions=mentions, reports=find_reports(doc, mentions))
    yield "graph", [list(c.heads) for c in resolve(reading, Config())]


def _gum(annotate: Annotator, folder: Path, threshold: float) -> Iterator[str]:
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for path in sorted(folder.glob("*.conllu")):
        chained = read_gum(path)
        doc = annotate(_NLP.make_doc(chained.text))
        tree = Tree.of(doc)
        gold = defaultdict(list)
        for head, chain in gold_heads(chained, tree).items():
            gold[chain].append((head, head))
        for way, found in _chains(doc, tree, threshold):
            for genre in ("all", path.stem.split("_")[1]):
                tallies[way, genre].add(gold.values(), [[(h, h) for h in c] for c in found])
    for (way, genre), tally in sorted(tallies.items()):
        p, r, f = tally.rates()["conll"]
        yield f"GUM {way} {genre}: P {p:.3f} R {r:.3f} F1 {f:.3f}, precision of links {tally.link_precision():.3f}"


def _gap(annotate: Annotator, path: Path, threshold: float) -> Iterator[str]:
    answers = defaultdict(list)
    for gap in list(read_gap_rows(path))[1::2]:
        doc = annotate(_NLP.make_doc(gap.text))
        tree = Tree.of(doc)
        for way, found in _chains(doc, tree, threshold):
            answers[way].append((gap.right, gap_answers(gap, [[tree.start[h] for h in c] for c in found])))
    for way, pairs in sorted(answers.items()):
        p, r, f = gap_rate(pairs)
        yield f"GAP {way}: P {p:.3f} R {r:.3f} F1 {f:.3f}"


def main() -> None:
    """Write the figures to the standard output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of the public corpora")
    parser.add_argument("--model", type=Path, default=MODEL_FOLDER, help="folder of the exported model")
    parser.add_argument("--threshold", type=float, default=THRESHOLD, help="log-odds from which links are made")
    options = parser.parse_args()
    annotate = Annotator(_NLP.vocab, reader=Reader(options.model))
    lines = [*_gum(annotate, options.data / "gum" / "dev", options.threshold)]
    lines += _gap(annotate, options.data / "gap" / "gap-development.tsv", options.threshold)
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
