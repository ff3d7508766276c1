"""Readers, extractors and loaders, found by name.

Adding one file to ``kg/reading``, ``kg/extractors`` or ``loaders`` is enough; other
distributions add theirs through the entry-point groups ``kg.readers``, ``kg.extractors`` and
``kg.loaders``. Modules are imported when a registry is first asked.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Generic, TypeVar

from kg.errors import ConfigError, UnknownPluginError

__all__ = ["Plugin", "Registry", "extractors", "loaders", "readers"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin(Generic[T]):
    """A registered part: what it is called, where it comes from, what it needs."""

    name: str
    value: T
    module: str
    summary: str
    requires: tuple[str, ...] = ()


class Registry(Generic[T]):
    """Parts of one kind by name.

    Parameters
    ----------
    kind : str
        For messages, singular.
    package : str
        Package whose modules register themselves when imported.
    group : str
        Entry-point group of other distributions.
    """

    def __init__(self, kind: str, package: str, group: str) -> None:
        self.kind, self.package, self.group = kind, package, group
        self._plugins: dict[str, Plugin[T]] = {}
        self._scanned = False

    def register(self, name: str, *, requires: tuple[str, ...] = ()) -> Callable[[T], T]:
        """Return a decorator that registers a part under a name.

        Raises
        ------
        ConfigError
            If the name is taken by another part.
        """

        def decorate(value: T) -> T:
            module = getattr(value, "__module__", "")
            other = self._plugins.get(name)
            if other is not None and other.module != module:
                raise ConfigError(f"two {self.kind}s are called {name!r}: in {other.module} and in {module}")
            doc = (getattr(value, "__doc__", None) or "").strip()
            summary = doc.splitlines()[0] if doc else ""
            self._plugins[name] = Plugin(name=name, value=value, module=module, summary=summary, requires=requires)
            return value

        return decorate

    def get(self, name: str) -> T:
        """Return the part of that name.

        Raises
        ------
        UnknownPluginError
            If there is none; the message lists the known names.
        """
        return self.plugin(name).value

    def plugin(self, name: str) -> Plugin[T]:
        """Return the part of that name with its description; raises as `get` does."""
        self._scan()
        if name not in self._plugins:
            near = difflib.get_close_matches(name, self._plugins, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            known = ", ".join(sorted(self._plugins))
            raise UnknownPluginError(f"no {self.kind} is called {name!r}{hint} (known: {known})")
        return self._plugins[name]

    def __iter__(self) -> Iterator[Plugin[T]]:
        self._scan()
        return iter(sorted(self._plugins.values(), key=lambda p: p.name))

    def _scan(self) -> None:
        if self._scanned:
            return
        self._scanned = True
        package = importlib.import_module(self.package)
        for info in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{self.package}.{info.name}")
        for point in sorted(entry_points(group=self.group), key=lambda p: p.name):
            self._load(point)

    def _load(self, point: EntryPoint) -> None:
        try:
            point.load()
        except ImportError as exc:
            raise ConfigError(
                f"the {self.kind} {point.name!r} ({point.value}) cannot be imported: {exc}; "
                f"reinstall or remove the distribution that declares it"
            ) from exc


readers: Registry[type] = Registry("reader", "kg.reading", "kg.readers")
extractors: Registry[Callable[..., object]] = Registry("extractor", "kg.extractors", "kg.extractors")
loaders: Registry[type] = Registry("loader", "loaders", "kg.loaders")
