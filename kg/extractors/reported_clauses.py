"""Reports made by a verb or noun that governs what is reported: "said that", "denied meddling", "her threat to".

What a word may govern as somebody's words is data: ``ontology/lexicons/reporting.toml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import auxiliaries, full_lemma, is_passive, noun_agents, subjects
from kg.extractors.cue_lexicons import Cue, cues
from kg.extractors.phrases import conjuncts, marker
from kg.extractors.sources import is_document, is_speaker, outlets, sources
from kg.predications import Report

if TYPE_CHECKING:
    from kg.extractors.trees import Tree
    from kg.predications import Mention

__all__ = [
    "document_reports",
    "governed_by",
    "make_reports",
    "noun_reports",
    "reporting_cue",
    "said_on",
    "spoken",
    "verb_reports",
    "verb_sources",
]

_UNREAL: Final = frozenset({"may", "might", "could", "would", "should", "must", "can", "will", "shall"})
_TIMES: Final = frozenset({"obl:unmarked", "obl:tmod", "obl:npmod", "obl", "advmod"})
_TIME_WORDS: Final = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "week",
        "month",
        "year",
    ]
)
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
#: Frames of nouns that follow a verb: those of a nominal object do not make "announced it" a report.
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "NUM"})


def reporting_cue(tree: Tree, verb: int) -> Mapping[str, Cue]:
    """Return what a verb reports by frame; empty if it is no reporting verb."""
    if tree.pos[verb] == "ADJ":
        return cues("reporting", "adjectives").get(tree.lemma[verb], {})
    if tree.pos[verb] != "VERB":
        return {}
    if tree.tag[verb] == "VBN" and tree.lower[verb] in cues("reporting", "adjectives"):
        return cues("reporting", "adjectives")[tree.lower[verb]]  # "is worried that", which parsers take for a verb
    found = cues("reporting", "verbs")
    return found.get(full_lemma(tree, verb)) or found.get(tree.lemma[verb], {})


def said_on(tree: Tree, tokens: Iterable[int]) -> int:
    """Return the head of the time expression among the dependents of a verb or the words of its clause, -1 if none."""
    for token in tokens:
        if tree.dep[token] in _TIMES and (tree.label(token) == "DATE" or tree.lemma[token] in _TIME_WORDS):
            return token
    return -1


def _frame(tree: Tree, verb: int, child: int) -> str:
    """Return the frame in which a dependent stands to a verb; empty if it is no complement."""
    dep = tree.dep[child]
    if dep == "ccomp":
        bare = tree.tag[child] == "VBG" and not tree.with_dep(child, frozenset({"nsubj", "nsubj:pass", "aux", "mark"}))
        return "ing" if bare else "that"
    if dep == "xcomp":
        if tree.tag[child] == "VBG":
            return "ing"
        return "to" if marker(tree, child).endswith("to") else "obj-to" if tree.pos[child] in {"VERB", "ADJ"} else ""
    if dep == "advcl":
        return marker(tree, child)
    if dep == "obj" or (dep == "nsubj:pass" and tree.pos[child] in _NOMINAL):
        return "obj" if tree.pos[child] in _NOMINAL else ""
    return marker(tree, child) if dep == "obl" else ""


def governed_by(tree: Tree, verb: int) -> Iterator[tuple[int, Cue]]:
    """Yield the dependents of a reporting verb that are its source's words, with the speech act."""
    frames = reporting_cue(tree, verb)
    if not frames:
        return
    has_object = any(tree.dep[c] in {"obj", "iobj"} for c in tree.children[verb])
    clausal = any(tree.dep[c] in {"ccomp", "xcomp"} for c in tree.children[verb])
    for child in tree.children[verb]:
        frame = _frame(tree, verb, child)
        if frame == "obj" and clausal:
            continue  # "urged the premier to resign": the premier is told
        if frame == "obj" and "obj-that" in frames:
            inner = [c for c in tree.children[child] if tree.dep[c] in {"acl", "ccomp"} and marker(tree, c) == "that"]
            yield from ((c, frames["obj-that"]) for c in inner)  # "dismissed claims that …"
            continue
        if frame in {"to", "obj-to"} and "obj-to" in frames and (has_object or frame == "obj-to"):
            frame = "obj-to"
        elif frame == "obj-to":
            continue
        cue = frames.get(frame)
        if cue is not None:
            yield child, cue
        elif not clausal and "that" in frames and tree.dep[child] == "obl" and is_document(tree, child):
            # "said in a statement that …", the clause hung on the statement
            inner = [c for c in tree.with_dep(child, frozenset({"acl", "ccomp"})) if marker(tree, c) == "that"]
            yield from ((c, frames["that"]) for c in inner)


def _subject_tokens(tree: Tree, verb: int) -> list[int]:
    """Return the subjects of a verb; of several that the parse does not join only the nearest."""
    own = [c for c in tree.children[verb] if tree.dep[c] == "nsubj"]
    if len(own) > 1:
        return conjuncts(tree, min(own, key=lambda c: abs(c - verb)))
    return [f.token for f in subjects(tree, verb)]


def verb_sources(tree: Tree, verb: int, mentions: Mapping[int, Mention]) -> list[tuple[int, int]]:
    """Return who says what a verb reports, with the order in the chain; ``[(-1, 1)]`` if nobody is named."""
    if tree.pos[verb] == "VERB" and is_passive(tree, verb):
        agents = tree.with_dep(verb, frozenset({"obl:agent"}))
        return [s for a in agents for s in sources(tree, a, mentions)] or [(-1, 1)]
    up = tree.head[verb]
    if tree.dep[verb] == "advcl" and marker(tree, verb) == "as" and tree.lemma[up] in {"quote", "cite", "describe"}:
        spoken = tree.with_dep(up, frozenset({"nsubj:pass"} if is_passive(tree, up) else {"obj"}))
        return [s for t in spoken for s in sources(tree, t, mentions)] or [(-1, 1)]
    said = _subject_tokens(tree, verb)
    found = list(dict.fromkeys(s for t in said for s in sources(tree, t, mentions)))
    return found or [(-1, 1)]


def _outlets_of(tree: Tree, verb: int, mentions: Mapping[int, Mention]) -> list[int]:
    """Return through whom words came out: "warned in remarks carried by X", "quoted by X as saying"."""
    found = [o for c in tree.children[verb] if is_document(tree, c) for o in outlets(tree, c, mentions)]
    up = tree.head[verb]
    if tree.dep[verb] == "advcl" and marker(tree, verb) == "as" and tree.lemma[up] in {"quote", "cite"}:
        found += [s for s, _ in verb_sources(tree, up, mentions) if s >= 0]
    return found


def _cited(tree: Tree, verb: int, said: list[tuple[int, int]], mentions: Mapping[int, Mention]) -> list[int]:
    """Return whom the source of a verb names in turn: "X, quoting Y, said", "X reported, citing Y"."""
    found = []
    for governor in (verb, *(s for s, _ in said if s >= 0)):
        for child in tree.with_dep(governor, frozenset({"advcl", "acl", "acl:relcl", "parataxis"})):
            if tree.lemma[child] in {"cite", "quote"} and tree.tag[child] in {"VBG", "VBD", "VBZ"}:
                for o in tree.with_dep(child, frozenset({"obj"})):
                    found += [t for t in conjuncts(tree, o) if is_speaker(tree, t, mentions)]
    return found


def _is_real(tree: Tree, verb: int) -> bool:
    """Whether the words were really said: no "may say", "did not say", "if he says"."""
    if any(tree.lemma[a] in _UNREAL or tree.lower[a] in {"'ll", "’ll"} for a in auxiliaries(tree, verb)):
        return False
    if any(tree.lower[c] in _NEGATIONS for c in tree.with_dep(verb, frozenset({"advmod", "cc:preconj"}))):
        return False
    return marker(tree, verb) not in {"if", "unless", "whether"} and not (
        tree.tag[verb] == "VB" and marker(tree, verb).endswith("to")
    )


def make_reports(
    tree: Tree,
    verb: int,
    content: frozenset[int],
    act: str,
    said: list[tuple[int, int]],
    mentions: Mapping[int, Mention],
) -> Iterator[Report]:
    """Yield the reports of one passage: of each source, of those through whom it came, of those they cite."""
    through = _outlets_of(tree, verb, mentions)
    chain = [(o, 1) for o in dict.fromkeys(through)]
    chain += [(s, order + bool(through)) for s, order in said if s not in through]
    last = max(order for _, order in chain)
    chain += [
        (c, last + 1) for c in dict.fromkeys(_cited(tree, verb, said, mentions)) if c not in {s for s, _ in chain}
    ]
    base = Report(
        source=-1,
        cue=_cue_tokens(tree, verb),
        speech_act=act,
        content=content,
        said_on=said_on(tree, tree.children[verb]),
    )
    for source, order in chain:
        if source not in content:
            yield replace(base, source=source, order=order)


def _cue_tokens(tree: Tree, verb: int) -> tuple[int, ...]:
    return tuple(sorted([verb, *tree.with_dep(verb, frozenset({"compound:prt"}))]))


def _own_voice(tree: Tree, clause: int) -> bool:
    """Whether a joined clause reports anew: "…, and miners threatened to strike", "said … and called on donors"."""
    if marker(tree, clause) == "that" or not reporting_cue(tree, clause):
        return False
    own = [c for c in tree.children[clause] if tree.dep[c] in {"nsubj", "nsubj:pass"}]
    if not own:
        return tree.tag[clause] in {"VBD", "VBZ"} and not auxiliaries(tree, clause)
    return tree.pos[own[0]] != "PRON" and tree.tag[clause] in {"VBD", "VBZ", "VBP", "VBN"}


def spoken(tree: Tree, verb: int, complement: int) -> Iterator[int]:
    """Yield the words of a complement that are still the speaker's.

    After a semicolon, and where a joined clause names another speaker, the article speaks again.
    """
    cut = {c for c in tree.with_dep(complement, frozenset({"conj", "parataxis"})) if _own_voice(tree, c)}
    todo, inside = [complement], []
    while todo:
        at = todo.pop()
        inside.append(at)
        todo.extend(c for c in tree.children[at] if c not in cut)
    last = max(inside) + 1
    stop = next((i for i in range(verb if verb < complement else last, last) if tree.lower[i] == ";"), last)
    yield from (i for i in inside if i < stop)


def _conditions(tree: Tree, verb: int, content: int) -> Iterator[int]:
    """Yield the words of a condition that the parse hangs on the reporting verb: "threatened to quit unless …"."""
    for child in tree.with_dep(verb, frozenset({"advcl"})):
        conditional = marker(tree, child).split(" ")[0] in {"if", "unless", "until", "provided", "should"}
        if child > content and (conditional or tree.lower[min(tree.subtree(child))] == "should"):
            yield from tree.subtree(child)


def verb_reports(tree: Tree, verb: int, mentions: Mapping[int, Mention]) -> Iterator[Report]:
    """Yield the reports that a verb or adjective makes of its complements."""
    for child, cue in governed_by(tree, verb):
        if _is_real(tree, verb) or (cue.value == "deny" and tree.pos[verb] == "VERB"):
            content = frozenset([*spoken(tree, verb, child), *_conditions(tree, verb, child)])
            if child not in content:
                continue
            said = verb_sources(tree, verb, mentions)
            yield from make_reports(tree, verb, content, cue.value, said, mentions)


def noun_reports(tree: Tree, noun: int, mentions: Mapping[int, Mention]) -> Iterator[Report]:
    """Yield the reports that a noun makes of what it governs: "Kim's threat to …", "calls from … for …"."""
    frames = cues("reporting", "nouns").get(tree.lemma[noun], {})
    if not frames:
        return
    agents = [f.token for f in noun_agents(tree, noun)]
    agents += [c for c in tree.children[noun] if tree.dep[c] == "nmod" and marker(tree, c) in {"from", "by"}]
    said = list(dict.fromkeys(s for a in agents for s in sources(tree, a, mentions) if s[0] >= 0))
    if not said:
        return
    for child in tree.children[noun]:
        dep, mark = tree.dep[child], marker(tree, child)
        frame = mark if dep == "nmod" else "to" if mark == "to" else "that" if mark == "that" else mark
        if dep in {"acl", "nmod", "ccomp"} and frame in frames:
            content = frozenset(tree.subtree(child))
            for source, order in said:
                if source not in content:
                    act = frames[frame].value
                    yield Report(source=source, cue=(noun,), speech_act=act, content=content, order=order)


def document_reports(tree: Tree, noun: int) -> Iterator[Report]:
    """Yield what a document says: "a declaration in which both agreed to …", "a letter whereby the firm gave up …"."""
    if not is_document(tree, noun):
        return
    for child in tree.children[noun]:
        if tree.dep[child] != "acl:relcl":
            continue
        content = frozenset(tree.subtree(child))
        for token in sorted(content):
            inside = tree.lower[token] == "which" and marker(tree, token) == "in"
            if (inside or tree.lower[token] in {"wherein", "whereby"}) and tree.head[token] == child:
                yield Report(source=noun, cue=(noun,), speech_act="say", content=content - {token}, order=1)
                return
