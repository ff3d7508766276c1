"""The encoder and its heads, run by onnxruntime over one window of words at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from kg.errors import ModelError
from kg.language.manifest import ModelFiles
from kg.language.subwords import Subwords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import onnxruntime
    from numpy.typing import NDArray

__all__ = ["MODEL_FOLDER", "SLOW_FUSION", "Reader", "WindowScores"]

#: The model that the package ships.
MODEL_FOLDER = Path(__file__).parent / "model"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowScores:
    """What the network says of a window of n words.

    Attributes
    ----------
    upos, xpos, feats, scripts : array of int, n
        Label numbers.
    starts : array of float, n
        Probability that a sentence starts at the word.
    arcs : array of float, (n, n + 1)
        ``arcs[d, h]``: score of word ``h - 1`` as head of word ``d``; ``h = 0`` is the root.
    label_dep : array of float, (n, k)
    label_head : array of float, (n + 1, k)
        Vectors from which `Reader.deprels` labels arcs.
    ner : array of float, (n, tags)
        Log-probabilities.
    fine : array of float, (n, classes)
        Probabilities.
    coref_a, coref_b : array of float, (n, k)
        Vectors of the words as anaphors and as antecedents; ``k = 0`` if the model has none.
    event : array of float, (n, classes + modalities + 2)
        Scores of the word as an event's trigger; no columns if the model reads no facts.
    fact : array of float, (n, k)
        Vectors of the word in relations and roles, for `Reader.pair_scores`.
    """

    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]
    scripts: NDArray[np.int64]
    starts: NDArray[np.float32]
    arcs: NDArray[np.float32]
    label_dep: NDArray[np.float32]
    label_head: NDArray[np.float32]
    ner: NDArray[np.float32]
    fine: NDArray[np.float32]
    coref_a: NDArray[np.float32]
    coref_b: NDArray[np.float32]
    event: NDArray[np.float32]
    fact: NDArray[np.float32]


_OUTPUTS = tuple(WindowScores.__slots__)
#: What onnxruntime would make of an addition and a layer normalisation takes five times as long as these on a CPU.
SLOW_FUSION = "SkipLayerNormFusion"


class Reader:
    """A model folder, loaded.

    Parameters
    ----------
    source : Path or mapping of bytes
        A model folder, or its files by name.
    threads : int
        Threads inside one forward pass.

    Raises
    ------
    ModelError
        If a file is missing, cut short or altered.

    Notes
    -----
    One window is one forward pass.  Windows are never batched: 8-bit activations are scaled by the largest
    value of a whole tensor, so a window's result would depend on its neighbours in the batch.
    """

    def __init__(self, source: Path | Mapping[str, bytes], threads: int = 1) -> None:
        self.source = source
        self.threads = threads
        files = ModelFiles(source)
        self.listed = files.listed
        labels = json.loads(files["labels.json"])
        self.upos: tuple[str, ...] = tuple(labels["upos"])
        self.xpos: tuple[str, ...] = tuple(labels["xpos"])
        self.feats: tuple[str, ...] = tuple(labels["feats"])
        self.scripts: tuple[str, ...] = tuple(labels["scripts"])
        self.deprels_: tuple[str, ...] = tuple(labels["deprels"])
        #: Weights of pairs of words for coreference; empty if the model has no vectors for it.
        self.pair_weights: tuple[tuple[float, ...], ...] = tuple(map(tuple, labels.get("pair_weights", ())))
        self.subwords = Subwords.from_text(files["tokenizer.json"].decode("utf-8"))
        self._main = self._session("model.onnx", files["model.onnx"])
        given = {output.name: output.shape for output in self._main.get_outputs()}
        self._outputs = [name for name in _OUTPUTS if name in given]
        #: Width of the vectors for coreference, 0 if the model has none.
        self.coref_width: int = given["coref_a"][1] if "coref_a" in given else 0
        self._labels = self._session("labels.onnx", files["labels.onnx"])
        #: Classes of events, relations, roles and modalities; the first of each but the last is none.
        self.events: tuple[str, ...] = tuple(labels.get("events", ()))
        self.relations: tuple[str, ...] = tuple(labels.get("relations", ()))
        self.roles: tuple[str, ...] = tuple(labels.get("roles", ()))
        self.modalities: tuple[str, ...] = tuple(labels.get("modalities", ()))
        self.fact_widths = (given["event"][1], given["fact"][1]) if "fact" in given else (0, 0)
        self._pairs = {
            name: self._session(f"{name}s.onnx", files[f"{name}s.onnx"])
            for name in ("relation", "role")
            if f"{name}s.onnx" in self.listed
        }

    @property
    def reads_facts(self) -> bool:
        """Whether the model scores events, relations and roles."""
        return bool(self._pairs)

    def pair_scores(
        self,
        name: Literal["relation", "role"],
        fact: NDArray[np.float32],
        rows: NDArray[np.int64],
        ways: NDArray[np.float32],
        kinds: NDArray[np.int64],
    ) -> NDArray[np.float32]:
        """Return the scores of pairs of words.

        Parameters
        ----------
        name : {"relation", "role"}
        fact : array of float, (n, k)
            Vectors of the words of a sentence.
        rows : array of int, (p, 2)
            Subject and object, or trigger and filler.
        ways, kinds : array
            As from `kg.language.paths`: (p, n), and distances and shapes (p, 2).

        Returns
        -------
        array of float, (p, classes)
            For relations the modalities and the two polarities follow.
        """
        feed = {"fact": fact, "rows": rows, "ways": ways, "kinds": kinds}
        return self._pairs[name].run(None, feed)[0]  # type: ignore[no-any-return]

    def __reduce__(self) -> tuple[type[Reader], tuple[Path | Mapping[str, bytes], int]]:
        return type(self), (self.source, self.threads)

    def files(self) -> dict[str, bytes]:
        """Return the files of the model by name, its manifest among them.

        Raises
        ------
        ModelError
            If one is missing, cut short or altered.
        """
        return ModelFiles(self.source).all()

    def _session(self, name: str, graph: bytes) -> onnxruntime.InferenceSession:
        import onnxruntime as ort
        from onnxruntime.capi import onnxruntime_pybind11_state as state

        options = ort.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return ort.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOW_FUSION]
            )
        except (state.Fail, state.InvalidProtobuf, state.InvalidArgument) as exc:
            raise ModelError(f"{name} of the language model cannot be read: {exc}") from exc

    def scores(self, words: Sequence[str], breaks: set[int]) -> WindowScores:
        """Read a window.

        Parameters
        ----------
        words : sequence of str, at least one
        breaks : set of int
            Words before which a paragraph ends.
        """
        ids, shapes, firsts = self.subwords.encode(words, breaks)
        feed = {
            "ids": np.asarray([ids], dtype=np.int64),
            "shapes": np.asarray([shapes], dtype=np.int64),
            "firsts": np.asarray(firsts, dtype=np.int64),
        }
        found = dict(zip(self._outputs, self._main.run(self._outputs, feed), strict=True))
        none = np.zeros((len(words), 0), dtype=np.float32)
        return WindowScores(**{name: found.get(name, none) for name in _OUTPUTS})

    def deprels(self, scores: WindowScores, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the label number of every arc.

        Parameters
        ----------
        scores : WindowScores
        heads : array of int, n
            Counted from 1 within the window; 0 is the root.
        """
        feed = {"label_dep": scores.label_dep, "label_head": scores.label_head, "heads": heads}
        return self._labels.run(None, feed)[0]  # type: ignore[no-any-return]
