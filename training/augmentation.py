"""What news text does that treebanks do not: datelines, headlines, typographic quotes, capitals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from training.documents import OUT, Sentence, begin, inside

if TYPE_CHECKING:
    import random

__all__ = ["augment_sentence", "curl", "dateline"]

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
    layers = ("words", "upos", "xpos", "feats", "lemmas", "heads", "deprels", "allowed", "fine")
    return replace(s, **{k: getattr(s, k)[:n] for k in layers})


def augment_sentence(s: Sentence, rng: random.Random) -> Sentence:
    """Return the sentence or, now and then, an upper-case, lower-case or unpunctuated copy."""
    x = rng.random()
    if x < 0.02:
        return replace(s, words=[w.upper() for w in s.words], ner_weight=s.ner_weight * 0.5)
    if x < 0.03:
        return replace(s, words=[w.lower() for w in s.words], ner_weight=s.ner_weight * 0.3)
    if x < 0.045 and len(s.words) < 20:
        return replace(s, words=[w[:1].upper() + w[1:] for w in s.words], ner_weight=s.ner_weight * 0.5)
    n = len(s.words)
    if x < 0.075 and s.paragraph and n > 4 and s.words[-1] == "." and n not in s.heads:
        return _cut_last(s)
    return s
