"""Lexicons of cue words, read from ``ontology/lexicons``.

A lexicon is a TOML file of ``[[cue]]`` tables: words that share a meaning, with the frames in which they
have it. A frame is ``to`` (an infinitive), ``ing`` (a gerund), ``that`` (a finite clause), ``obj`` (an object,
or the subject of a passive), ``subj`` (the subject), or a preposition (``for``, ``of``: what follows it,
a noun or a gerund).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from ontology import resource

__all__ = ["Cue", "cues", "things", "words"]

_ABSTRACT: Final = frozenset({"Agreement", "Policy", "Concept"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What a word means for what it governs.

    Parameters
    ----------
    value : str
        A modality for factuality, a speech act for reporting; empty if the word changes none.
    negative : bool
        Whether the word turns polarity.
    """

    value: str
    negative: bool = False


@cache
def _tables(name: str) -> Mapping[str, object]:
    return tomllib.loads(resource("lexicons").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def cues(name: str, part: str) -> Mapping[str, Mapping[str, Cue]]:
    """Return the cues of a lexicon by lemma and frame.

    Parameters
    ----------
    name : str
        File name without ending.
    part : str
        ``"verbs"``, ``"nouns"``, ``"adjectives"`` …: the key under which the words stand.

    Raises
    ------
    ValueError
        If a word has two meanings in one frame.
    """
    found: dict[str, dict[str, Cue]] = {}
    entries = _tables(name)["cue"]
    assert isinstance(entries, list)
    for entry in entries:
        cue = Cue(value=entry.get("value", ""), negative=entry.get("negative", False))
        for word in entry.get(part, "").split(","):
            lemma = " ".join(word.split())
            if not lemma:
                continue
            frames = found.setdefault(lemma, {})
            for frame in entry["frames"].split():
                if frame in frames:
                    raise ValueError(f"{name}.toml: {part} {lemma!r} has two meanings with {frame!r}")
                frames[frame] = cue
    return MappingProxyType({lemma: MappingProxyType(frames) for lemma, frames in found.items()})


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return a plain list of words of a lexicon, a comma between them."""
    text = _tables(name)[key]
    assert isinstance(text, str)
    return frozenset(" ".join(w.split()) for w in text.split(",") if w.strip())


@cache
def things() -> frozenset[str]:
    """Return the nouns that name people, bodies, places and made things, which are there whatever is done with them."""
    heads = _tables("entity_heads")["heads"]
    assert isinstance(heads, dict)
    named = {w for cls, text in heads.items() if cls not in _ABSTRACT for w in text.split()}
    return frozenset(named) - frozenset(cues("factuality", "nouns"))
