"""A small builder of ONNX graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import helper, numpy_helper

if TYPE_CHECKING:
    import onnx
    from numpy.typing import NDArray

__all__ = ["Graph"]

Weights = dict[str, "NDArray[np.float32]"]


class Graph:
    """Collects nodes, weights, inputs and outputs; calling it adds a node.

    Parameters
    ----------
    name : str

    Examples
    --------
    >>> g = Graph("sum")
    >>> g.input("x", 1, ["n"])
    >>> g.output(g("Add", "x", "x"), "y", 1, ["n"])
    >>> [n.op_type for n in g.model().graph.node]
    ['Add', 'Identity']
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, onnx.TensorProto] = {}
        self._inputs: list[onnx.ValueInfoProto] = []
        self._outputs: list[onnx.ValueInfoProto] = []

    def __call__(self, op: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one output and return its name."""
        return self.node(op, list(inputs), 1, domain=domain, **attributes)[0]

    def node(self, op: str, inputs: list[str], outputs: int, *, domain: str = "", **attributes: Any) -> list[str]:
        """Add a node and return the names of its outputs."""
        number = len(self._nodes)
        names = [f"{op}_{number}_{k}" for k in range(outputs)]
        self._nodes.append(helper.make_node(op, inputs, names, name=f"{op}_{number}", domain=domain, **attributes))
        return names

    def const(self, name: str, value: NDArray[Any]) -> str:
        """Add a weight once and return its name."""
        if name not in self._weights:
            self._weights[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def ints(self, name: str, values: list[int]) -> str:
        """Add an integer constant and return its name."""
        return self.const("int_" + name, np.asarray(values, dtype=np.int64))

    def input(self, name: str, kind: int, dims: list[int | str]) -> None:
        """Declare an input."""
        self._inputs.append(helper.make_tensor_value_info(name, kind, dims))

    def output(self, value: str, name: str, kind: int, dims: list[int | str]) -> None:
        """Declare a value as an output."""
        self._nodes.append(helper.make_node("Identity", [value], [name], name=f"out_{name}"))
        self._outputs.append(helper.make_tensor_value_info(name, kind, dims))

    def split(self, x: str, sizes: list[int], *, axis: int) -> list[str]:
        """Split along an axis."""
        key = "split_" + "_".join(map(str, sizes))
        return self.node("Split", [x, self.ints(key, sizes)], len(sizes), axis=axis)

    def matmul(self, x: str, w: Weights, name: str) -> str:
        """Multiply by the transposed weight of a linear layer (no bias)."""
        return self("MatMul", x, self.const(name + ".weight", w[name + ".weight"].T))

    def norm(self, x: str, w: Weights, name: str) -> str:
        """Layer normalisation."""
        scale, bias = (self.const(f"{name}.{k}", w[f"{name}.{k}"]) for k in ("weight", "bias"))
        return self("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)

    def skip_norm(self, x: str, skip: str, w: Weights, name: str, bias: str) -> str:
        """Layer normalisation of ``x + skip + bias``.

        In plain operators: onnxruntime's fused one (SkipLayerNormalization) takes five times as long on a CPU.
        """
        return self.norm(self("Add", self("Add", x, skip), self.const(bias, w[bias])), w, name)

    def bias_gelu(self, x: str, w: Weights, bias: str) -> str:
        """Gaussian error linear unit of ``x + bias``."""
        return self("BiasGelu", x, self.const(bias, w[bias]), domain="com.microsoft")

    def model(self) -> onnx.ModelProto:
        """Return the finished model."""
        graph = helper.make_graph(self._nodes, self.name, self._inputs, self._outputs, list(self._weights.values()))
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="triplewire")
