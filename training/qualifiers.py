"""Relations and events of a news passage: who stands in what to whom, how surely, by whose word."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["MODALITIES", "NUMBERS", "STATE", "read_event", "read_relation"]

MODALITIES = frozenset(
    {"asserted", "announced", "planned", "attempted", "threatened", "demanded", "possible", "predicted", "hypothetical"}
)
#: Qualifiers of events that are values, not ids.
NUMBERS = frozenset({"deaths", "injured", "count", "amount", "score", "unit"})
#: Qualifiers of states that are over or that began or end at a time.
STATE = frozenset({"ended", "since", "until"})


def _qualifiers(words: list[str], where: str, faults: list[str]) -> dict[str, Any]:
    out: dict[str, Any] = {"modality": "asserted", "polarity": "positive", "source": []}
    for w in words:
        if w in MODALITIES:
            out["modality"] = w
        elif w == "neg":
            out["polarity"] = "negative"
        elif w.startswith("src="):
            chain = [link.split("+") for link in w[4:].split(",")]
            out["source"] = [who for link in chain for who in link]
            if len(chain) < len(out["source"]):
                out["source_orders"] = [order for order, link in enumerate(chain, 1) for _ in link]
        elif w == "ended":
            out["ended"] = True
        elif re.fullmatch(r"@\d+", w):
            out["sentence"] = int(w[1:])
        elif "=" in w:
            key, _, value = w.partition("=")
            out[key] = value
        else:
            faults.append(f"not understood: {w} in {where}")
    if "sentence" not in out:
        faults.append(f"no @sentence: {where}")
        out["sentence"] = 0
    return out


def read_relation(line: str, faults: list[str]) -> dict[str, Any] | None:
    """Read ``subject relation object @sentence [modality] [neg] [src=id,id] [ended] [since=…] [until=…]``.

    Parameters
    ----------
    line : str
        Without its ``R:`` or ``N:``.
    faults : list of str
        What does not fit is added here.

    Returns
    -------
    dict, optional
        Sources are listed along the chain; where some speak jointly ("A and B said"), ``source_orders`` holds the
        place of each in the chain, from 1.

    Examples
    --------
    >>> read_relation("amb represents ge @0 announced neg", [])["polarity"]
    'negative'
    >>> read_relation("amb represents ge @0 src=afp,a+b", [])["source_orders"]
    [1, 2, 2]
    """
    w = line.split()
    if len(w) < 4:
        faults.append(f"a relation needs subject relation object @sentence: {line[:100]}")
        return None
    q = _qualifiers(w[3:], line[:100], faults)
    known = {"modality", "polarity", "source", "source_orders", "sentence", *STATE}
    faults += [f"not of a relation: {key}= in {line[:100]}" for key in q.keys() - known]
    return {"subject": w[0], "predicate": w[1], "object": w[2], **q}


def read_event(line: str, text: str, sentences: list[tuple[int, int]], faults: list[str]) -> dict[str, Any] | None:
    """Read ``id Class "trigger" @sentence [modality] [neg] [src=…] role=id,id …``.

    Parameters
    ----------
    line : str
        Without its ``V:``.
    text : str
        The passage.
    sentences : list of (start, end)
    faults : list of str
        What does not fit is added here.
    """
    m = re.match(r'(\S+)\s+(\w+)\s+"([^"]+)"\s*(.*)', line)
    if not m:
        faults.append(f'an event needs id Class "trigger" @sentence: {line[:100]}')
        return None
    q = _qualifiers(m[4].split(), line[:100], faults)
    event = {"id": m[1], "class": m[2], "trigger": m[3]}
    event |= {k: q.pop(k) for k in ("sentence", "modality", "polarity", "source")}
    event |= {"time": q.pop("time", None)}
    if orders := q.pop("source_orders", None):
        event["source_orders"] = orders
    if q.pop("ended", False):
        faults.append(f"only relations end: {line[:100]}")
    event |= {k: q.pop(k).replace("_", " ") for k in sorted(NUMBERS & q.keys())}
    event["roles"] = {k: v.split(",") for k, v in q.items()}
    known = event["sentence"] < len(sentences)
    start, end = sentences[event["sentence"]] if known else (0, 0)
    at = text.find(m[3], start, end)
    if at < 0:
        faults.append(f"trigger {m[3]!r} is not in sentence {event['sentence']}")
    event["start"], event["end"] = at, at + len(m[3])
    return event
