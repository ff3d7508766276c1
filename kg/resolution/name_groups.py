"""Names of the same person, organisation or place within one article.

Spellings are compared first, then short forms are given to the one full name that they can stand
for.  A short form that could stand for two full names stays alone: a wrong merger costs more than a
missing one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.resolution.lexicons import words
from kg.resolution.names import acronym_of, organisation_words, person_likeness, person_words
from kg.resolution.nouns import known_class

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.resolution.groups import Groups
    from kg.resolution.items import Item

__all__ = ["group_names", "retype_names"]

_Spellings = dict[str, list["Item"]]


def retype_names(items: Mapping[int, Item]) -> dict[int, Item]:
    """Give a name of one word that was typed otherwise the type of the longer name that it shortens.

    "Jordan" after "Amy Jordan" is a person; "Ostheim" beside "Ostheim Zement" is that firm.
    """
    names = [i for i in items.values() if i.kind == "name" and i.label != "NORP"]
    persons = {i.text for i in names if i.label == "PERSON" and len(i.words) > 1}
    firms = {i.text for i in names if i.label == "ORG" and len(i.words) > 1}
    found = dict(items)
    single: dict[str, list[Item]] = {}
    for item in names:
        if len(item.words) == 1:
            single.setdefault(item.text, []).append(item)
    for text, same in single.items():
        if _is_place(same):
            continue
        if sum(person_likeness(text, p) == "family" for p in persons) == 1:
            found |= {i.head: replace(i, label="PERSON", cls="Person") for i in same}
        elif same[0].label != "ORG" and not any(person_likeness(text, p) != "differs" for p in persons):
            longer = [f for f in firms if organisation_words(f)[:1] == organisation_words(text)]
            if len(longer) == 1:
                found |= {i.head: replace(i, label="ORG", cls="Organization") for i in same}
    return found


def group_names(text: str, groups: Groups) -> None:
    """Join names of the same thing.

    Parameters
    ----------
    text : str
        The article's text, for acronyms in brackets.
    groups : Groups
        Names that are linked to the same country or body join.
    """
    by_key: dict[str, list[int]] = {}
    for head, key in groups.linked.items():
        by_key.setdefault(key, []).append(head)
    for heads in by_key.values():
        groups.join_all(heads)
    names = [i for i in groups.items.values() if i.kind == "name" and i.head not in groups.linked]
    persons = _spellings([i for i in names if i.label == "PERSON"])
    others = _spellings([i for i in names if i.label != "PERSON"])
    for same in (*persons.values(), *others.values()):
        groups.join_all(i.head for i in same)
    _group_persons(groups, persons)
    known = [i for i in groups.items.values() if i.kind == "name" and i.head in groups.linked and i.label == "ORG"]
    _group_organisations(text, groups, others, known)


def _spellings(items: list[Item]) -> _Spellings:
    """Collect names that differ in accents, case, articles and legal forms only."""
    found: _Spellings = {}
    for item in items:
        parts = item.words if item.label == "PERSON" else organisation_words(item.text)
        # "Municipality of X": a general word is another name with another complement
        extra = sorted(item.complements) if len(parts) == 1 and known_class(parts[0]) not in ("", "Concept") else []
        found.setdefault(" ".join([*parts, *extra]), []).append(item)
    return found


def _is_place(items: list[Item]) -> bool:
    return items[0].label in ("GPE", "LOC") and any(i.marker in words("place_markers") for i in items)


def _group_persons(groups: Groups, persons: _Spellings) -> None:
    # "al-Badri" is one name, as "Badri" is
    several = [n for n, items in persons.items() if len(person_words(items[0].text)) > 1]
    full = sorted(several, key=lambda n: len(n.split()), reverse=True)
    for name in full:
        item = persons[name][0]
        same = (n for n in full if n != name and person_likeness(item.text, persons[n][0].text) == "same")
        found = {groups.find(persons[n][0].head) for n in same}
        if len(found) == 1:
            groups.join(item.head, found.pop())
    for name, items in persons.items():
        if name not in full:
            found = {groups.find(c.head) for c in _candidates(persons, full, items[0])}
            found = {head for head in found if groups.may_join(items[0].head, head)}
            if len(found) == 1:
                groups.join(items[0].head, found.pop())


def _candidates(persons: _Spellings, full: list[str], item: Item) -> list[Item]:
    """Return the full names that a shorter one can stand for: by family name, else by another part."""
    for wanted in ("family", "part"):
        found = [persons[n][0] for n in full if person_likeness(item.text, persons[n][0].text) == wanted]
        if found:
            plain = [c for c in found if not re.search(r"\b(Jr|Sr|II|III)\b", c.text)]
            return plain if len(plain) == 1 else found
    return []


def _group_organisations(text: str, groups: Groups, others: _Spellings, known: Sequence[Item]) -> None:
    """Join short names with the one longer name that they can stand for, `known` bodies among these."""
    names = list(others)
    for name in names:
        item = others[name][0]
        found = {groups.find(others[n][0].head) for n in names if n != name and _stands_for(item, others[n][0])}
        found |= {groups.find(body.head) for body in known if _stands_for(item, body)}
        found |= _bracketed(text, groups, item, others)
        if len(found) == 1:
            groups.join(item.head, found.pop())


def _stands_for(short: Item, full: Item) -> bool:
    """Tell whether a name is a shorter form of another: its beginning, its end or its initials."""
    if acronym_of(short.text, full.text) and full.label not in ("GPE", "NORP", "PERSON"):
        return True
    one, two = organisation_words(short.text), organisation_words(full.text)
    if len(one) >= len(two) or not one or "NORP" in (short.label, full.label):
        return False
    if two[: len(one)] == one and full.label == "ORG":
        return _continues(one, two[len(one)], short, full)
    if not _types_agree(short, full):
        return False
    # "State Department", "the Times": the end of a longer name, if it can stand alone
    if two[-len(one) :] != one:
        return False
    generic = all(known_class(w) in _INSTITUTIONS or w in words("company_words") for w in two[: -len(one)])
    if short.definite and short.label == full.label == "ORG":
        return True  # "the Guard" after "Sahel Guard"
    return generic or (len(one) > 1 or known_class(one[0]) in _INSTITUTIONS or short.label == full.label == "PRODUCT")


def _continues(one: tuple[str, ...], following: str, short: Item, full: Item) -> bool:
    """Tell whether a name may end before the word that follows in a longer one."""
    if following in ("of", "for") or known_class(following) in _INSTITUTIONS:
        return True
    distinctive = len(one) == 1 and known_class(one[0]) in ("", "Concept") and not following.isdigit()
    return distinctive and full.label == "ORG" and short.marker not in words("place_markers")


_INSTITUTIONS = ("GovernmentBody", "PoliticalParty", "MediaOrganization", "Organization", "Company", "ArmedGroup")


def _types_agree(a: Item, b: Item) -> bool:
    if a.label == b.label:
        # New York, New York Island: places with a longer name are other places
        return a.label not in ("GPE", "LOC") or b.words[len(a.words) :] in (("city",), ("province",), ("state",))
    return "" in (a.label, b.label) or {a.label, b.label} <= {"ORG", "FAC", "PRODUCT", "LAW", "EVENT"}


def _bracketed(text: str, groups: Groups, item: Item, others: _Spellings) -> set[int]:
    """Return the name before an acronym in brackets: "the Workers' Party (WP)"."""
    if not re.fullmatch(r"[A-Z][\w&.-]{1,9}", item.text) or not item.text[1:2].isupper():
        return set()
    if f" ({item.text})" not in text:
        return set()
    for match in re.finditer(rf"([\w.’']+) \({re.escape(item.text)}\)", text):
        for name, items in others.items():
            if name != " ".join(item.words) and any(i.text.endswith(match[1]) and len(i.words) > 1 for i in items):
                initials = {w[0] for w in items[0].words}
                if item.text[0].lower() in initials:
                    return {groups.find(items[0].head)}
    return set()
