"""Figures that move: the number of dead, day by day, with those who gave it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.statements import Event

__all__ = ["Point", "Series", "series"]


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
        Publishers, sorted.
    disputed : bool
        Whether another origin gave another figure on the same day.
    """

    day: date | None
    figure: float
    origins: tuple[str, ...]
    articles: tuple[str, ...]
    sources: tuple[str, ...]
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
    days: Mapping[str, date], withdrawn: Collection[str] = (),
) -> Series:  # fmt: skip
    """Return how a figure of one event moved over the articles that tell of it.

    Parameters
    ----------
    events : iterable of Event
        What articles tell of one and the same event, in any order.
    key : str
        "deaths", "injured", "count", "amount"; figures that are only words ("dozens") are passed over.
    origins, outlets : mapping of str to str
        Origin and publisher of each article, by its IRI; an article without an origin is its own.
    days : mapping of str to datetime.date
        Day of publication of each article.
    withdrawn : collection of str
        Articles that were corrected or retracted since: what they gave is left out (see `kg.belief.weigh`).

    Notes
    -----
    Of an article that gives several figures the greatest counts: the others are what it was before. What a copy gives
    later than its origin is no news, so a figure has the day on which its origin first had it.
    """
    given: dict[str, float] = {}
    for event in events:
        figure = event.numbers.get(key)
        if event.article in withdrawn or isinstance(figure, str | bool | None):
            continue
        given[event.article] = max(given.get(event.article, float("-inf")), float(figure))
    by_origin: dict[tuple[str, float], list[str]] = {}
    for article, figure in sorted(given.items()):
        by_origin.setdefault((origins.get(article, article), figure), []).append(article)
    points: dict[tuple[date | None, float], list[tuple[str, list[str]]]] = {}
    for (origin, figure), articles in by_origin.items():
        known = [days[a] for a in articles if a in days]
        points.setdefault((min(known, default=None), figure), []).append((origin, articles))
    return Series(key=key, points=_points(points, outlets))


def _points(
    points: Mapping[tuple[date | None, float], list[tuple[str, list[str]]]], outlets: Mapping[str, str]
) -> tuple[Point, ...]:
    made = []
    for (day, figure), told in sorted(points.items(), key=lambda item: (item[0][0] or date.max, item[0][1])):
        origins = {origin for origin, _ in told}
        named = {
            outlets.get(origin, "") or next((outlets[a] for a in arts if a in outlets), "") for origin, arts in told
        }
        others = (o for (d, f), found in points.items() if d == day and f != figure for o, _ in found)
        made.append(
            Point(
                day=day, figure=figure, origins=tuple(sorted(origins)), sources=tuple(sorted(named - {""})),
                articles=tuple(sorted(a for _, articles in told for a in articles)),
                disputed=day is not None and not set(others) <= origins,
            )
        )  # fmt: skip
    return tuple(made)
