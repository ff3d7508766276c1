"""Training under the rounding that the exported 8-bit network will do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import nn

if TYPE_CHECKING:
    from torch import Tensor

__all__ = ["RoundedLinear", "rounded_input", "rounded_weight", "simulate"]


def rounded_weight(weight: Tensor) -> Tensor:
    """Return a weight as `training.quantisation.overflow_free` stores it; gradients pass as if it were not rounded.

    Parameters
    ----------
    weight : Tensor, (out, in)
    """
    w = weight.detach().float()
    size = w.abs()
    if size.shape[1] % 2:
        size = F.pad(size, (0, 1))
    pairs = size[:, 0::2] + size[:, 1::2]
    scale = torch.maximum(size.amax(1), pairs.amax(1)).clamp(min=1e-8)[:, None] / 127
    return weight + ((w / scale).round() * scale - w)


def rounded_input(x: Tensor) -> Tensor:
    """Return activations in 256 steps between the least and the largest of each window; gradients pass.

    Parameters
    ----------
    x : Tensor, (batch, n, k)

    Notes
    -----
    As ONNX' ``DynamicQuantizeLinear``.  The straight-through estimate of the gradient is that of Jacob et al.
    (2018), "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference".
    """
    with torch.no_grad():
        v = x.detach().float()
        around = tuple(range(1, v.dim()))
        low = v.amin(around, keepdim=True).clamp(max=0.0)
        scale = ((v.amax(around, keepdim=True).clamp(min=0.0) - low) / 255).clamp(min=1e-8)
        zero = (-low / scale).round()
        step = ((v / scale).round() + zero).clamp_(0, 255).sub_(zero).mul_(scale).sub_(v)
    return x + step.to(x.dtype)


class RoundedLinear(nn.Linear):
    """A linear layer that rounds its weight and its input while ``rounding`` is set."""

    rounding = False

    def forward(self, x: Tensor) -> Tensor:
        """Apply the layer."""
        if not self.rounding:
            return super().forward(x)
        return F.linear(rounded_input(x), rounded_weight(self.weight), self.bias)


def simulate(network: nn.Module, on: bool) -> None:
    """Let all layers of a network round, or not."""
    for module in network.modules():
        if isinstance(module, RoundedLinear):
            module.rounding = on
