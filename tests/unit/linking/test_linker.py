"""Links of entities: what is linked, and above all what is not."""

from __future__ import annotations

import pytest

from kg.config import Config
from kg.errors import ConfigError
from kg.linking.linker import best_links, linked
from kg.predications import Cluster
from kg.statements import Entity, EntityMention

_GERMANY, _BRITAIN, _AMERICA, _FRANCE = "Q183", "Q145", "Q30", "Q142"
_WIKIDATA = "http://www.wikidata.org/entity/"


def _entity(text: str, name: str, cls: str, *aliases: str, same_as: tuple[str, ...] = ()) -> Entity:
    mentions = tuple(
        EntityMention(article="x:a", start=text.index(n), end=text.index(n) + len(n), text=n, kind="name")
        for n in (name, *aliases)
        if n in text
    )
    return Entity(id=f"x:{name}", cls=cls, name=name, aliases=aliases, mentions=mentions, same_as=same_as)


def _link(
    text: str, name: str, cls: str, *aliases: str, countries: tuple[str, ...] = (), persons: tuple[str, ...] = ()
) -> str:
    """Return the item that the default links a name to, empty for none."""
    clusters = [Cluster(id=f"x:{q}", cls="Country", name=q, same_as=(_WIKIDATA + q,)) for q in countries]
    clusters += [Cluster(id=f"x:{p}", cls="Person", name=p) for p in persons]
    (found,) = linked((_entity(text, name, cls, *aliases),), clusters, text, Config())
    return found.same_as[0].removeprefix(_WIKIDATA) if found.same_as else ""


@pytest.mark.parametrize(
    ("text", "name", "cls", "countries", "item"),
    [
        ("London is quiet.", "London", "GeopoliticalEntity", (), "Q84"),
        ("London is quiet.", "London", "GeopoliticalEntity", (_BRITAIN,), "Q84"),
        ("Deutsche Bahn stopped its trains.", "Deutsche Bahn", "Company", (_GERMANY,), "Q9322"),
        ("Deutsche Bahn stopped its trains.", "Deutsche Bahn", "Organization", (), "Q9322"),
        ("Siemens sold a unit.", "Siemens", "Company", (_FRANCE,), "Q81230"),
        ("Barack Obama spoke.", "Barack Obama", "Person", (_AMERICA,), "Q76"),
        ("U.S. President Barack Obama spoke.", "U.S. President Barack Obama", "Person", (_AMERICA,), "Q76"),
        ("The US Navy sailed.", "US Navy", "ArmedGroup", (), "Q11220"),
        ("A town in Oregon burned.", "Oregon", "GeopoliticalEntity", (_AMERICA,), "Q824"),
        ("Apple, the technology company of Cupertino, sued.", "Apple", "Company", (_AMERICA,), "Q312"),
    ],
)
def test_linked(text: str, name: str, cls: str, countries: tuple[str, ...], item: str) -> None:
    assert _link(text, name, cls, countries=countries) == item


@pytest.mark.parametrize(
    ("text", "name", "cls", "countries"),
    [
        ("A fire in Paris, Texas, was put out.", "Paris", "GeopoliticalEntity", (_AMERICA,)),
        ("A plane left London, Ontario, late.", "London", "GeopoliticalEntity", ()),
        ("A train left Birmingham, Alabama.", "Birmingham", "GeopoliticalEntity", (_AMERICA,)),
        ("A pub in Boston, Lincolnshire, closed.", "Boston", "GeopoliticalEntity", (_BRITAIN,)),
        ("Washington was cold.", "Washington", "GeopoliticalEntity", (_AMERICA,)),
        ("Washington, near Seattle and the president, was cold.", "Washington", "GeopoliticalEntity", (_AMERICA,)),
        ("New York was cold.", "New York", "GeopoliticalEntity", (_AMERICA,)),
        ("Georgia was cold.", "Georgia", "GeopoliticalEntity", (_AMERICA,)),
        ("Lincoln lies in England.", "Lincoln", "GeopoliticalEntity", (_BRITAIN,)),
        ("Springfield is a village.", "Springfield", "GeopoliticalEntity", ()),
        ("Target hired students.", "Target", "Company", ()),
        ("Apple growers hope for rain.", "Apple", "Company", ()),
        ("Apple trees bloom.", "Apple", "Organization", (_FRANCE,)),
        ("Gap fell.", "Gap", "Company", ()),
        ("Phoenix will be sold.", "Phoenix", "Company", ()),
        ("National Bank lowered its rates.", "National Bank", "Company", ()),
        ("The Labour Party lost.", "Labour Party", "PoliticalParty", (_FRANCE,)),
        ("The Labour Party lost.", "Labour Party", "PoliticalParty", ()),
        ("Ministry of Justice officials spoke.", "Ministry of Justice", "GovernmentBody", ()),
        ("Jordan spoke.", "Jordan", "Person", ()),
        ("Obama spoke.", "Obama", "Person", (_AMERICA,)),
        ("Michelle Obama spoke.", "Michelle Obama", "Person", (_AMERICA,)),
        ("Walmart is a river.", "Walmart", "Person", (_AMERICA,)),
        ("Gazprom opened.", "Gazprom", "GeopoliticalEntity", ()),
        ("Gazprom lost.", "Gazprom", "SportsTeam", ()),
    ],
)
def test_not_linked(text: str, name: str, cls: str, countries: tuple[str, ...]) -> None:
    assert _link(text, name, cls, countries=countries) == ""


def test_a_company_of_a_person_s_name_is_none_where_the_person_is_spoken_of() -> None:
    text = "Siemens opened a plant in Munich."
    assert _link(text, "Siemens", "Company", countries=(_GERMANY,)) == "Q81230"
    assert _link(text, "Siemens", "Company", countries=(_FRANCE,), persons=("Anna Siemens",)) == ""


def test_a_shorter_name_does_not_lead_to_what_the_longer_one_is_not() -> None:
    text = "Deutsche Bahn Workers United met; Deutsche Bahn did not."
    assert _link(text, "Deutsche Bahn Workers United", "Organization", "Deutsche Bahn", countries=(_GERMANY,)) == ""


def test_sure_links_tell_the_country_of_the_rest() -> None:
    text = "A firm of Linz sells to Vienna."
    entities = tuple(_entity(text, n, "GeopoliticalEntity") for n in ("Linz", "Vienna"))
    alone = best_links(entities[:1], (), text)
    both = best_links(entities, (), text)
    assert both["x:Linz"].entry.id == alone["x:Linz"].entry.id
    assert both["x:Linz"].score > alone["x:Linz"].score


def test_what_is_linked_already_stays() -> None:
    text = "London is quiet."
    entity = _entity(text, "London", "GeopoliticalEntity", same_as=("http://example.org/london",))
    assert linked((entity,), (), text, Config()) == (entity,)


def test_precision_can_be_set() -> None:
    text = "FIFA met."
    entity = _entity(text, "FIFA", "Organization")
    score = best_links((entity,), (), text)[entity.id].score
    assert 0.0 < score < 1.0
    assert linked((entity,), (), text, Config(linking=score))[0].same_as == ("http://www.wikidata.org/entity/Q253414",)
    assert linked((entity,), (), text, Config(linking=1.0)) == (entity,)
    with pytest.raises(ConfigError, match="least score of a link"):
        Config(linking=1.5)


def test_a_nominal_has_no_link() -> None:
    mention = EntityMention(article="x:a", start=0, end=6, text="London", kind="nominal")
    entity = Entity(id="x:l", cls="GeopoliticalEntity", name="London", mentions=(mention,))
    assert best_links((entity,), (), "London is quiet.") == {}
