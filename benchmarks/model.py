"""Speed, memory, start-up and size of the language model.

``python -m benchmarks.model`` reads the sample articles, ``python -m benchmarks.model FOLDER`` those of a folder.
``--words 1000000`` reads that many words, article after article, and prints the memory along the way.

The ratio compares the whole pipeline (tokens, sentences, tags, trees, names, coreference, spaCy's Doc) with the encoder
alone on the same windows: 1 would mean that nothing but the encoder takes time. The encoder is cut out of
``model.onnx`` with the package ``onnx`` (extra ``training``). PyTorch is kept out: spaCy imports it where it is
installed, and nothing here needs it.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    import onnxruntime

__all__ = ["main"]

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "examples" / "articles"
_START = """
import json, sys, time
sys.modules["torch"] = None
begin = time.perf_counter()
from kg.language import load
imported = time.perf_counter()
nlp = load()
loaded = time.perf_counter()
nlp("The minister met reporters in Accra on Monday.")
first = time.perf_counter()
nlp(sys.stdin.read())
from benchmarks.model import memory
print(json.dumps([imported - begin, loaded - imported, first - loaded, memory()[1]]))
"""


def texts_of(paths: list[str]) -> list[str]:
    """Return the texts of articles."""
    from datetime import date

    from kg.articles import Article
    from kg.config import Config
    from kg.reading import read

    texts = [a.text for a in read(paths, config=Config(date=date(2020, 6, 9))) if isinstance(a, Article)]
    if not texts:
        raise SystemExit(f"no article in {', '.join(paths)}")
    return texts


def count(texts: list[str]) -> int:
    """Count words as white space parts them."""
    return sum(len(t.split()) for t in texts)


def memory() -> tuple[float, float]:
    """Return the memory of this process now and at its peak, in MiB.

    Where the system does not say, both are the peak by ``getrusage``, which a process inherits from the one that
    started it.
    """
    try:
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        return peak, peak
    said = {key: value for key, _, value in (line.partition(":") for line in lines)}
    return int(said["VmRSS"].split()[0]) / 1024, int(said["VmHWM"].split()[0]) / 1024


def start_up(text: str) -> list[float]:
    """Seconds of import, load and first sentence, and peak MiB after an article: medians of three fresh processes."""
    runs = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", _START], input=text, check=True, capture_output=True, text=True, cwd=ROOT
        )
        runs.append(json.loads(done.stdout))
    return [statistics.median(column) for column in zip(*runs, strict=True)]


def best(work: Callable[[], None], repeat: int) -> float:
    """Return the seconds of the quickest of some runs: what other programs do not disturb."""
    seconds = []
    for _ in range(repeat):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


def read_all(nlp: Any, texts: list[str]) -> None:
    """Annotate texts and drop the results."""
    for doc in nlp.pipe(texts):
        del doc


def feeds_of(nlp: Any, texts: list[str]) -> list[dict[str, Any]]:
    """Return what the encoder is fed while these texts are read."""
    import numpy as np

    reader, feeds = nlp.get_pipe("triplewire").reader, []
    scores = type(reader).scores

    def noting(self: Any, words: list[str], breaks: set[int]) -> Any:
        ids, shapes, firsts = self.subwords.encode(words, breaks)
        feeds.append({k: np.asarray([v], dtype=np.int64) for k, v in (("ids", ids), ("shapes", shapes))})
        feeds[-1]["firsts"] = np.asarray(firsts, dtype=np.int64)
        return scores(self, words, breaks)

    type(reader).scores = noting
    try:
        read_all(nlp, texts)
    finally:
        type(reader).scores = scores
    return feeds


def fuse_norms(graph: Any) -> None:
    """Put additions and the normalisation behind them together, as onnxruntime's tool for transformers does."""
    import onnx

    made_by = {name: n for n in graph.node for name in n.output}
    weights = {w.name for w in graph.initializer}
    for node in [n for n in graph.node if n.op_type == "LayerNormalization"]:
        biased = made_by[node.input[0]]
        added = made_by.get(biased.input[0])
        if added is None or {biased.op_type, added.op_type} != {"Add"} or biased.input[1] not in weights:
            continue
        inputs = [*added.input, *node.input[1:], biased.input[1]]
        epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
        kind, options = "SkipLayerNormalization", {"domain": "com.microsoft", "epsilon": epsilon}
        node.CopyFrom(onnx.helper.make_node(kind, inputs, node.output, node.name, **options))


def encoder(path: Path, threads: int, *, fused: bool) -> onnxruntime.InferenceSession:
    """Cut the graph off after the last layer of the encoder.

    It runs in plain operators as in the package, or ``fused`` as onnxruntime's own tools leave an encoder, which is
    slower on a CPU.
    """
    import onnx
    import onnxruntime

    from kg.language.reader import SLOW_FUSION

    model = onnx.load(path)
    graph = model.graph
    if fused:
        fuse_norms(graph)
    last = [n for n in graph.node if n.op_type.endswith("LayerNormalization")][-1]
    made_by = {name: n for n in graph.node for name in n.output}
    waiting, kept = [last.output[0]], set()
    while waiting:
        node = made_by.get(waiting.pop())
        if node is not None and id(node) not in kept:
            kept.add(id(node))
            waiting += node.input
    nodes = [n for n in graph.node if id(n) in kept]
    used = {name for n in nodes for name in n.input}
    weights = [w for w in graph.initializer if w.name in used]
    inputs = [i for i in graph.input if i.name in used]
    for field, values in (("node", nodes), ("initializer", weights), ("input", inputs), ("output", [])):
        kept_values = [type(v).FromString(v.SerializeToString()) for v in values]
        del getattr(graph, field)[:]
        getattr(graph, field).extend(kept_values)
    graph.output.append(onnx.helper.make_tensor_value_info(last.output[0], onnx.TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads, options.log_severity_level = threads, 1, 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    disabled = [] if fused else [SLOW_FUSION]
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"], disabled_optimizers=disabled
    )


def encoder_seconds(nlp: Any, texts: list[str], repeat: int, *, fused: bool = True) -> float:
    """Time the encoder alone on the windows of these texts, one thread."""
    from kg.language.reader import MODEL_FOLDER

    session = encoder(MODEL_FOLDER / "model.onnx", 1, fused=fused)
    wanted = {i.name for i in session.get_inputs()}
    feeds = [{k: v for k, v in feed.items() if k in wanted} for feed in feeds_of(nlp, texts)]

    def work() -> None:
        for feed in feeds:
            session.run(None, feed)

    return best(work, repeat)


def figures(texts: list[str], repeat: int) -> Iterator[tuple[str, str]]:
    """Yield what is measured and its figure."""
    from kg.language import load
    from kg.language.reader import MODEL_FOLDER

    words = count(texts)
    seconds = {}
    for threads in (1, 2):
        nlp = load(threads=threads)
        read_all(nlp, texts)  # words and lemmas are met for the first time once only
        seconds[threads] = best(lambda nlp=nlp: read_all(nlp, texts), repeat)  # type: ignore[misc]
        yield f"words a second, {threads} thread{'s' * (threads > 1)}", f"{words / seconds[threads]:,.0f}"
    if find_spec("onnx"):
        for fused, how in ((True, "as onnxruntime's tools leave it"), (False, "as it is run here")):
            share = encoder_seconds(load(), texts, repeat, fused=fused) / seconds[1]
            yield f"pipeline's speed against bare encoder's, {how}, 1 thread", f"{share:.2f}"
    imported, loaded, first, peak = start_up(max(texts, key=len))
    yield "import, load, first sentence", f"{imported:.2f} + {loaded:.2f} + {first:.2f} s"
    yield "peak memory of a process that reads an article", f"{peak:.0f} MiB"
    size = sum(p.stat().st_size for p in MODEL_FOLDER.iterdir())
    yield "size of the model's files", f"{size / 1e6:.1f} MB"


def memory_table(texts: list[str], words: int) -> Table:
    """Read so many words article by article and sample the memory at the start and after every tenth."""
    from kg.language import load

    table = Table("words read", "seconds", "memory now, MiB", "peak, MiB")
    nlp = load()
    begin, read, due = time.perf_counter(), 0, 0
    for doc in nlp.pipe(cycle(texts)):
        read += len(doc.text.split())
        if read >= due:
            now, peak = memory()
            table.add_row(f"{read:,}", f"{time.perf_counter() - begin:.0f}", f"{now:.0f}", f"{peak:.0f}")
            due += words // 10
        if read >= words:
            break
    return table


def main(argv: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(ARTICLES)], help="articles, or directories of them")
    parser.add_argument("--words", type=int, help="read so many words and print the memory along the way, nothing else")
    parser.add_argument("--repeat", type=int, default=5, help="runs of which the quickest counts")
    options = parser.parse_args(argv)
    sys.modules.setdefault("torch", None)  # type: ignore[arg-type]
    texts = texts_of(options.paths)
    console = Console()
    if options.words:
        console.print(memory_table(texts, options.words))
        return 0
    table = Table(f"{len(texts)} articles, {count(texts):,} words", "")
    for name, figure in figures(texts, options.repeat):
        table.add_row(name, figure)
    console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
