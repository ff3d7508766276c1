"""The file of corrections: one JSON object a line, kept beside a graph, each with what it took out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ConfigError
from kg.identity import hashed
from kg.interchange import Record, dumps

__all__ = ["Correction", "Corrections"]

_TEXTS = ("article", "statement", "quote", "subject", "predicate", "object", "reason", "by", "on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One statement that is wrong.

    Parameters
    ----------
    article, statement : str
        IRIs.
    quote : str
        The sentence. With the words of subject and object, and the relation, it finds the statement again where its
        IRI has changed, as it may with another version of the extractors.
    subject, predicate, object : str
        Words as written (the value, of a literal object), and the name of the relation.
    reason, by, on : str
        Why, who decided, and the ISO day.
    record : dict
        The statement as its article gave it, for taking the correction back.
    """

    article: str
    statement: str
    quote: str
    subject: str
    predicate: str
    object: str
    reason: str = ""
    by: str = ""
    on: str = ""
    record: Record

    @property
    def id(self) -> str:
        """A short name by which it can be taken back; the same for the same statement."""
        return hashed("cor", self.article, self.quote, self.subject, self.predicate, self.object)


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections in a fixed order, each statement once; make it with `Corrections.of`."""

    found: tuple[Correction, ...] = ()

    @classmethod
    def of(cls, corrections: Iterable[Correction]) -> Corrections:
        """Put corrections in order; of two on the same statement the later stays."""
        by_id = {c.id: c for c in corrections}
        return cls(tuple(by_id[i] for i in sorted(by_id, key=lambda i: (by_id[i].article, i))))

    def of_article(self, article: str) -> tuple[Correction, ...]:
        """Return the corrections of an article (its IRI)."""
        return tuple(c for c in self.found if c.article == article)

    def added(self, correction: Correction) -> Corrections:
        """Return these with one more."""
        return Corrections.of((*self.found, correction))

    def removed(self, id: str) -> Corrections:
        """Return these without one.

        Raises
        ------
        ConfigError
            If there is none of that id.
        """
        if all(c.id != id for c in self.found):
            raise ConfigError(f"there is no correction {id!r}; kg corrections list shows them with their ids")
        return Corrections.of(c for c in self.found if c.id != id)

    @classmethod
    def read(cls, path: Path) -> Corrections:
        """Read the file.

        Raises
        ------
        ConfigError
            Naming the file and the line, if it is damaged.
        """
        found = []
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            try:
                record = json.loads(line)
                texts = {name: record.get(name, "") for name in _TEXTS}
                if not all(isinstance(t, str) for t in texts.values()):
                    raise TypeError("a text is none")
                found.append(Correction(**texts, record=dict(record["record"])))
            except (ValueError, TypeError, KeyError, AttributeError) as exc:
                raise ConfigError(f"{path}, line {number}: no correction ({exc}); mend the line or remove it") from exc
        return cls.of(found)

    def write(self, path: Path) -> None:
        """Write the file as a whole: a kill leaves the old one or the new one."""
        told = ((c, {n: v for n in _TEXTS if (v := getattr(c, n))}) for c in self.found)
        lines = [dumps({"id": c.id, **texts, "record": c.record}) for c, texts in told]
        new = path.with_name(f"{path.name}.new")
        new.write_text("".join(f"{line}\n" for line in lines), "utf-8")
        new.replace(path)
