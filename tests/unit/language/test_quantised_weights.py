"""The shipped 8-bit weights cannot overflow where processors add two products in 16 bits.

Without VNNI a processor multiplies unsigned 8-bit activations with signed 8-bit weights and adds neighbouring
products with saturation at 16 bits. The graph is read by its wire format, so that no ONNX package is needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from kg.language.reader import MODEL_FOLDER

#: Field numbers of onnx.proto: ModelProto, GraphProto, NodeProto, TensorProto.
GRAPH, NODE, INITIALIZER = 7, 1, 5
INPUT, OUTPUT, OP_TYPE = 1, 2, 4
DIMS, DATA_TYPE, NAME, RAW = 1, 2, 8, 9
INT8 = 3
MOST_ACTIVATION, MOST_SUM = 255, 2**15 - 1
#: Multiplications with constant 8-bit weights: four a layer of the encoder, one or more a head.
FEWEST = 30


def varint(blob: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = blob[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(blob: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Yield the fields of a protocol-buffer message: number and integer or bytes."""
    at = 0
    while at < len(blob):
        key, at = varint(blob, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(blob, at)
            yield key >> 3, value
            continue
        size, at = varint(blob, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
        yield key >> 3, blob[at : at + size]
        at += size


@dataclass
class Message:
    numbers: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    blobs: dict[int, list[memoryview]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, blob: memoryview) -> Message:
        message = cls()
        for number, value in fields(blob):
            (message.numbers if isinstance(value, int) else message.blobs)[number].append(value)  # type: ignore[arg-type]
        return message

    def text(self, number: int) -> str:
        return bytes(self.blobs[number][0]).decode("utf-8")


def dims(tensor: Message) -> list[int]:
    """Sizes, written one by one or packed."""
    found = list(tensor.numbers[DIMS])
    for packed in tensor.blobs[DIMS]:
        at = 0
        while at < len(packed):
            size, at = varint(packed, at)
            found.append(size)
    return found


@pytest.fixture(scope="module")
def weights() -> dict[str, NDArray[np.int16]]:
    """The constant weights of the quantised multiplications by name."""
    model = Message.of(memoryview((MODEL_FOLDER / "model.onnx").read_bytes()))
    graph = Message.of(model.blobs[GRAPH][0])
    used = set()
    for node in map(Message.of, graph.blobs[NODE]):
        if node.text(OP_TYPE) in {"MatMulInteger", "DynamicQuantizeMatMul", "QLinearMatMul", "MatMulIntegerToFloat"}:
            used |= {bytes(name).decode() for name in node.blobs[INPUT]}
    found = {}
    for tensor in map(Message.of, graph.blobs[INITIALIZER]):
        shape = dims(tensor)
        if tensor.text(NAME) in used and tensor.numbers[DATA_TYPE] == [INT8] and len(shape) == 2:
            flat = np.frombuffer(tensor.blobs[RAW][0], dtype=np.int8)
            found[tensor.text(NAME)] = flat.reshape(shape).astype(np.int16)
    return found


def test_the_multiplications_are_found(weights: dict[str, NDArray[np.int16]]) -> None:
    assert len(weights) >= FEWEST
    assert sum(w.size for w in weights.values()) > 10_000_000
    assert all(np.abs(w).max() > 60 for w in weights.values()), "a scale that wastes more than a bit"


def test_no_sum_of_two_products_exceeds_16_bits(weights: dict[str, NDArray[np.int16]]) -> None:
    worst = {}
    for name, w in weights.items():
        size = np.abs(np.pad(w, ((0, len(w) % 2), (0, 0)))).astype(np.int64)
        worst[name] = int((size[0::2] + size[1::2]).max()) * MOST_ACTIVATION
    assert {name: most for name, most in worst.items() if most > MOST_SUM} == {}


def test_sums_over_a_whole_column_fit_in_32_bits(weights: dict[str, NDArray[np.int16]]) -> None:
    assert max(int(np.abs(w).sum(axis=0, dtype=np.int64).max()) for w in weights.values()) * MOST_ACTIVATION < 2**31
