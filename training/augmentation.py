"""What news text does that treebanks do not: datelines, headlines, typographic quotes, capitals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.documents import OUT, Sentence, begin, inside, mark
from training.namepools import load_pools

if TYPE_CHECKING:
    import random

__all__ = ["augment_sentence", "byline", "curl", "dateline", "made_line", "score_line"]

_CITIES = """
Beijing|Washington|London|Paris|Moscow|New Delhi|Tokyo|Seoul|Berlin|Kyiv|Nairobi|Cairo|Brussels|Geneva|Jakarta|
Hong Kong|Islamabad|Kabul|Baghdad|Jerusalem|Gaza City|Ankara|Athens|Rome|Madrid|Lisbon|Warsaw|Vienna|Tehran|
Riyadh|Dubai|Lagos|Abuja|Accra|Pretoria|Harare|Buenos Aires|Brasilia|Lima|Bogota|Mexico City|Ottawa|Canberra|
Sydney|Wellington|Manila|Bangkok|Hanoi|Dhaka|Colombo|Kathmandu|Tbilisi|Yerevan|Baku|Sofia|Bucharest|Belgrade|
Zagreb|Oslo|Stockholm|Helsinki
"""
_AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "UPI", "Kyodo", "dpa", "Bloomberg")
_MONTHS = ("January", "Feb", "March", "April", "May", "June", "July", "Aug", "September", "October", "Nov", "December")
_OPEN, _CLOSE = "\u201c", "\u201d"


def _add(s: Sentence, form: str, tags: tuple[str, str], head: int, deprel: str, allowed: int, lemma: str = "") -> None:
    s.words.append(form)
    s.upos.append(tags[0])
    s.xpos.append(tags[1])
    s.feats.append("Number=Sing" if tags[0] == "PROPN" else "NumForm=Digit|NumType=Card" if tags[0] == "NUM" else "")
    s.lemmas.append(lemma or form)
    s.heads.append(head)
    s.deprels.append(deprel)
    s.allowed.append(allowed)
    s.fine.append("-")


def dateline(rng: random.Random) -> Sentence:
    """Return a made-up dateline as a sentence of its own ("BEIJING, March 3 (Xinhua) --")."""
    s = Sentence([], paragraph=True)
    city = rng.choice(_CITIES.replace("\n", "").split("|")).split()
    caps = rng.random() < 0.8
    n = len(city)
    for k, w in enumerate(city):
        last = k == n - 1
        allowed = begin("GPE") if k == 0 else inside("GPE")
        _add(
            s, w.upper() if caps else w, ("PROPN", "NNP"), 0 if last else n, "root" if last else "compound", allowed, w
        )
    s.fine = ["GeopoliticalEntity"] * n
    if rng.random() < 0.3:
        month, day = rng.choice(_MONTHS), str(rng.randint(1, 31))
        _add(s, ",", ("PUNCT", ","), n + 2, "punct", OUT)
        _add(s, month, ("PROPN", "NNP"), n, "nmod:unmarked", begin("DATE"))
        _add(s, day, ("NUM", "CD"), n + 2, "nummod", inside("DATE"))
    if rng.random() < 0.5:
        at = len(s.words)
        _add(s, "(", ("PUNCT", "-LRB-"), at + 2, "punct", OUT)
        _add(s, rng.choice(_AGENCIES), ("PROPN", "NNP"), n, "list", begin("ORG"))
        s.fine[-1] = "MediaOrganization"
        _add(s, ")", ("PUNCT", "-RRB-"), at + 2, "punct", OUT)
    dash = rng.choice(
        ["-", "--", "\u2013", "\u2014", ":"] if len(s.words) > n else ["-", "-", "--", "\u2013", "\u2014"]
    )
    _add(s, dash, ("PUNCT", ":"), n, "punct", OUT)
    return s


def _line(parts: list[tuple[tuple[str, ...], str, str]]) -> Sentence:
    """A line without tree, of names (words, type, class) and of words between them (type empty)."""
    s = Sentence([], paragraph=True)
    for words, label, cls in parts:
        at = len(s.words)
        s.words += words
        s.allowed += [OUT] * len(words)
        s.fine += [cls or "-"] * len(words)
        if label:
            mark(s.allowed, at, at + len(words), label)
    return s


def _person(rng: random.Random) -> tuple[tuple[str, ...], str, str]:
    names = load_pools().persons[rng.choice("mf"), rng.choice((2, 2, 3, 4))]
    return rng.choice(names)[0], "PERSON", "Person"


def byline(rng: random.Random) -> Sentence:
    """Return a made-up byline or credit ("By Ana Duarte and Kim Yo Jong", "Reporting by ...")."""
    parts = [((rng.choice(("By", "By", "by", "BY", "From")),), "", ""), _person(rng)]
    if rng.random() < 0.4:
        parts += [(("and",), "", ""), _person(rng)]
    if rng.random() < 0.4:
        agency = rng.choice([n for n in load_pools().organisations["MediaOrganization", 2] if n[0] != "The"])
        parts += [((",",), "", ""), (agency, "ORG", "MediaOrganization")]
    return _line(parts)


def score_line(rng: random.Random) -> Sentence:
    """Return a made-up result ("Aberdeen 2, Hearts 1")."""
    teams = load_pools().organisations
    one, two = (rng.choice(teams["SportsTeam", rng.choice((1, 1, 2))]) for _ in range(2))
    number = begin("CARDINAL")
    parts = [(one, "ORG", "SportsTeam"), ((str(rng.randrange(6)),), "", "")]
    if rng.random() < 0.6:
        parts.append(((",",), "", ""))
    parts += [(two, "ORG", "SportsTeam"), ((str(rng.randrange(6)),), "", "")]
    s = _line(parts)
    s.allowed = [number if w.isdigit() and a == OUT else a for w, a in zip(s.words, s.allowed, strict=True)]
    return s


def made_line(rng: random.Random) -> Sentence:
    """Return a dateline or, less often, a byline or a result."""
    x = rng.random()
    return dateline(rng) if x < 0.6 else byline(rng) if x < 0.8 else score_line(rng)


def curl(words: list[str]) -> list[str]:
    """Return the words with typographic quotes and apostrophes for straight ones."""
    out, is_open = [], False
    for w in words:
        if w in {'"', "''", "``"}:
            is_open = not is_open
            out.append(_OPEN if is_open else _CLOSE)
        elif "'" in w:
            out.append(w.replace("'", "\u2019"))
        else:
            out.append(w)
    return out


def straighten(words: list[str]) -> list[str]:
    """Return the words with straight quotes and apostrophes for typographic ones."""
    return [w.replace(_OPEN, '"').replace(_CLOSE, '"').replace("\u2019", "'").replace("\u2018", "'") for w in words]


def _cut_last(s: Sentence) -> Sentence:
    """The sentence without its last word, which must govern nothing."""
    n = len(s.words) - 1
    layers = ("words", "upos", "xpos", "feats", "lemmas", "heads", "deprels", "allowed", "fine", "chains")
    return replace(s, **{k: getattr(s, k)[:n] for k in layers})


def augment_sentence(s: Sentence, rng: random.Random) -> Sentence:
    """Return the sentence or, now and then, an upper-case, lower-case or unpunctuated copy."""
    x = rng.random()
    if x < 0.03:
        return replace(s, words=[w.upper() for w in s.words], ner_weight=s.ner_weight * 0.5)
    if x < 0.04:
        return replace(s, words=[w.lower() for w in s.words], ner_weight=s.ner_weight * 0.3)
    if x < 0.06 and len(s.words) < 20:
        return replace(s, words=[w[:1].upper() + w[1:] for w in s.words], ner_weight=s.ner_weight * 0.5)
    n = len(s.words)
    if x < 0.09 and s.paragraph and n > 4 and s.words[-1] == "." and n not in s.heads:
        return _cut_last(s)
    return s
