"""The trained network as ONNX graphs, written node by node (no exporter, no tracing).

``model.onnx`` reads one window: subword ids, shapes and the first subword of every word.
``labels.onnx`` labels the arcs once the tree is known; ``relations.onnx`` and ``roles.onnx`` score pairs of words.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, numpy_helper

from kg.language.manifest import write_manifest
from kg.language.pairs import CHANNELS
from training.facts import EVENTS, MODALITY, RELATIONS, ROLES
from training.graph import Graph
from training.quantisation import overflow_free

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from training.vocabulary import Vocabulary

__all__ = ["build_labels", "build_model", "build_pairs", "export_model"]

LAYERS, HEADS, WIDTH = 6, 12, 384
ARC, LABEL = 256, 256
LINK, FACT, VIEWS = 96, 160, 5
Weights = dict[str, "NDArray[np.float32]"]


def _word_vectors(g: Graph, table: NDArray[np.float32]) -> str:
    """Look word vectors up in a table of 8-bit rows, each with a scale of its own."""
    scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-6) / 127
    rows = np.round(table / scale).astype(np.int8)
    vectors = g("Cast", g("Gather", g.const("words", rows), "ids"), to=TensorProto.FLOAT)
    return g("Mul", vectors, g("Gather", g.const("word_scales", scale.astype(np.float32)), "ids"))


def _encoder(g: Graph, w: Weights) -> list[str]:
    length = g("Shape", "ids", start=1, end=2)
    at = g("Slice", g.const("positions", w["encoder.positions.weight"]), g.ints("zero", [0]), length)
    words = _word_vectors(g, w["encoder.words.weight"])
    kinds = g("Gather", g.const("shape_vectors", w["encoder.shapes.weight"]), "shapes")
    x = g.norm(g("Add", g("Add", words, at), kinds), w, "encoder.norm")
    states = []
    for i in range(LAYERS):
        base = f"encoder.layers.{i}."
        qkv = g.matmul(x, w, base + "qkv")
        q, k, v = g.split(qkv, [WIDTH] * 3, axis=2)
        bias = g.const(base + "qkv.bias", w[base + "qkv.bias"])
        a = g("MultiHeadAttention", q, k, v, bias, domain="com.microsoft", num_heads=HEADS)
        x = g.skip_norm(g.matmul(a, w, base + "out"), x, w, base + "norm1", base + "out.bias")
        up = g.bias_gelu(g.matmul(x, w, base + "up"), w, base + "up.bias")
        x = g.skip_norm(g.matmul(up, w, base + "down"), x, w, base + "norm2", base + "down.bias")
        states.append(x)
    return states


def _views(g: Graph, w: Weights, states: list[str]) -> list[str]:
    """Tag, parse, name, coreference and fact view: (1 + words, wide) each."""
    at = g("Concat", g.ints("zero", [0]), "firsts", axis=0)
    flat = [g("Reshape", g("Gather", g("Squeeze", s, g.ints("zero", [0])), at), g.ints("row", [1, -1])) for s in states]
    stacked = g("Concat", *flat, axis=0)
    mix = np.exp(w["mix"])
    mixed = g("MatMul", g.const("mix", mix / mix.sum(-1, keepdims=True)), stacked)
    cube = g("Reshape", mixed, g.ints("cube", [VIEWS, -1, WIDTH]))
    kind = g(
        "Gather",
        g.const("word_shapes", w["word_shapes.weight"]),
        g("Gather", g("Squeeze", "shapes", g.ints("zero", [0])), at),
    )
    views = g.split(cube, [1] * VIEWS, axis=0)
    return [g("Concat", g("Squeeze", v, g.ints("zero", [0])), kind, axis=1) for v in views]


def _heads(g: Graph, w: Weights, views: list[str], sizes: list[int]) -> None:
    def words(view: str) -> str:
        return g("Slice", view, g.ints("one", [1]), g.ints("end", [2**31]), g.ints("zero", [0]))

    def linear(x: str, name: str) -> str:
        return g("Add", g.matmul(x, w, name), g.const(name + ".bias", w[name + ".bias"]))

    tag, parse, name = words(views[0]), views[1], words(views[2])
    parts = g.split(linear(tag, "tags"), [*sizes, 1], axis=1)
    for out, part in zip(("upos", "xpos", "feats", "scripts"), parts, strict=False):
        g.output(g("ArgMax", part, axis=1, keepdims=0), out, TensorProto.INT64, ["n"])
    g.output(g("Sigmoid", g("Squeeze", parts[4], g.ints("one", [1]))), "starts", TensorProto.FLOAT, ["n"])
    dep = g.bias_gelu(g.matmul(words(parse), w, "arc_dep"), w, "arc_dep.bias")
    head = g.bias_gelu(g.matmul(parse, w, "arc_head"), w, "arc_head.bias")
    bent, prior = g.split(linear(head, "arc"), [ARC, 1], axis=1)
    arcs = g("Add", g("MatMul", dep, g("Transpose", bent, perm=[1, 0])), g("Transpose", prior, perm=[1, 0]))
    g.output(arcs, "arcs", TensorProto.FLOAT, ["n", "m"])
    g.output(linear(words(parse), "label_dep"), "label_dep", TensorProto.FLOAT, ["n", 384])
    g.output(linear(parse, "label_head"), "label_head", TensorProto.FLOAT, ["m", 384])
    ner = linear(g.bias_gelu(g.matmul(name, w, "ner1"), w, "ner1.bias"), "ner2")
    g.output(g("LogSoftmax", ner, axis=1), "ner", TensorProto.FLOAT, ["n", "t"])
    fine = linear(g.bias_gelu(g.matmul(name, w, "fine1"), w, "fine1.bias"), "fine2")
    g.output(g("Softmax", fine, axis=1), "fine", TensorProto.FLOAT, ["n", "c"])
    link = g.bias_gelu(g.matmul(words(views[3]), w, "link1"), w, "link1.bias")
    g.output(linear(link, "link_anaphor"), "coref_a", TensorProto.FLOAT, ["n", LINK + 1])
    g.output(linear(link, "link_antecedent"), "coref_b", TensorProto.FLOAT, ["n", LINK + 1])
    event = g.bias_gelu(g.matmul(words(views[4]), w, "event1"), w, "event1.bias")
    g.output(linear(event, "event2"), "event", TensorProto.FLOAT, ["n", "e"])
    g.output(linear(words(views[4]), "fact"), "fact", TensorProto.FLOAT, ["n", 6 * FACT])


def build_model(w: Weights, sizes: list[int]) -> onnx.ModelProto:
    """Return the main graph in fp32.

    Parameters
    ----------
    w : dict of array
        The network's state.
    sizes : list of int
        Number of UPOS, XPOS, feature and lemma labels.
    """
    g = Graph("triplewire")
    for name, dims in (("ids", [1, "l"]), ("shapes", [1, "l"]), ("firsts", ["n"])):
        g.input(name, TensorProto.INT64, dims)
    _heads(g, w, _views(g, w, _encoder(g, w)), sizes)
    return g.model()


def build_labels(w: Weights) -> onnx.ModelProto:
    """Return the small graph that labels given arcs."""
    g = Graph("triplewire-labels")
    g.input("label_dep", TensorProto.FLOAT, ["n", 384])
    g.input("label_head", TensorProto.FLOAT, ["m", 384])
    g.input("heads", TensorProto.INT64, ["n"])
    picked = g("Gather", "label_head", "heads", axis=0)
    a, c = g.split("label_dep", [LABEL, 384 - LABEL], axis=1)
    b, e = g.split(picked, [LABEL, 384 - LABEL], axis=1)
    both = g("Concat", g("Gelu", g("Add", a, b), domain="com.microsoft"), g("Mul", c, e), axis=1)
    scores = g("Add", g.matmul(both, w, "label"), g.const("label.bias", w["label.bias"]))
    g.output(g("ArgMax", scores, axis=1, keepdims=0), "deprels", TensorProto.INT64, ["n"])
    return g.model()


def build_pairs(w: Weights, name: str) -> onnx.ModelProto:
    """Return the small graph that scores pairs of words of a sentence.

    Parameters
    ----------
    w : dict of array
        The network's state.
    name : {"relation", "role"}
    """
    g = Graph(f"triplewire-{name}")
    g.input("fact", TensorProto.FLOAT, ["n", 6 * FACT])
    for key, kind, dims in (("rows", TensorProto.INT64, ["p", 2]), ("ways", TensorProto.FLOAT, ["p", "n"]),
                            ("kinds", TensorProto.INT64, ["p", 2])):  # fmt: skip
        g.input(key, kind, dims)
    parts = g.split("fact", [FACT] * 6, axis=1)[name == "role" :: 2]
    first, second = g.split("rows", [1, 1], axis=1)
    far, shape = g.split("kinds", [1, 1], axis=1)
    half = slice(FACT, None) if name == "role" else slice(FACT)

    def picked(table: str, rows: str) -> str:
        return g("Gather", table, g("Squeeze", rows, g.ints("one", [1])), axis=0)

    u, v = picked(parts[0], first), picked(parts[1], second)
    known = g(
        "Add",
        picked(g.const("distances", w["fact_distances.weight"][:, half]), far),
        picked(g.const("shapes", w["fact_shapes.weight"][:, half]), shape),
    )
    inner = g("Add", g("Add", u, v), g("Add", g("MatMul", "ways", parts[2]), known))
    both = g("Concat", g("Gelu", inner, domain="com.microsoft"), g("Mul", u, v), axis=1)
    scores = g("Add", g.matmul(both, w, name), g.const(f"{name}.bias", w[f"{name}.bias"]))
    g.output(scores, "scores", TensorProto.FLOAT, ["p", "c"])
    return g.model()


def _quantise(model: onnx.ModelProto, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    plain_weights = {w.name: numpy_helper.to_array(w) for w in model.graph.initializer}
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        onnx.save(model, plain)
        quantize_dynamic(
            plain,
            path,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=[n.name for n in model.graph.node if n.op_type == "MatMul" and "mix" in n.input],
            extra_options={"DefaultTensorType": TensorProto.FLOAT, "MatMulConstBOnly": True},
        )
    quantised = onnx.load(path)
    stored = {w.name: w for w in quantised.graph.initializer}
    for name, weight in plain_weights.items():
        if f"{name}_quantized" in stored:
            rows, scale = overflow_free(weight)
            stored[f"{name}_quantized"].CopyFrom(numpy_helper.from_array(rows, f"{name}_quantized"))
            stored[f"{name}_scale"].CopyFrom(numpy_helper.from_array(scale, f"{name}_scale"))
    onnx.save(quantised, path)


def _add_pair_weights(w: Weights, path: Path) -> None:
    """Write the weights of pairs of words, and the classes of facts, beside the labels."""
    labels = json.loads(path.read_text(encoding="utf-8"))
    labels["pair_channels"] = list(CHANNELS)
    labels["pair_weights"] = [
        [round(float(x), 5) for x in w[f"link_pairs.{k}"]] for k in range(len(CHANNELS))
    ]
    labels |= {"events": EVENTS, "relations": RELATIONS, "roles": ROLES, "modalities": MODALITY}
    path.write_text(json.dumps(labels, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def export_model(w: Weights, vocabulary: Vocabulary, start: Path, folder: Path, *, quantise: bool = True) -> None:
    """Write everything that `kg.language` reads.

    Parameters
    ----------
    w : dict of array
        The network's state.
    vocabulary : Vocabulary
    start : Path
        Folder of the pretrained encoder, for its tokenizer.
    folder : Path
        Written: ``model.onnx``, ``labels.onnx``, ``relations.onnx``, ``roles.onnx``, ``labels.json``,
        ``tokenizer.json`` and ``manifest.json``.
    quantise : bool
        Whether to quantise the weights to 8 bits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sizes = [len(vocabulary.upos), len(vocabulary.xpos), len(vocabulary.feats), len(vocabulary.scripts)]
    model = build_model(w, sizes)
    if quantise:
        _quantise(model, folder / "model.onnx")
    else:
        onnx.save(model, folder / "model.onnx")
    onnx.save(build_labels(w), folder / "labels.onnx")
    for name in ("relation", "role"):
        onnx.save(build_pairs(w, name), folder / f"{name}s.onnx")
    vocabulary.save(folder / "labels.json")
    _add_pair_weights(w, folder / "labels.json")
    tokenizer = json.loads((start / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    shutil.copymode(start / "tokenizer.json", folder / "tokenizer.json")
    write_manifest(folder)
