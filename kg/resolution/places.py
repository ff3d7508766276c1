"""Countries, international bodies, and capitals that stand for those who rule there.

A name's reading depends on its place in the sentence: "Seoul said", "Pyongyang's decision", "toward
Moscow" are countries; "in Pyongyang", "the streets of Seoul" and datelines are cities.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.linking import (
    Country,
    adjective_of,
    body_named,
    body_seated,
    capital_of,
    country,
    country_named,
    people_of,
    seat_of,
)
from kg.resolution.lexicons import lexicon
from kg.resolution.tree import SUBJECTS, Tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.articles import Article
    from kg.resolution.items import Item

__all__ = ["acts", "country_of", "link_places"]

_MODIFIERS = ("amod", "compound", "nmod:desc", "nmod", "flat")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(lexicon("metonyms")["place"][key]).split())


@cache
def _buildings() -> frozenset[str]:
    return frozenset(n.strip() for n in str(lexicon("metonyms")["buildings"]["names"]).split(";"))


def link_places(article: Article, tree: Tree, items: Mapping[int, Item]) -> dict[int, str]:
    """Tell which country or body each name refers to.

    Parameters
    ----------
    article : Article
        Its datelines are places.
    tree : Tree
    items : mapping of int to Item
        By head token, in text order.

    Returns
    -------
    dict of int to str
        Head token to ``"country:KR"`` or ``"body:European Union"``; other names are left out.
    """
    persons = {w for item in items.values() if item.label == "PERSON" and len(item.words) > 1 for w in item.words}
    found: dict[int, str] = {}
    for head, item in items.items():
        if item.kind != "name" or (len(item.words) == 1 and item.words[0] in persons):
            continue
        place = _named(tree, item)
        if place is not None and not _is_elsewhere(place, items):
            found[head] = f"country:{place.code}"
        elif (body := body_named(item.text)) is not None and item.label != "PERSON":
            found[head] = f"body:{body.name}"
    for head, item in items.items():
        if item.kind == "name" and head not in found and not set(item.words) <= persons:
            seat = "" if _is_dateline(article, tree, head) else _seat(tree, item, found)
            if seat:
                found[head] = seat
    _link_divided(tree, items, found)
    return found


def _is_dateline(article: Article, tree: Tree, i: int) -> bool:
    """Whether a name opens an article or paragraph as "BEIJING - " does."""
    if article.section_at(tree.start[i]) == "dateline":
        return True
    after = tree.lower[i + 1 : i + 3]
    opens = i < 2 or tree.sentence[i - 1] != tree.sentence[i]
    return (
        opens and bool(after) and (after[0] in ("-", "–", "—", "--") or (after[0] == "(" and tree.words[i].isupper()))
    )


def _named(tree: Tree, item: Item) -> Country | None:
    if item.label in ("WORK_OF_ART", "EVENT", "LAW", "PRODUCT") and len(item.words) > 1:
        return None
    found = country_named(item.text)
    if found is not None:
        return found
    if people_of(item.text) is not None and not _modifies(tree, item) and not _is_bare_people(tree, item):
        return None
    return adjective_of(item.text)


def _modifies(tree: Tree, item: Item) -> bool:
    i = item.head
    return tree.pos[i] == "ADJ" or (tree.deps[i] in _MODIFIERS and tree.heads[i] > i and not item.plural)


def _is_bare_people(tree: Tree, item: Item) -> bool:
    """Whether it is "the British", "the Chinese": an adjective that stands for a people."""
    return not item.plural and tree.tags[item.head] not in ("NN", "NNS", "NNPS")


def _is_elsewhere(place: Country, items: Mapping[int, Item]) -> bool:
    """Whether the article speaks of a namesake: Georgia, the American state."""
    if place.code != "GE":
        return False
    said = {item.text for item in items.values() if item.kind == "name"}
    return bool(said & {"Atlanta", "Savannah", "Alabama", "Florida", "Tennessee", "South Carolina", "Ga."}) and not (
        said & {"Tbilisi", "Georgian", "Georgians", "South Ossetia", "Abkhazia", "Russia", "Batumi"}
    )


def _seat(tree: Tree, item: Item, linked: Mapping[int, str]) -> str:
    key = _seated(item, set(linked.values()))
    if not key or item.label in ("PRODUCT", "WORK_OF_ART"):
        return ""
    building = " ".join(item.text.lower().split()) in _buildings()
    return key if acts(tree, item.head, building=building) else ""


def _seated(item: Item, in_play: set[str]) -> str:
    """Return who rules at a place; one with many namesakes only for a country that is spoken of."""
    owner, body, capital = seat_of(item.text), body_seated(item.text), capital_of(item.text)
    known = f"country:{capital.code}" if capital is not None else ""
    if body is not None and (known not in in_play or f"body:{body.name}" in in_play):
        return f"body:{body.name}"
    if owner is not None:
        return f"country:{owner.code}"
    return known if known in in_play else ""


def acts(tree: Tree, i: int, *, building: bool = False) -> bool:
    """Tell whether a place at a token stands for those who rule there.

    Parameters
    ----------
    tree : Tree
    i : int
        Head token of the name.
    building : bool
        Whether it is a building or office rather than a city: it acts unless a preposition of
        place precedes it.
    """
    dep, head = tree.deps[i], tree.heads[i]
    governor = tree.lemmas[head]
    if dep == "conj":
        return acts(tree, head, building=building)
    marker = tree.marker(i)
    if marker in _words("prepositions"):
        return marker in ("from", "on") and governor in _words(marker)
    if marker in _words("actors") or (building and marker not in ("to", "of")):
        return True
    if dep in SUBJECTS:
        return tree.pos[head] != "NOUN" and governor not in _words("verbs") and _is_governing(tree, i, governor)
    if dep == "nmod:poss":
        return governor not in _words("nouns")
    if dep in ("obj", "iobj"):
        return governor not in _words("objects")
    if dep in ("obl", "nmod", "obl:agent"):
        return marker in ("of", "to", "for") and governor in _words("governors")
    if dep in ("compound", "amod", "nmod:desc"):
        return _is_attitude(tree, i) or governor in _words("governors") - _words("nouns")
    return False


def _is_governing(tree: Tree, i: int, verb: str) -> bool:
    """Whether the subject of a verb may be a government: a passive one only of verbs of speech."""
    return tree.deps[i] != "nsubj:pass" or verb in _words("governors")


def _is_attitude(tree: Tree, i: int) -> bool:
    """Whether "anti-", "pro-" precedes."""
    return any(tree.lower[c] in ("anti", "pro") for c in tree.children[i]) or (
        i > 1 and tree.lower[i - 1] == "-" and tree.lower[i - 2] in ("anti", "pro")
    )


def _link_divided(tree: Tree, items: Mapping[int, Item], found: dict[int, str]) -> None:
    """Link "the North", "the South" where the Koreas are in play, and "Korean" where only one is."""
    in_play = {code for code in found.values() if code in ("country:KP", "country:KR")}
    if not in_play:
        return
    for head, item in items.items():
        if item.kind != "name" or head in found:
            continue
        if item.text in ("North", "South") and (tree.determiner(head) == "the" or _is_attitude(tree, head)):
            found[head] = "country:KP" if item.text == "North" else "country:KR"
        elif item.text in ("Korea", "Korean") and len(in_play) == 1 and tree.lower[max(head - 1, 0)] != "-":
            found[head] = next(iter(in_play))


def country_of(key: str) -> Country | None:
    """Return the country of a key such as ``"country:KR"``."""
    return country(key.partition(":")[2]) if key.startswith("country:") else None
