"""Vectors of words in their sentence, from the inside of the language model's encoder.

The shipped model gives annotations, not vectors. A second session of the same file is told to give two inner
tensors as well: what the encoder begins with, and what it has made of it half-way up.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kg.language.manifest import ModelFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    import onnxruntime
    from numpy.typing import NDArray
    from spacy.language import Language

    from kg.language.reader import Reader

__all__ = ["Encoder", "encoder_of"]

#: Outputs of the layers' normalisations, by the name that the exporter gives them.
_NORMALISED = re.compile(rb"\b((?:Skip)?LayerNormalization_(\d+)_0)(?![\w.])")
#: Subwords of a sentence above which it is not read: the encoder has no positions for more.
_LONGEST = 480
#: Fields of ONNX's ModelProto, GraphProto and ValueInfoProto [1]_.
_GRAPH, _OUTPUT, _NAME = 7, 12, 1


class Encoder:
    """The encoder of a language model.

    Parameters
    ----------
    reader : Reader

    Notes
    -----
    Protocol buffers that are concatenated are merged, and lists in them joined, so outputs are added to a model by
    appending a graph that has nothing but them.

    References
    ----------
    .. [1] https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @cached_property
    def _names(self) -> tuple[str, ...]:
        found = {int(m[2]): m[1].decode() for m in _NORMALISED.finditer(self._graph)}
        layers = [found[n] for n in sorted(found)]
        return (layers[0], layers[(len(layers) + 1) // 2]) if len(layers) > 2 else ()

    @cached_property
    def _graph(self) -> bytes:
        return ModelFiles(self._reader.source)["model.onnx"]

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        import onnxruntime as ort

        outputs = b"".join(_field(_OUTPUT, _field(_NAME, name.encode())) for name in self._names)
        options = ort.SessionOptions()
        options.intra_op_num_threads = self._reader.threads
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        graph = self._graph + _field(_GRAPH, outputs)
        return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    @property
    def is_usable(self) -> bool:
        """Whether the model has the tensors that are needed."""
        return bool(self._names)

    def is_whole(self, word: str) -> bool:
        """Whether the encoder knows a word as a whole, not by its pieces."""
        return len(self._reader.subwords.pieces(word)[0]) == 1

    def vectors(self, words: Sequence[str], at: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of some words of a sentence.

        Parameters
        ----------
        words : sequence of str
            Of the sentence, without white space.
        at : sequence of int, n
            Places in it.

        Returns
        -------
        array of float, (n, 2, k)
            From the first layer and from half-way up, each the mean of the word's subwords; all 0 if the sentence is
            too long.
        """
        ids, shapes, firsts = self._reader.subwords.encode(words)
        if len(ids) > _LONGEST:
            return np.zeros((len(at), 2, 1), dtype=np.float32)
        feed = {
            "ids": np.asarray([ids], dtype=np.int64),
            "shapes": np.asarray([shapes], dtype=np.int64),
            "firsts": np.asarray(firsts, dtype=np.int64),
        }
        layers = [np.asarray(x).reshape(len(ids), -1) for x in self._session.run(list(self._names), feed)]
        ends = [*firsts[1:], len(ids) - 1]
        return np.stack([[layer[firsts[i] : ends[i]].mean(0) for layer in layers] for i in at]).astype(np.float32)


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def _field(number: int, content: bytes) -> bytes:
    """Return a field of a protocol buffer that holds bytes."""
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def encoder_of(nlp: Language) -> Encoder | None:
    """Return the encoder of a language pipeline; None if it is not ours, or its inside is not known."""
    from kg.language.component import NAME, Annotator

    component = nlp.get_pipe(NAME) if NAME in nlp.pipe_names else None
    if not isinstance(component, Annotator):
        return None
    encoder = Encoder(component.reader)
    return encoder if encoder.is_usable else None
