"""Names inside longer names: countries and peoples in the names of bodies, persons in those of foundations."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from spacy.tokens import Span

from kg.linking.countries import countries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc

__all__ = ["nested_names"]

_OUTER = frozenset({"ORG", "FAC", "EVENT", "LAW"})
#: Words of the longest country name that is looked for.
_LONGEST = 5
_CHANGING = """new old north south east west northern southern eastern western central latin native african anglo afro
pan inter trans equatorial greater lower upper - –"""
#: A name after one of these is another name: "South American", "New Mexico", "Inter-American".
_CHANGES = frozenset(_CHANGING.split())
_LAND = "basin bay canal city delta gulf hills peninsula river sea strait straits valley - –"
#: A country's name before one of these is that of a river, a sea or a city.
_LANDSCAPE = frozenset(_LAND.split())
_PERSONAL = """Chad Dominica Douglas Georgetown Georgia Hamilton Israel Jamestown Jordan Kingston Male Nassau Niger
Plymouth Santiago Sofia Stanley Turkey Victoria Washington Wellington"""
#: Countries and capitals that are other places or persons too: taken where the article names the place itself.
_ALSO_OTHERS = frozenset(_PERSONAL.split())
_OF = frozenset({"of", "in", "for"})
_HONOURING = """award awards center centre family foundation fund initiative institute library memorial museum prize
trust"""
#: What is named after persons, right after their surname.
_HONOURS = frozenset(_HONOURING.split())


@cache
def _labels() -> Mapping[str, str]:
    """Entity types of country names, capitals and nationalities, as they are written."""
    found: dict[str, str] = {}
    for c in countries().values():
        adjectives = [*c.adjectives, *(p for p in c.people if p.endswith("s"))]
        found.update((a, "NORP") for a in adjectives)
    for c in countries().values():
        places = [p for p in (c.name, *c.aliases, c.capital) if len(p) > 3 or p in ("US", "UK", "UAE")]
        found.update((p, "GPE") for p in places)
    return MappingProxyType(found)


def _places(doc: Doc, ent: Span, named: frozenset[str]) -> Iterator[Span]:
    """Yield countries, capitals and nationalities in a name, the longest at each word."""
    table, start = _labels(), ent.start
    while start < ent.end:
        for end in range(min(ent.end, start + _LONGEST), start, -1):
            label = table.get(doc[start:end].text) if end - start < len(ent) else None
            if label and _is_itself(doc, ent, start, end, named):
                yield Span(doc, start, end, label=label)
                break
        else:
            end = start + 1
        start = end


def _is_itself(doc: Doc, ent: Span, start: int, end: int, named: frozenset[str]) -> bool:
    before = doc[start - 1].text.lower() if start > ent.start else ""
    after = doc[end].text.lower() if end < ent.end else ""
    text = doc[start:end].text
    if before in _CHANGES or after in _LANDSCAPE or (len(text) < 4 and ent.text.isupper()):
        return False
    return text not in _ALSO_OTHERS or text in named or before in _OF


def _persons(doc: Doc, ent: Span, full: frozenset[tuple[str, ...]], last: frozenset[str]) -> Iterator[Span]:
    """Yield the first person in a name: a whole name, or a surname before what is named after persons."""
    words = [t.text for t in ent]
    for name in sorted(full, key=lambda n: (-len(n), n)):
        for i in range(len(words) - len(name) + 1):
            if len(name) < len(words) and tuple(words[i : i + len(name)]) == name:
                yield Span(doc, ent.start + i, ent.start + i + len(name), label="PERSON")
                return
    for i, (word, after) in enumerate(pairwise(words)):
        if word in last and after.lower() in _HONOURS and word not in _labels():
            yield Span(doc, ent.start + i, ent.start + i + 1, label="PERSON")
            return


def nested_names(doc: Doc) -> list[Span]:
    """Return names inside the named entities of a doc, with their entity type.

    Parameters
    ----------
    doc : Doc
        With named entities.

    Returns
    -------
    list of Span
        In text order, not overlapping; never a whole entity. ``GPE`` countries and capitals and ``NORP``
        nationalities in the names of bodies, buildings, events and laws ("Bank of [Ghana]", "[South Korean]
        Ministry"); ``PERSON`` where the person is named elsewhere in the text ("[Rahim] Foundation").
    """
    ents = doc.ents  # put together anew each time it is asked for
    named = frozenset(e.text for e in ents if e.label_ in ("GPE", "LOC"))
    names = [tuple(t.text for t in e) for e in ents if e.label_ == "PERSON"]
    full = frozenset(n for n in names if len(n) > 1)
    last = frozenset(n[-1] for n in names if len(n[-1]) > 2)
    found: list[Span] = []
    for ent in ents:
        if ent.label_ not in _OUTER or len(ent) == 1:
            continue
        persons = list(_persons(doc, ent, full, last))
        inside = {t.i for p in persons for t in p}
        places = [s for s in _places(doc, ent, named) if inside.isdisjoint(range(s.start, s.end))]
        found += sorted([*persons, *places], key=lambda s: s.start)
    return found
