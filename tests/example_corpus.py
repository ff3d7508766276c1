"""Two short invented reports, encoded by hand: every status, chains of sources, a denial, events with roles.

They answer the example queries, and each record points at its words, so what is stored can be
checked against the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg.articles import Article, Span
from kg.identity import data_iri, entity_local_name, hashed
from kg.interchange import verify
from kg.statements import (
    ArticleRecord,
    Attribution,
    Dropped,
    Entity,
    EntityMention,
    Event,
    Extraction,
    Statement,
    Trigger,
)
from ontology import FACT_MODALITIES

__all__ = ["FIRST", "SECOND", "Draft", "first_report", "reports", "second_report"]

FIRST = """\
North Korea will cut the border telephone line, the Korean Central News Agency (KCNA) said on Tuesday. \
Kim Yo Jong, a sister of North Korean leader Kim Jong Un, threatened on Thursday to close the Morning Park in \
Kaesong, a North Korean city, if South Korea lets the leaflets fly. \
She now oversees South Korea policy, KCNA said, quoting a party spokesman. \
South Korea sent drones over the frontier, KCNA said, but South Korea denied that it had sent drones. \
Han Ji Won, the unification minister of South Korea, plans to restrict the leaflets. \
Kim Jong Un may meet Moon Jae In, who leads South Korea. \
Students marched against activists in Pyongyang on Monday, KCNA said.
"""
SECOND = """\
North Korea has cut the border telephone line, Yonhap reported. \
Two students marched against activists last week, Yonhap said. \
Kim Jong Un did not attend.
"""


@dataclass
class Draft:
    """Collects records about a text and finds the place of each in it."""

    text: str
    published: date
    publisher: str = "Harbour Wire"
    entities: dict[str, Entity] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.local = Article.identify(text=self.text)
        self.id = data_iri(self.local)
        self.sentences = [(m.start(), m.end()) for m in re.finditer(r"[^.\n]+\.", self.text)]
        self.sentences = [(s + len(self.text[s:e]) - len(self.text[s:e].lstrip()), e) for s, e in self.sentences]

    def span(self, words: str, sentence: int = 0) -> Span:
        """Find words in a sentence."""
        start = self.text.index(words, self.sentences[sentence][0])
        return Span(start=start, end=start + len(words))

    def entity(self, key: str, cls: str, name: str, *words: str, same_as: str = "", scoped: bool = False) -> None:
        """Add an entity; it is mentioned wherever one of the words stands."""
        iri = data_iri(entity_local_name(cls, name, article=self.local if scoped else ""))
        mentions = [
            EntityMention(article=self.id, start=m.start(), end=m.end(), text=m.group(), kind="name")
            for w in words
            for m in re.finditer(rf"\b{re.escape(w)}\b", self.text)
        ]
        self.entities[key] = Entity(
            id=iri, cls=cls, name=name, aliases=tuple(sorted(set(words) - {name})),
            same_as=(f"http://www.wikidata.org/entity/{same_as}",) if same_as else (),
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        )  # fmt: skip

    def _id(self, key: str) -> str:
        return self.entities[key].id if key in self.entities else self.events[key].id

    def event(
        self, key: str, cls: str, status: str, trigger: str, sentence: int, day: date | None = None, **roles: str
    ) -> None:
        """Add an event; fillers of a role are keys joined by commas."""
        place = self.span(trigger, sentence)
        filled = {r: tuple(sorted(self._id(k) for k in v.split(","))) for r, v in roles.items()}
        self.events[key] = Event(
            id=data_iri(hashed("ev", self.id, place.start, cls)), article=self.id, cls=cls, status=status,
            trigger=Trigger(start=place.start, end=place.end, text=trigger), time=day.isoformat() if day else "",
            start=day, end=day, roles=filled,
        )  # fmt: skip

    def say(
        self, sentence: int, subject: str, predicate: str, object_: str, words: str, modality: Any = "asserted",
        *sources: tuple[str, str, str], event: str = "", polarity: Any = "positive", confidence: float = 0.9,
        as_of: date | None = None,
    ) -> None:  # fmt: skip
        """Add a statement; each source is its key, its cue and its speech act."""
        start, end = self.sentences[sentence]
        place = self.span(words, sentence)
        chain = tuple(
            Attribution(source=self._id(k), cue=cue, order=i, speech_act=act, cue_span=self.span(cue, sentence))
            for i, (k, cue, act) in enumerate(sources, 1)
        )
        said = (self.id, start, end, self._id(subject), predicate, self._id(object_), modality, polarity)
        self.statements.append(
            Statement(
                id=data_iri(hashed("st", *said)), article=self.id, sentence=sentence, subject=said[3],
                predicate=predicate, predicate_text=words, object=said[5], event=self._id(event) if event else "",
                modality=modality, polarity=polarity, attribution=chain, as_of=as_of, confidence=confidence,
                licensed=modality in FACT_MODALITIES and polarity == "positive" and confidence >= 0.5,
                extractor="hand", start=start, end=end, quote=self.text[start:end],
                spans={"subject": place, "predicate": place, "object": place},
            )
        )  # fmt: skip

    def done(self, *dropped: Dropped) -> Extraction:
        """Return what was collected, checked against the text."""
        article = Article(id=self.local, text=self.text, publisher=self.publisher, published=self.published)
        extraction = Extraction(
            article=ArticleRecord.of(article), entities=tuple(self.entities.values()),
            events=tuple(self.events.values()), statements=tuple(self.statements), dropped=dropped,
        )  # fmt: skip
        verify(extraction, self.text)
        return extraction


def _shared(draft: Draft) -> Draft:
    draft.entity("north", "Country", "North Korea", "North Korea", "North Korean", same_as="Q423")
    draft.entity("line", "Artifact", "border telephone line", "border telephone line")
    draft.entity("students", "Group", "students", "Students", "students")
    draft.entity("activists", "Group", "activists", "activists")
    draft.entity("un", "Person", "Kim Jong Un", "Kim Jong Un")
    return draft


def first_report(published: date = date(2020, 6, 9)) -> Extraction:
    """Return the report of the announcement, the threat, the denial and the march."""
    d = _shared(Draft(text=FIRST, published=published))
    d.entity("south", "Country", "South Korea", "South Korea", same_as="Q884")
    d.entity("kcna", "MediaOrganization", "Korean Central News Agency", "Korean Central News Agency", "KCNA")
    d.entity("yo", "Person", "Kim Yo Jong", "Kim Yo Jong")
    d.entity("moon", "Person", "Moon Jae In", "Moon Jae In")
    d.entity("han", "Person", "Han Ji Won", "Han Ji Won")
    d.entity("minister", "Position", "unification minister of South Korea", "unification minister of South Korea")
    d.entity("spokesman", "Person", "party spokesman", "party spokesman", scoped=True)
    d.entity("policy", "Policy", "South Korea policy", "South Korea policy")
    d.entity("leaflets", "Artifact", "leaflets", "leaflets")
    d.entity("drones", "Artifact", "drones", "drones")
    d.entity("park", "Facility", "Morning Park", "Morning Park")
    d.entity("kaesong", "GeopoliticalEntity", "Kaesong", "Kaesong")
    d.entity("pyongyang", "GeopoliticalEntity", "Pyongyang", "Pyongyang", same_as="Q18808")
    d.event("cut", "Sanction", "announced", "cut", 0, actor="north", theme="line", recipient="south")
    d.event("fly", "Move", "hypothetical", "fly", 1, actor="south", theme="leaflets")
    d.event("close", "Terminate", "threatened", "close", 1, actor="north", theme="park", condition="fly")
    d.event(
        "threat",
        "Threaten",
        "actual",
        "threatened",
        1,
        date(2020, 6, 4),
        actor="yo",
        recipient="south",
        content="close",
    )
    d.event(
        "march",
        "Protest",
        "actual",
        "marched",
        6,
        date(2020, 6, 8),
        actor="students",
        recipient="activists",
        place="pyongyang",
    )
    d.event("summit", "Consult", "possible", "meet", 5, actor="un,moon", recipient="south")
    kcna = ("kcna", "said", "report")
    d.say(0, "north", "severs", "line", "will cut", "announced", kcna, event="cut")
    d.say(1, "yo", "siblingOf", "un", "sister of")
    d.say(1, "un", "leads", "north", "leader", as_of=date(2020, 6, 9))
    d.say(1, "yo", "threatens", "south", "threatened", event="threat")
    d.say(
        1, "north", "terminates", "park", "to close", "threatened", ("yo", "threatened", "threatenAct"), event="close"
    )
    d.say(1, "park", "locatedIn", "kaesong", "in")
    d.say(1, "kaesong", "locatedIn", "north", "North Korean city")
    d.say(1, "south", "sends", "leaflets", "lets", "hypothetical", event="fly")
    d.say(2, "yo", "supervises", "policy", "now oversees", "asserted", kcna, ("spokesman", "quoting", "say"))
    d.say(2, "policy", "concerns", "south", "South Korea policy")
    d.say(3, "south", "sends", "drones", "sent", "asserted", kcna)
    d.say(
        3,
        "south",
        "sends",
        "drones",
        "denied that it had sent",
        "asserted",
        ("south", "denied", "deny"),
        polarity="negative",
    )
    d.say(4, "han", "holdsPosition", "minister", "the unification minister", as_of=date(2020, 6, 9))
    d.say(4, "minister", "positionIn", "south", "unification minister of")
    d.say(4, "han", "restricts", "leaflets", "plans to restrict", "planned")
    d.say(5, "un", "meetsWith", "moon", "may meet", "possible", event="summit")
    d.say(5, "moon", "leads", "south", "leads", as_of=date(2020, 6, 9))
    d.say(6, "students", "protestsAgainst", "activists", "marched against", "asserted", kcna, event="march")
    d.say(6, "activists", "related", "leaflets", "against", confidence=0.2)
    return d.done(Dropped(article=d.id, stage="alignment", reason="no relation", text="fly", start=0, end=5))


def second_report(published: date = date(2020, 6, 16)) -> Extraction:
    """Return the report that the line is cut, and of the march from another source."""
    d = _shared(Draft(text=SECOND, published=published))
    d.entity("yonhap", "MediaOrganization", "Yonhap", "Yonhap")
    yonhap = ("yonhap", "reported", "report")
    d.event("cut", "Sanction", "actual", "cut", 0, actor="north", theme="line")
    d.say(0, "north", "severs", "line", "has cut", "asserted", yonhap, event="cut")
    d.say(1, "students", "protestsAgainst", "activists", "marched against", "asserted", ("yonhap", "said", "report"))
    d.say(2, "un", "related", "activists", "did not attend", polarity="negative")
    return d.done()


def reports() -> tuple[Extraction, Extraction]:
    """Return both reports."""
    return first_report(), second_report()
