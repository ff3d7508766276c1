"""What one article's sentences say, before anything is resolved, linked or aligned.

Everything here points at tokens of one spaCy ``Doc``: a mention, an argument and a predicate
are named by the index of their head token, so the parts of the pipeline that read an article
agree on what they speak of without sharing more than the parse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from kg.articles import Article
from ontology import Modality, Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.semantics.scores import FactScores

__all__ = [
    "Argument",
    "Cluster",
    "Factuality",
    "Mention",
    "MentionKind",
    "Predication",
    "PredicationKind",
    "Reading",
    "Report",
    "TimeExpression",
]

MentionKind = Literal["name", "nominal", "pronoun"]
PredicationKind = Literal[
    "verb",  # a finite or non-finite verb with its arguments
    "nominal",  # a noun that names an act or state: "the threat of X", "a ban on Y"
    "adjectival",  # an adjective with arguments: "critical of", "responsible for"
    "copula",  # X is (a) Y
    "apposition",  # X, a Y  /  Y X
    "title",  # Finance Minister Olaf Scholz
    "kinship",  # X's sister
    "possessive",  # X's Y
    "of",  # the Y of/in/for/toward X: lemma is the head noun, the preposition the marker
    "prenominal",  # South Korean government, border city, party spokesman
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A noun phrase, name or pronoun that refers to something.

    Parameters
    ----------
    head : int
        Index of its head token; the key by which everything else refers to it.
    start, end : int
        Code points of the minimal phrase: a whole name; or for a nominal the head with its
        premodifiers, without determiner, quantifier and what follows the head.
    full_start, full_end : int
        Code points with the prepositional phrases that belong to it ("policies toward the
        South"), without determiner, relative clauses and appositions.
    kind : {"name", "nominal", "pronoun"}
    label : str
        OntoNotes label of a name (``"PERSON"``); empty otherwise.
    fine : str
        Class of the ontology that the language model proposes, empty if none.
    sentence : int
        0-based.
    """

    head: int
    start: int
    end: int
    full_start: int
    full_end: int
    kind: MentionKind
    label: str = ""
    fine: str = ""
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument of a predication.

    Parameters
    ----------
    role : str
        ``"subject"`` (of the active form: the doer), ``"object"`` (of the active form: the
        done-to), ``"indirect"``, ``"oblique"``, ``"complement"`` (a clause; ``head`` is then
        the head of another predication), ``"attribute"`` (what a copula, apposition or title
        says of the subject), ``"modifier"``.
    head : int
        Token index.
    marker : str
        Preposition, subordinator or case, lower case, multiword joined by spaces
        (``"in protest at"``); empty if none.
    implied : bool
        Whether the argument stands elsewhere in the sentence and is understood here (control,
        raising, relative pronoun, shared subject).
    """

    role: str
    head: int
    marker: str = ""
    implied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Predication:
    """A predicate with its arguments, as one sentence says it.

    Parameters
    ----------
    kind : str
        See ``PredicationKind``.
    head : int
        Token index of the predicate's head.
    lemma : str
        Lemma with particle ("cut off"), or the noun or adjective.
    tokens : tuple of int
        The predicate as written: auxiliaries, negation, adverbs between, particle.
    arguments : tuple of Argument
        In text order. Conjoined arguments are listed separately with the same role.
    passive : bool
        Whether the form is passive; roles are those of the active form all the same.
    sentence : int
    extractor : str
        Name of the extractor that made it.
    confidence : float
        0–1: how sure the extractor is that the text says it.
    """

    kind: PredicationKind
    head: int
    lemma: str
    tokens: tuple[int, ...]
    arguments: tuple[Argument, ...]
    passive: bool = False
    sentence: int
    extractor: str
    confidence: float = 0.8

    def heads(self, *roles: str) -> tuple[int, ...]:
        """Return the head tokens of the arguments that have one of these roles."""
        return tuple(a.head for a in self.arguments if a.role in roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuality:
    """Whether what a predicate says has happened, as the text presents it.

    Parameters
    ----------
    modality : str
        One of ``ontology.MODALITIES``.
    polarity : {"positive", "negative"}
    cue : tuple of int
        Tokens that decide it ("threatened", "may", "not"); empty for plain assertions.
    """

    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    cue: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A passage that the article gives as somebody's words.

    Parameters
    ----------
    source : int
        Head token of the source's mention (a pronoun if it is one); -1 if the source is not
        named ("it was reported").
    cue : tuple of int
        The reporting words ("according to", "said", "statement").
    speech_act : str
        ``"say"``, ``"deny"``, ``"threaten"``, ``"announce"``, ``"demand"``, ``"claim"``,
        ``"accuse"``, ``"predict"``, ``"ask"`` ...
    content : frozenset of int
        All tokens inside the reported passage. What stands outside is the article's own.
    direct : bool
        Whether the passage stands in quotation marks.
    said_on : int
        Head token of the time expression that says when it was said; -1 if none.
    order : int
        Place in a chain among reports of the same content: 1 is whom the article quotes, 2 whom
        that one quotes. A report whose content lies inside another's is quoted by it in any case;
        reports of equal content and order are of joint sources ("A and B said").
    """

    source: int
    cue: tuple[int, ...]
    speech_act: str = "say"
    content: frozenset[int] = field(repr=False)
    direct: bool = False
    said_on: int = -1
    order: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression with its TIMEX3 value.

    Parameters
    ----------
    head : int
        Head token.
    start, end : int
        Code points.
    value : str
        TIMEX3 value against the publication date ("2020-W23", "2018-04", "PAST_REF");
        empty if it stays unresolved.
    first, last : datetime.date, optional
        First and last possible day.
    kind : {"date", "time", "duration", "set"}
    """

    head: int
    start: int
    end: int
    value: str = ""
    first: date | None = None
    last: date | None = None
    kind: Literal["date", "time", "duration", "set"] = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """All mentions of one entity in one article.

    Parameters
    ----------
    id : str
        IRI, the same in every run.
    cls : str
        Class of the ontology.
    name : str
        Best name.
    aliases : tuple of str
        Other strings by which the article names it, sorted; no pronouns.
    heads : tuple of int
        Head tokens of its mentions, sorted.
    same_as : tuple of str
        IRIs such as Wikidata's.
    """

    id: str
    cls: str
    name: str
    aliases: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read from one article before alignment.

    ``mentions`` is keyed by head token, ``factuality`` by the head token of a predication.
    ``times`` is keyed by head token. ``clusters`` is empty before resolution. ``scores`` are the
    network's, if it reads facts.
    """

    article: Article
    doc: Doc = field(repr=False, compare=False)
    mentions: Mapping[int, Mention]
    predications: tuple[Predication, ...] = ()
    factuality: Mapping[int, Factuality] = field(default_factory=dict)
    reports: tuple[Report, ...] = ()
    times: Mapping[int, TimeExpression] = field(default_factory=dict)
    clusters: tuple[Cluster, ...] = ()
    scores: FactScores | None = field(default=None, repr=False, compare=False)
