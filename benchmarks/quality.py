"""How good the extractor is: annotated articles, the project's own passages that are kept out, and open triples.

Examples::

    python -m benchmarks.quality gold/ --html report.html
    python -m benchmarks.quality gold/ --articles texts/ --passages training/news --openie carb/ --json figures.json

A gold folder holds one JSON file an article (the README tells of it under "kg evaluate"), the articles themselves are
in its folder ``articles`` or in that of ``--articles``, as <doc>.txt; each is read with its date of publication. Of the
passages only those are read that are never trained on. The folder of ``--openie`` holds gold.tsv and sentences.txt in
CaRB's format; give its development set, and keep the test set for the end.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from benchmarks.openie_measure import OpenFigures, measure_open, read_tuples
from kg import interchange
from kg.articles import Article
from kg.cli.evaluate import show_tables
from kg.config import Config, parse_date
from kg.errors import ReadError, TriplewireError
from kg.evaluation import (
    Evaluation,
    GoldDocument,
    GoldSet,
    Inventory,
    SystemSet,
    evaluate,
    gold_of,
    read_gold,
    render,
    tables_of,
    values_of,
)
from kg.evaluation.charts import curve
from kg.evaluation.page import Diagram, Page, Section
from kg.evaluation.report import diagram_of, sections_of
from kg.evaluation.system import SystemDocument
from kg.evaluation.tables import Table, reliability_table, shown
from kg.pipeline import Failure, Pipeline
from kg.reading import read
from training.passages import is_kept_out, passages, read_passage

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.statements import Extraction

__all__ = ["Report", "digest", "main", "passage_gold"]


@dataclass(slots=True)
class Report:
    """What was measured: tables to print, sections of the page, values for programs."""

    tables: list[Table] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, found: Evaluation, corpus: str) -> None:
        """Take in the evaluation of annotated articles; ``corpus`` is a hash over them."""
        self.tables += (Table(title=f"{name}: {t.title}", columns=t.columns, rows=t.rows, words=t.words)
                        for t in tables_of(found))  # fmt: skip
        self.sections += sections_of(found, prefix=f"{name}: ")
        self.values[name] = {"corpus": corpus, **values_of(found)}

    def add_open(self, found: OpenFigures, corpus: str) -> None:
        """Take in the figures of open triples; ``corpus`` is a hash over their gold."""
        name = "open triples"
        rows = (
            ("area under the curve", shown(found.area)), ("best F1", shown(found.f1)),
            ("its precision", f"{found.precision:.3f}"), ("its recall", f"{found.recall:.3f}"),
            ("sentences with a tuple", f"{found.covered} of {found.sentences}"), ("tuples", str(found.tuples)),
        )  # fmt: skip
        tables = (Table(title=f"{name}: CaRB", columns=("measure", "figure"), rows=rows),
                  reliability_table(found.reliability))  # fmt: skip
        over_recall = curve("precision over recall of open triples", found.points)
        drawn = Diagram(svg=over_recall, caption="Precision over recall, from the highest confidence to the lowest.")
        self.tables += tables
        self.sections.append(Section(title=name, tables=tables, diagrams=(drawn, diagram_of(found.reliability))))
        intervals = {key: [round(f.low, 4), round(f.high, 4)] for key, f in (("auc", found.area), ("f1", found.f1))}
        self.values["open"] = {
            "corpus": corpus, "auc": round(found.area.value or 0.0, 4), "f1": round(found.f1.value or 0.0, 4),
            "p": round(found.precision, 4), "r": round(found.recall, 4), "intervals": intervals,
            "sentences": found.sentences, "system": found.tuples,
            "calibration_error": round(found.reliability.error, 4),
        }  # fmt: skip


def _extract(pipeline: Pipeline, file: Path, date: str) -> tuple[Extraction, ...]:
    """Read the articles of a file as ``kg extract`` does."""
    config = Config(date=parse_date(date)) if date else Config()
    found = []
    for article in read([str(file)], config=config):
        result = pipeline.attempt(article) if isinstance(article, Article) else Failure.of(article)
        if isinstance(result, Failure):
            Console(stderr=True).print(f"{result.source}: {result.reason}", markup=False)
        else:
            found.append(result)
    return tuple(found)


def _measure(
    pipeline: Pipeline, gold: GoldSet, files: Mapping[str, Path], kept: Path | None = None
) -> Evaluation:
    """Extract what a file of each gold article says, and compare."""
    documents = {}
    for document in gold.documents:
        found = _extract(pipeline, files[document.doc], document.date)
        if found:
            documents[document.doc] = SystemDocument.of(found)
        if kept:
            with (kept / f"{document.doc}.jsonl").open("w", encoding="utf-8") as stream:
                interchange.write(found, stream)
    return evaluate(gold, SystemSet(documents=documents))


def digest(files: Iterable[Path]) -> str:
    """Return a hash over files, by which figures of other articles are told apart."""
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return whole.hexdigest()[:16]


def _files(gold: GoldSet, folder: Path) -> dict[str, Path]:
    files = {document.doc: folder / f"{document.doc}.txt" for document in gold.documents}
    for file in files.values():
        if not file.is_file():
            raise ReadError("is not there; each gold article needs its text, here or where --articles says",
                            source=str(file))  # fmt: skip
    return files


def _kept_out(folder: Path) -> Iterator[GoldDocument]:
    inventory = Inventory.of_ontology()
    for file in sorted(folder.glob("*.txt")):
        for lines in passages(file):
            found = read_passage(lines)
            if not is_kept_out(found.doc):
                continue
            if found.faults:
                raise ReadError(f"{found.faults[0]}; mend it", source=str(file), place=found.doc)
            value = {**asdict(found), "sentences": [list(bounds) for bounds in found.sentences]}
            yield gold_of(value, inventory, source=f"{file}, {found.doc}")


def passage_gold(folder: Path) -> GoldSet:
    """Return the passages of a folder that are kept out of training as gold; each has its text.

    Raises
    ------
    ReadError
        If there is none, or one has a fault.
    """
    documents = {document.doc: document for document in _kept_out(folder)}
    if not documents:
        raise ReadError("holds no passage that is kept out of training; give training/news", source=str(folder))
    return GoldSet(documents=tuple(documents[d] for d in sorted(documents)), inventory=Inventory.of_ontology())


def _measure_passages(pipeline: Pipeline, folder: Path) -> tuple[Evaluation, str]:
    gold = passage_gold(folder)
    marks = hashlib.sha256(repr(gold.documents).encode("utf-8", "surrogatepass"))
    with tempfile.TemporaryDirectory() as place:
        files = {document.doc: Path(place, f"{document.doc}.txt") for document in gold.documents}
        for document in gold.documents:
            files[document.doc].write_text(document.text, "utf-8")
        return _measure(pipeline, gold, files), marks.hexdigest()[:16]


def _open_files(folder: Path) -> tuple[Path, Path]:
    paths = folder / "gold.tsv", folder / "sentences.txt"
    for path in paths:
        if not path.is_file():
            raise ReadError("is not there; the folder needs gold.tsv and sentences.txt", source=str(path))
    return paths


def _measure_open(nlp: Language, paths: tuple[Path, Path]) -> OpenFigures:
    from kg.openie import open_lines

    gold, sentences = (path.read_text("utf-8").splitlines() for path in paths)
    given = (line for block in open_lines(sentences, nlp) for line in block.splitlines())
    return measure_open(
        read_tuples(gold, source=str(paths[0]), confidences=False),
        read_tuples(given, source="the extractor", confidences=True),
    )


def _report(options: argparse.Namespace) -> Report:
    pipeline = Pipeline(Config(model=options.model, open_triples=False))
    report = Report()
    if options.gold:
        gold = read_gold(options.gold)
        if options.extracted:
            options.extracted.mkdir(parents=True, exist_ok=True)
        files = _files(gold, options.articles or options.gold / "articles")
        corpus = digest([*options.gold.glob("*.json"), *files.values()])
        report.add("articles", _measure(pipeline, gold, files, options.extracted), corpus)
    if options.passages:
        report.add("passages", *_measure_passages(pipeline, options.passages))
    if options.openie:
        paths = _open_files(options.openie)
        report.add_open(_measure_open(pipeline.nlp, paths), digest(paths))
    return report


def _lead(options: argparse.Namespace) -> str:
    what: Iterable[tuple[str, Path | None]] = (
        ("annotated articles", options.gold), ("passages kept out of training", options.passages),
        ("open triples", options.openie),
    )  # fmt: skip
    return "Measured on " + ", ".join(f"{name} ({path})" for name, path in what if path) + "."


def main(argv: list[str] | None = None) -> int:
    """Measure, print the tables and write what was asked for; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path, nargs="?", help="folder of annotated articles")
    parser.add_argument("--articles", type=Path, metavar="FOLDER", help="their texts, if not in GOLD/articles")
    parser.add_argument("--passages", type=Path, metavar="FOLDER", help="the project's passages: training/news")
    parser.add_argument("--openie", type=Path, metavar="FOLDER", help="gold.tsv and sentences.txt, as CaRB has them")
    parser.add_argument("--model", default="", metavar="NAME", help="an installed spaCy pipeline in place of ours")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page with all of it and the worst errors")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all of it as JSON")
    parser.add_argument("--extracted", type=Path, metavar="FOLDER", help="keep what the articles gave, as JSON lines")
    options = parser.parse_args(argv)
    if not (options.gold or options.passages or options.openie):
        parser.error("give a gold folder, --passages or --openie")
    try:
        report = _report(options)
        if options.json:
            options.json.write_text(json.dumps(report.values, ensure_ascii=False, indent=1) + "\n", "utf-8")
        if options.html:
            page = Page(title="Quality of the extractor", lead=_lead(options), sections=tuple(report.sections))
            options.html.write_text(render(page), "utf-8")
        show_tables(report.tables)
    except (TriplewireError, OSError) as exc:
        Console(stderr=True).print(f"quality: {exc}", markup=False, soft_wrap=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
