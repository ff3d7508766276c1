"""Label sets that are read off the training data."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from kg.language.labels import UPOS
from kg.language.lemmas import edit_script

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from training.documents import Document

__all__ = ["Vocabulary"]


def _frequent(counts: Counter[str], least: int) -> tuple[str, ...]:
    return tuple(sorted(x for x, n in counts.items() if n >= least))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Labels of the tagging and parsing heads, in the order of their logits."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    scripts: tuple[str, ...]
    deprels: tuple[str, ...]

    @classmethod
    def from_documents(cls, documents: Iterable[Document]) -> Vocabulary:
        """Collect the labels that occur often enough to be learned."""
        xpos, feats, scripts, deprels = (Counter[str]() for _ in range(4))
        for doc in documents:
            for s in doc.sentences:
                xpos.update(s.xpos)
                feats.update(s.feats)
                deprels.update(s.deprels)
                scripts.update(edit_script(w, x) for w, x in zip(s.words, s.lemmas, strict=False))
        return cls(UPOS, _frequent(xpos, 2), _frequent(feats, 3), _frequent(scripts, 4), _frequent(deprels, 5))

    def save(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read what `save` wrote."""
        return cls(**{k: tuple(v) for k, v in json.loads(path.read_text(encoding="utf-8")).items()})
