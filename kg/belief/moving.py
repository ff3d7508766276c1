"""Figures that move: the number of dead, day by day, with those who gave it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.statements import Event

__all__ = ["Point", "Series", "series"]

_HAPPENED = ("actual", "announced")
_NOBODY: Mapping[str, Collection[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure that was given on a day.

    Parameters
    ----------
    day : datetime.date, optional
        When the first of its origins published it; None if that is not known.
    figure : float
    origins, articles : tuple of str
        IRIs, sorted. Copies are among the articles, and count for nothing in ``len(origins)``.
    sources : tuple of str
        Publishers of the origins, sorted.
    quoted : tuple of str
        IRIs of those who are quoted for it, sorted.
    disputed : bool
        Whether another origin gave another figure on the same day.
    """

    day: date | None
    figure: float
    origins: tuple[str, ...]
    articles: tuple[str, ...]
    sources: tuple[str, ...]
    quoted: tuple[str, ...] = ()
    disputed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """How a figure moved.

    Parameters
    ----------
    key : str
        "deaths", "injured", "count" …
    points : tuple of Point
        By day and figure; those without a day last.
    """

    key: str
    points: tuple[Point, ...]

    @property
    def latest(self) -> Point | None:
        """The figure of the last day; of several the one with the most origins, then the greatest."""
        dated = [p for p in self.points if p.day is not None] or list(self.points)
        return max(dated, key=lambda p: (p.day or date.min, len(p.origins), p.figure), default=None)

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The least and the greatest figure; None if there is none."""
        figures = [p.figure for p in self.points]
        return (min(figures), max(figures)) if figures else None


def series(
    events: Iterable[Event], key: str, *, origins: Mapping[str, str], outlets: Mapping[str, str],
    days: Mapping[str, date], quoted: Mapping[str, Collection[str]] = _NOBODY, unit: str = "",
    withdrawn: Collection[str] = (),
) -> Series:  # fmt: skip
    """Return how a figure of one event moved over the articles that tell of it.

    Parameters
    ----------
    events : iterable of Event
        What articles tell of one and the same event, in any order. What is only feared, possible or denied is passed
        over.
    key : str
        "deaths", "injured", "count", "amount"; figures that are only words ("dozens") are passed over.
    origins, outlets : mapping of str to str
        Origin and publisher of each article, by its IRI; an article without an origin is its own.
    days : mapping of str to datetime.date
        Day of publication of each article.
    quoted : mapping of str to collection of str, optional
        IRIs of those on whom an event's statements rest, by the IRI of the event.
    unit : str
        Of an amount, such as "USD"; figures in another are passed over.
    withdrawn : collection of str
        Articles that were corrected or retracted since: what they gave is left out (see `kg.belief.weigh`).

    Notes
    -----
    Of an article that gives several figures the greatest counts: the others are what it was before. What a copy gives
    later than its origin is no news, so a figure has the day on which its origin first had it.
    """
    given: dict[str, tuple[float, frozenset[str]]] = {}
    for event in events:
        figure = event.numbers.get(key)
        if event.status not in _HAPPENED or event.article in withdrawn or isinstance(figure, str | bool | None):
            continue
        if str(event.numbers.get("unit", "")) != unit:
            continue
        before, voices = given.get(event.article, (float("-inf"), frozenset()))
        if figure >= before:
            voices = (voices if figure == before else frozenset()) | frozenset(quoted.get(event.id, ()))
            given[event.article] = float(figure), voices
    told = [
        _Told(
            article=article, origin=origins.get(article, article), figure=figure, quoted=voices,
            outlet=outlets.get(origins.get(article, article), "") or outlets.get(article, ""), day=days.get(article),
        )
        for article, (figure, voices) in sorted(given.items())
    ]  # fmt: skip
    return Series(key=key, points=_points(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What one article gives."""

    article: str
    origin: str
    figure: float
    outlet: str
    day: date | None
    quoted: frozenset[str]


def _points(told: Sequence[_Told]) -> tuple[Point, ...]:
    first: dict[tuple[str, float], date] = {}
    for t in told:
        if t.day is not None:
            first[t.origin, t.figure] = min(first.get((t.origin, t.figure), t.day), t.day)
    points: dict[tuple[date | None, float], list[_Told]] = {}
    for t in told:
        points.setdefault((first.get((t.origin, t.figure)), t.figure), []).append(t)
    made = []
    for (day, figure), own in sorted(points.items(), key=lambda item: (item[0][0] or date.max, item[0][1])):
        origins = {t.origin for t in own}
        others = {t.origin for (d, f), several in points.items() if d == day and f != figure for t in several}
        made.append(
            Point(
                day=day, figure=figure, origins=tuple(sorted(origins)), articles=tuple(sorted(t.article for t in own)),
                sources=tuple(sorted({t.outlet for t in own} - {""})),
                disputed=day is not None and not others <= origins,
                quoted=tuple(sorted({who for t in own for who in t.quoted})),
            )
        )  # fmt: skip
    return tuple(made)
