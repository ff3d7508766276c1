"""Which entities of different articles are joined, and which kept apart: every guard, and curators' decisions."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people import art, decided, iri, one, pin_or_forbid, said

from kg.errors import ConfigError
from kg.linkage import Profile, resolve

ROME = {"around": ("per-ugo-neri", "per-ida-costa", "org-lista-nova"), "related": ("per-ugo-neri",)}


def test_a_rare_name_is_one_person_by_itself() -> None:
    assert one(decided(a := said(1, "Everard Thwaite"), b := said(2, "Everard Thwaite")), a, b)


def test_a_rare_name_is_one_person_also_in_articles_on_other_countries() -> None:
    a = said(1, "Everard Thwaite", setting="Peru", around=("per-a-b", "per-c-d", "org-e-f"))
    b = said(2, "Everard Thwaite", setting="Kenya", around=("per-g-h", "per-i-j", "org-k-l"))
    assert one(decided(a, b), a, b)


def test_an_envoy_may_become_a_minister_but_not_by_turns() -> None:
    def told(article: int, title: str) -> Profile:
        return said(article, "Everard Thwaite", titles=(title,), setting="Peru", **ROME)

    envoy, minister = told(1, "trade envoy"), told(2, "energy minister")
    assert one(decided(envoy, minister), envoy, minister)
    envoys = [said(n, "Everard Thwaite", titles=("trade envoy",)) for n in range(10, 20)]
    ministers = [said(n, "Everard Thwaite", titles=("energy minister",)) for n in range(20, 30)]
    found = decided(*envoys, *ministers)
    assert one(found, *envoys)
    assert not one(found, envoys[0], ministers[0])


def test_a_common_name_is_not() -> None:
    a, b = said(1, "John Smith"), said(2, "John Smith")
    found = decided(a, b)
    assert not one(found, a, b)
    (split,) = found.decisions
    assert (split.kind, split.reason) == ("split", "a common name, and nothing else in common")
    assert 0 < split.score < 0.9


def test_a_common_name_is_one_person_by_what_is_told() -> None:
    told = {"posts": (("senator", "loc-ohio"),), "titles": ("senator",), "related": ("org-ohio-senate",)}
    assert one(decided(a := said(1, "John Smith", **told), b := said(2, "John Smith", **told), said(3, "Ann Bo")), a, b)


def test_namesakes_of_other_professions_are_two() -> None:
    a, b = said(1, "John Weller", titles=("senator",)), said(2, "John Weller", titles=("striker",))
    found = decided(a, b)
    assert not one(found, a, b)
    assert found.decisions[0].reason == "other professions"


def test_namesakes_in_offices_of_other_countries_are_two() -> None:
    a = said(1, "Ana Weller", posts=(("minister", "loc-kenya"),), countries=("Kenya",))
    b = said(2, "Ana Weller", posts=(("minister", "loc-peru"),), countries=("Peru",))
    assert not one(decided(a, b), a, b)


def test_the_largest_of_several_namesakes_keeps_the_iri() -> None:
    senators = [said(n, "John Weller", titles=("senator",)) for n in (1, 2, 3)]
    strikers = [said(n, "John Weller", titles=("striker",)) for n in (4, 5)]
    found = decided(*strikers, *senators)
    assert {found.canonical(p.article, p.entity) for p in senators} == {iri("John Weller")}
    (other,) = {found.canonical(p.article, p.entity) for p in strikers}
    assert other.startswith(f"{iri('John Weller')}-")
    assert {(d.kind, d.left.article) for d in found.decisions} == {("split", p.article) for p in strikers}


@pytest.mark.parametrize(
    ("first", "second", "cls"),
    [
        ("Kim Jong Un", "Kim Yo Jong", "Person"),
        ("Robert Kennedy Jr.", "Robert Kennedy", "Person"),
        ("John Paul I", "John Paul II", "Person"),
        ("7th Fleet", "8th Fleet", "ArmedGroup"),
        ("Type 054", "Type 055", "Artifact"),
        ("George W. Bush", "George H. W. Bush", "Person"),
    ],
)
def test_numbers_sons_and_siblings_are_others(first: str, second: str, cls: str) -> None:
    a, b = said(1, first, cls, **ROME), said(2, second, cls, **ROME)
    assert not one(decided(a, b), a, b)


@pytest.mark.parametrize(
    ("first", "second", "cls", "canonical"),
    [
        ("Moon Jae-in", "Jae-in Moon", "Person", "Jae-in Moon"),
        ("Mohammed al-Hashimi", "Muhammad Hashemi", "Person", "Mohammed al-Hashimi"),
        ("J. K. Rowling", "Joanne Rowling", "Person", "J. K. Rowling"),
        ("Pedro Sánchez", "Pedro Sánchez Pérez", "Person", "Pedro Sánchez"),
        ("Defence Ministry of Peru", "Peru's Ministry of Defense", "GovernmentBody", "Defence Ministry of Peru"),
        ("Microsoft Corp.", "Microsoft", "Company", "Microsoft"),
    ],
)
def test_forms_of_a_name_are_one_where_the_context_agrees(first: str, second: str, cls: str, canonical: str) -> None:
    noise = [said(n, f"Zelia Noise{n}") for n in range(10, 40)]
    a, b = said(1, first, cls, **ROME), said(2, second, cls, **ROME)
    found = decided(a, b, *noise)
    assert one(found, a, b)
    assert found.canonical(a.article, a.entity) == iri(canonical, cls)


def test_another_spelling_alone_is_not_enough() -> None:
    a, b = said(1, "Anna Reid"), said(2, "Anna Reed")
    assert not one(decided(a, b), a, b)


def test_a_man_and_a_woman_are_two() -> None:
    a, b = said(1, "Sasha Weller", gender="m", **ROME), said(2, "Sasha Weller", gender="f", **ROME)
    found = decided(a, b)
    assert not one(found, a, b)
    assert found.decisions[0].reason == "a man and a woman"


def test_kinds_are_never_mixed() -> None:
    a, b = said(1, "Halden", "Company", **ROME), said(2, "Halden", "GeopoliticalEntity", **ROME)
    assert not one(decided(a, b), a, b)


def test_two_wikidata_items_are_two_and_one_is_one() -> None:
    a = said(1, "Everard Thwaite", same_as=("wd:Q1",), **ROME)
    b = said(2, "Everard Thwaite", same_as=("wd:Q2",), **ROME)
    c = said(3, "Evrard Twait", same_as=("wd:Q1",), titles=("striker",))
    found = decided(a, b, c)
    assert not one(found, a, b)
    assert one(found, a, c)


def test_what_one_article_keeps_apart_stays_apart() -> None:
    a = said(1, "Everard Thwaite", **ROME)
    b = said(1, "E. Thwaite", **ROME)
    c = said(2, "Everard Thwaite", **ROME)
    found = decided(a, b, c, *(said(n, f"Zelia Noise{n}") for n in range(10, 40)))
    assert not one(found, a, b)
    assert one(found, a, c)


def test_one_article_that_knows_a_person_twice_does_not_part_all_others() -> None:
    told: dict[str, Any] = {"posts": (("president", "loc-south-korea"),), "titles": ("president",), **ROME}
    first = [said(n, "Park Tae-chul", **told) for n in range(1, 11)]
    second = [said(n, "Pak Tae-cheol", **told) for n in range(10, 20)]
    found = decided(*first, *second, *(said(n, f"Zelia Noise{n}") for n in range(30, 90)))
    assert one(found, *first[:-1], *second[1:])
    assert not one(found, first[-1], second[0])
    assert not one(decided(*first, *(said(n, "Pak Tae-cheol", **told) for n in range(7, 17))), first[0], second[1])


def test_a_short_name_of_several_is_of_none() -> None:
    helena, duarte = said(1, "Helena Valadim", **ROME), said(2, "Duarte Valadim", **ROME)
    short = said(3, "Valadim", **ROME)
    found = decided(helena, duarte, short, *(said(n, f"Zelia Noise{n}") for n in range(10, 40)))
    assert found.canonical(short.article, short.entity) == short.entity


def test_a_short_name_of_one_in_the_same_company_is_hers() -> None:
    helena, short = said(1, "Helena Valadim", **ROME), said(3, "Valadim", **ROME)
    found = decided(helena, short, *(said(n, f"Zelia Noise{n}") for n in range(10, 40)))
    assert found.canonical(short.article, short.entity) == helena.entity
    alone = said(3, "Valadim")
    assert decided(helena, alone).canonical(alone.article, alone.entity) == alone.entity


def test_bodies_that_every_country_has_are_one_only_within_one() -> None:
    peru = [said(n, "National Union of Nurses", "Organization", setting="Peru") for n in (1, 2)]
    kenya = [said(n, "National Union of Nurses", "Organization", setting="Kenya") for n in (3, 4)]
    other = [said(n, f"Zelia Noise{n}", setting="France") for n in range(10, 60)]
    found = decided(*peru, *kenya, *other)
    assert one(found, *peru)
    assert one(found, *kenya)
    assert not one(found, peru[0], kenya[0])


def test_an_acronym_of_what_every_country_has_says_no_more_than_its_name() -> None:
    told = said(1, "Federation of Miners", "Organization", aliases=("FMX",), setting="Peru")
    short = [said(n, "FMX", "Organization", setting="Peru") for n in (2, 3)]
    other = said(4, "FMX", "Organization")
    assert one(decided(*short, other), *short, other)  # as a name of its own
    found = decided(told, *short, other)
    assert one(found, *short)
    assert found.canonical(other.article, other.entity) != found.canonical(short[0].article, short[0].entity)


def test_descriptions_are_joined_only_where_the_article_says_whose() -> None:
    def ministry(article: int, **more: Any) -> Profile:
        return said(article, "foreign ministry", "GovernmentBody", named=False, scoped=True, **more)

    own, same = ministry(1, countries=("Peru",)), said(2, "Foreign Ministry of Peru", "GovernmentBody")
    bare, other = ministry(3), ministry(4, countries=("Kenya",))
    found = decided(own, same, bare, other)
    assert found.canonical(own.article, own.entity) == same.entity
    assert found.canonical(bare.article, bare.entity) == bare.entity
    assert found.canonical(other.article, other.entity) == other.entity
    police = [said(n, "police", "GovernmentBody", named=False, scoped=True, **ROME) for n in (5, 6)]
    assert decided(*police).decisions == ()


def test_a_post_of_one_body_is_one_post() -> None:
    def post(article: int, title: str) -> Profile:
        return said(article, title, "Position", named=False, scoped=True, ties=("loc-peru",))

    presidents, envoys = [post(1, "president"), post(2, "President")], [post(1, "envoy"), post(2, "envoy")]
    found = decided(*presidents, *envoys)
    assert one(found, *presidents)
    assert not one(found, *envoys)


def test_towns_of_one_name_in_articles_on_two_countries_are_two() -> None:
    peru = [said(n, "Lindhaven", "GeopoliticalEntity", setting="Peru") for n in range(1, 6)]
    kenya = [said(n, "Lindhaven", "GeopoliticalEntity", setting="Kenya") for n in range(6, 10)]
    found = decided(*peru, *kenya)
    assert one(found, *peru)
    assert not one(found, peru[0], kenya[0])


def test_an_acronym_is_the_body_that_an_article_calls_so() -> None:
    full = said(1, "Halden Steel Workers Union", "Organization", aliases=("HSWU",), setting="Peru", **ROME)
    short = said(2, "HSWU", "Organization", setting="Peru", **ROME)
    assert one(decided(full, short, *(said(n, f"Zelia Noise{n}", setting="Kenya") for n in range(10, 40))), full, short)


def test_reasons_and_scores_are_told() -> None:
    a, b = said(1, "Mohammed al-Hashimi", **ROME), said(2, "Muhammad Hashemi", **ROME)
    found = decided(a, b, *(said(n, f"Zelia Noise{n}") for n in range(10, 40)))
    (join,) = found.decisions
    assert join.kind == "join"
    assert join.reason.startswith("the name in another spelling, same ")
    assert 0.9 <= join.score <= 1
    assert join.version == "linkage-1"


NAMES = ("John Smith", "J. Smith", "Smith", "Jon Smith", "Everard Thwaite", "Thwaite", "Kim Jong Un", "Jong-un Kim",
         "Kim Yo Jong", "Mohammed Ali", "Muhammad Aly", "John Smith Jr.")  # fmt: skip
TITLES = ((), ("senator",), ("striker",), ("banker",))


@st.composite
def few(draw: st.DrawFn) -> list[Profile]:
    """Draw profiles of few names, so that joins, splits and conflicts are common."""
    found: dict[tuple[str, str], Profile] = {}
    for _ in range(draw(st.integers(2, 9))):
        profile = said(
            draw(st.integers(1, 5)), draw(st.sampled_from(NAMES)), titles=draw(st.sampled_from(TITLES)),
            gender=draw(st.sampled_from(["", "", "m", "f"])), setting=draw(st.sampled_from(["", "Peru", "Kenya"])),
            same_as=draw(st.sampled_from([(), (), (), ("wd:Q1",), ("wd:Q2",)])),
            **draw(st.sampled_from([{}, ROME, {"around": ("per-bo-ek", "per-al-ek", "org-x-y")}])),
        )  # fmt: skip
        found.setdefault((profile.article, profile.entity), profile)
    return list(found.values())


@settings(max_examples=60, deadline=None)
@given(few(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_changes_nothing(profiles: list[Profile], random: Any) -> None:
    shuffled = list(profiles)
    random.shuffle(shuffled)
    assert resolve(shuffled).decisions == resolve(profiles).decisions


@settings(max_examples=60, deadline=None)
@given(few())
def test_no_two_of_one_article_become_one(profiles: list[Profile]) -> None:
    found = resolve(profiles, threshold=0.2)
    places = [(p.article, found.canonical(p.article, p.entity)) for p in profiles]
    assert len(set(places)) == len(places)
    items: dict[str, set[str]] = {}
    for p in profiles:
        items.setdefault(found.canonical(p.article, p.entity), set()).update(p.same_as)
    assert all(len(linked) <= 1 for linked in items.values())


@settings(max_examples=100, deadline=None)
@given(few(), st.data())
def test_curators_are_obeyed(profiles: list[Profile], data: st.DataObject) -> None:
    pairs = [(a, b) for a, b in permutations(profiles, 2) if a.article != b.article]
    if not pairs:
        return
    asked = []
    for left, right in data.draw(st.lists(st.sampled_from(pairs), max_size=3)):
        asked.append(pin_or_forbid(data.draw(st.sampled_from(["pin", "forbid"])), left, right))
    try:
        found = resolve(profiles, constraints=asked)
    except ConfigError as exc:
        assert "take one of them back" in str(exc)
        return
    at = {(p.article, p.entity): found.canonical(p.article, p.entity) for p in profiles}
    for d in asked:
        same = at[d.left.article, d.left.entity] == at[d.right.article, d.right.entity]
        if d.kind == "forbid":
            assert not same
        elif not _crowded([x for x in asked if x.kind == "pin"]):
            assert same
    assert len({(article, name) for (article, _), name in at.items()}) == len(at)


def _crowded(pins: list[Any]) -> bool:
    """Whether pins bring two entities of one article together: then they cannot all hold."""
    sets: list[set[Any]] = []
    for d in pins:
        met = [s for s in sets if s & {d.left, d.right}]
        sets = [s for s in sets if s not in met] + [set().union({d.left, d.right}, *met)]
    return any(len({r.article for r in s}) < len(s) for s in sets)


def test_what_is_pinned_everywhere_is_one_in_all_articles() -> None:
    a, b = said(1, "John Smith", titles=("senator",)), said(2, "Zelia Noise", titles=("striker",))
    c = said(3, "John Smith", titles=("nurse",))
    assert one(decided(a, b, c, constraints=(pin_or_forbid("pin", iri("John Smith"), iri("Zelia Noise")),)), a, b, c)


def test_what_is_pinned_stays_two_where_an_article_knows_both() -> None:
    a, b = said(1, "John Smith"), said(1, "Zelia Noise")
    c = said(2, "Zelia Noise")
    found = decided(a, b, c, constraints=(pin_or_forbid("pin", iri("John Smith"), iri("Zelia Noise")),))
    assert not one(found, a, b)


def test_a_description_can_be_pinned() -> None:
    person = said(1, "Everard Thwaite")
    described = said(2, "party leader", entity=f"{art(2)}-party-leader", named=False)
    found = decided(person, described, constraints=(pin_or_forbid("pin", person, described),))
    assert found.canonical(described.article, described.entity) == person.entity
    assert found.decisions[0].reason == "pinned by curator"


def test_what_is_forbidden_everywhere_stays_two() -> None:
    a, b = said(1, "Moon Jae-in", **ROME), said(2, "Jae-in Moon", **ROME)
    assert one(decided(a, b), a, b)
    assert not one(decided(a, b, constraints=(pin_or_forbid("forbid", a.entity, b.entity),)), a, b)


@pytest.mark.parametrize("threshold", [0, 1, -3.0, float("nan")])
def test_a_threshold_that_is_no_probability_is_refused(threshold: float) -> None:
    with pytest.raises(ConfigError, match="no probability"):
        resolve([], threshold=threshold)


def test_how_far_it_is_is_told() -> None:
    told: list[tuple[int, int]] = []
    resolve([said(n, f"Zelia Noise{n}") for n in range(2_500)], progress=lambda done, total: told.append((done, total)))
    assert told == [(1000, 2500), (2000, 2500), (2500, 2500)]


def test_nothing_gives_nothing() -> None:
    assert resolve([]).decisions == ()
