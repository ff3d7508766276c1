"""Countries, capitals and demonyms: what a name of a place can be."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Gazetteer", "event_types", "is_demonym", "place_types"]

_EXTRA_PLACES = """
Russia|Syria|Iran|Vietnam|Laos|Moldova|Bolivia|Venezuela|Tanzania|Britain|Great Britain|England|Scotland|Wales|
Northern Ireland|UK|U.K.|US|U.S.|USA|U.S.A.|United States|America|UAE|North Korea|South Korea|Korea|Ivory Coast|
Burma|Myanmar|Kosovo|Turkey|East Timor|Cape Verde|Swaziland|Zaire|
Palestine|Taiwan|Macedonia|Czech Republic|Czechoslovakia|Yugoslavia|Soviet Union|USSR|
Holland|Vatican|Hong Kong|Macau|Tibet|Crimea|Gaza|New York|Los Angeles|Chicago|Houston|Boston|Sydney|Melbourne|
Mumbai|Shanghai|Istanbul|Karachi|Lagos|Toronto|Vancouver|Montreal|Barcelona|Milan|Munich|Frankfurt|Geneva|Zurich|
Dubai|Tel Aviv|Jerusalem|St. Petersburg|Rio de Janeiro|São Paulo|Johannesburg|Cape Town|Aleppo|Mosul|Kandahar|
Washington|California|Texas|Florida|Ohio|Georgia|Pennsylvania|Michigan|Illinois|Virginia|Arizona|Nevada|Alabama
"""
_DEMONYMS = """
afghan arab argentine argentinian bangladeshi basque belgian brazilian british briton catalan chechen chinese
christian cuban czech dane danish dutch emirati english filipino finn finnish french german greek hindu icelandic
indian iranian iraqi irish islamic islamist israeli italian japanese jew jewish kazakh korean kurd kurdish kuwaiti
kyrgyz lao lebanese malay mexican mongol muslim nazi norse norwegian pakistani palestinian pole polish portuguese
qatari roman romanian russian saudi scot scottish serb serbian shia shiite shi'ite sikh slovak somali soviet
spaniard spanish sunni swede swedish swiss syrian tajik tamil thai tibetan turk turkish ukrainian uzbek vietnamese
welsh yemeni zulu catholic protestant orthodox buddhist republican democrat democratic communist conservative
liberal american african asian european australian canadian croat hutu tutsi bosniak maori rohingya uighur uyghur
"""
_FORMS = Path(__file__).with_name("names") / "countries.txt"


def _peoples() -> frozenset[str]:
    """The last words of adjectives and peoples, from the list of countries and from above."""
    lines = [x.split("|")[1:] for x in _FORMS.read_text(encoding="utf-8").splitlines() if "|" in x and x[0] != "#"]
    last = {form.split()[-1].split("-")[-1].lower() for forms in lines for form in forms}
    return frozenset(last | set(_DEMONYMS.split())) - {"zealand", "islands"}


_PEOPLES = _peoples()
_SUFFIX = re.compile(r"^[A-Z][a-z]+(ian|ians|ese|ish|ean|eans|ican|icans|anian|alian|iot|iots|asian|asians)$")
_WORDS = {
    "LOC": """
    river lake mountain mount mountains sea ocean island islands peninsula valley gulf bay desert strait coast
    basin hills creek falls cape plateau region europe asia africa continent antarctica caribbean balkans arctic
    atlantic pacific mediterranean middle-east east west north south
    """,
    "FAC": """
    bridge airport street road station stadium museum highway route building palace castle church cathedral
    hospital house tower park arena theatre theater avenue boulevard square hotel prison dam port harbour harbor
    base cemetery mosque temple monastery plant mall gallery library hall center centre interstate tunnel canal
    railway abbey fort
    """,
    "GPE": """
    city county province state district township village town municipality republic kingdom governorate
    prefecture oblast voivodeship borough canton emirate states
    """,
}
_EVENTS = """
war battle olympics championship championships cup festival election elections games revolution uprising massacre
siege campaign operation conference summit tournament open league hurricane earthquake attacks crisis referendum
"""
_LAWS = "act treaty constitution amendment bill accord accords agreement convention charter protocol code"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of countries and of cities that are surely geopolitical."""

    countries: frozenset[str]
    gpe: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Gazetteer:
        """Read ``country-codes.csv``."""
        countries, capitals = set(), set()
        with path.open(encoding="utf-8", newline="") as f:
            for row in csv.DictReader(f):
                for key in ("CLDR display name", "UNTERM English Short", "official_name_en", "UNTERM English Formal"):
                    name = re.sub(r"\s*\(.*\)$|^the ", "", row.get(key) or "").strip().rstrip("*")
                    if name:
                        countries |= {name, name.replace("&", "and")}
                if row.get("Capital"):
                    capitals.add(row["Capital"].strip())
        extra = {x.strip() for x in _EXTRA_PLACES.replace("\n", "").split("|")}
        return cls(frozenset(countries), frozenset(countries | capitals | extra))


def is_demonym(text: str) -> bool:
    """Tell whether a name is that of a people, a faith or a political camp ("South Korean")."""
    last = text.split(" ")[-1].split("-")[-1]
    low = last.lower()
    if low in _PEOPLES or (low.endswith("s") and low[:-1] in _PEOPLES):
        return True
    return bool(_SUFFIX.match(last)) and text not in {"Caribbean", "Mediterranean", "Michigan"}


def place_types(text: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the types that a place name can have, given its words."""
    bare = text.removeprefix("the ").removeprefix("The ")
    if bare in gazetteer.gpe:
        return ("GPE",)
    if is_demonym(bare):
        return ("NORP",)
    words = bare.lower().split()
    for kind in ("FAC", "LOC", "GPE"):
        keys = _WORDS[kind].split()
        if words and (
            words[-1] in keys or (kind == "LOC" and words[0] in {"mount", "lake", "river", "gulf", "strait", "sea"})
        ):
            return (kind,)
    return ("GPE", "LOC", "FAC")


def event_types(text: str) -> tuple[str, ...]:
    """Return the types that a name of unknown kind can have, given its last words."""
    words = set(text.lower().split())
    if is_demonym(text):
        return ("NORP", "LANGUAGE")
    if words & set(_EVENTS.split()):
        return ("EVENT",)
    if words & set(_LAWS.split()):
        return ("LAW", "EVENT")
    return ("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "NORP", "FAC")
