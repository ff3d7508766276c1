"""Records held to be one: what they say together, and what forbids joining two such groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.linkage.records import Corpus, Key

__all__ = ["SAME_ARTICLE", "Group", "Tags", "hindrance"]

#: Per record, the sides it is on in what curators forbid.
Tags = dict[int, frozenset[tuple[int, int]]]


SAME_ARTICLE = "one article tells of both"


class Group:
    """Records that are held to be one.

    Parameters
    ----------
    corpus : Corpus
    members : iterable of int
        Numbers of records.
    tags : Tags

    Attributes
    ----------
    kind : str
        Of the first record; those of one Wikidata item may be of others.
    note, score : str, float
        Why the last were joined, and the least probability of a joining.
    apart : (str, float)
        Why it stands apart from others of its name, and the probability that it should not.
    """

    __slots__ = (
        "apart",
        "around",
        "articles",
        "corpus",
        "countries",
        "days",
        "fields",
        "genders",
        "keys",
        "kind",
        "members",
        "note",
        "offices",
        "pinned",
        "pronouns",
        "same_as",
        "score",
        "settings",
        "tags",
        "titles",
        "told",
    )  # fmt: skip

    def __init__(self, corpus: Corpus, members: Iterable[int] = (), tags: Tags | None = None) -> None:
        self.corpus = corpus
        self.members: list[int] = []
        self.articles: set[int] = set()
        self.keys: set[Key] = set()
        self.kind = ""
        self.same_as: set[str] = set()
        self.genders: set[str] = set()
        self.tags: set[tuple[int, int]] = set()
        self.told: Counter[int] = Counter()
        self.around: Counter[int] = Counter()
        self.fields: Counter[str] = Counter()
        self.titles: Counter[str] = Counter()
        self.settings: Counter[int] = Counter()
        self.offices: Counter[int] = Counter()
        self.countries: Counter[int] = Counter()
        self.pronouns: Counter[str] = Counter()
        self.days: tuple[int, int] = (0, 0)
        self.pinned = False
        self.note, self.score = "", 1.0
        self.apart = ("", 0.0)
        for member in members:
            self.add(member, tags or {})

    def add(self, member: int, tags: Tags) -> None:
        """Take in a record."""
        r = self.corpus.records[member]
        self.members.append(member)
        self.articles.add(r.article)
        self.keys.add(r.key)
        self.kind = self.kind or r.key[0]
        self.same_as |= r.same_as
        if r.gender:
            self.genders.add(r.gender)
        if r.pronouns:
            self.pronouns[r.pronouns] += 1
        self.told.update(r.told)
        self.around.update(r.around)
        self.fields.update(r.fields)
        self.titles.update(r.titles)
        if r.setting >= 0:
            self.settings[r.setting] += 1
        self.offices.update(r.offices)
        self.countries.update(r.countries)
        self.tags |= tags.get(member, frozenset())
        self._see(r.day, r.day)

    def _see(self, first: int, last: int) -> None:
        if first:
            low, high = self.days
            self.days = (min(low or first, first), max(high, last))

    def take(self, other: Group) -> None:
        """Take in all records of another group, which is empty afterwards."""
        self.members += other.members
        for mine, more in (
            (self.articles, other.articles), (self.keys, other.keys), (self.same_as, other.same_as),
            (self.genders, other.genders), (self.tags, other.tags),
        ):  # fmt: skip
            mine |= more  # type: ignore[operator]
        self.told.update(other.told)
        self.around.update(other.around)
        self.fields.update(other.fields)
        self.titles.update(other.titles)
        self.settings.update(other.settings)
        self.offices.update(other.offices)
        self.countries.update(other.countries)
        self.pronouns.update(other.pronouns)
        self._see(*other.days)
        self.pinned |= other.pinned
        other.members = []

    def order(self) -> tuple[int, str, str]:
        """Return a key that sorts groups alike in whatever order the articles came."""
        first = min((self.corpus.records[m].entity, self._article(m)) for m in self.members)
        return -len(self.members), *first

    def _article(self, member: int) -> str:
        return self.corpus.article_names[self.corpus.records[member].article]


def hindrance(a: Group, b: Group) -> str:
    """Return in words what forbids that two groups are one, empty if nothing does."""
    if any((number, 1 - side) in b.tags for number, side in a.tags):
        return "forbidden by curator"
    if a.same_as and b.same_as and not a.same_as & b.same_as:
        return "other Wikidata items"
    if a.genders and b.genders and not a.genders & b.genders:
        return "a man and a woman"
    if not a.articles.isdisjoint(b.articles):
        return SAME_ARTICLE
    return ""
