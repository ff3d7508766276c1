"""Terms of the ontology in a query, and those that look like it but are none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache

__all__ = ["unknown_terms"]

_DEFINED = re.compile(r"^nkg:([\w-]+)", re.MULTILINE)
#: Strings and comments are passed over; a "#" within an IRI begins no comment.
_TOKEN = re.compile(
    r"""'{3}.*?'{3}|"{3}.*?"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<(?P<iri>[^<>\s]*)>|\#[^\n]*"""
    r"""|(?<![\w-])(?P<prefix>[A-Za-z][\w-]*):(?P<name>[\w-]*)""",
    re.DOTALL,
)


@cache
def _terms() -> tuple[str, ...]:
    from ontology import resource

    return tuple(sorted(set(_DEFINED.findall(resource("news-kg.ttl").read_text("utf-8")))))


def _spaces() -> dict[str, str]:
    """Return the prefixes of the ontology and of the user's own, with their namespaces."""
    from ontology import active, namespace

    extension = active()
    return {**dict(extension.prefixes if extension else ()), "nkg": namespace()}


def _own_terms() -> Iterator[str]:
    """Yield the terms of the user's own with their prefixes."""
    from ontology import active

    extension = active()
    if extension is not None:
        pairs = ((p, space, iri) for _, iri in extension.iris for p, space in extension.prefixes)
        yield from (f"{p}:{iri.removeprefix(space)}" for p, space, iri in pairs if iri.startswith(space))


def unknown_terms(sparql: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the terms of a query that the ontology lacks, each once, with up to three that are spelt like it.

    Examples
    --------
    >>> list(unknown_terms("{ ?x nkg:leeds ?y }"))
    [('nkg:leeds', ('nkg:leads', 'nkg:leaves'))]
    """
    spaces = _spaces()
    seen = {f"nkg:{term}" for term in _terms()} | set(_own_terms())
    folded = {term.partition(":")[2].casefold(): term for term in sorted(seen)}
    for token in _TOKEN.finditer(sparql):
        term = f"{token['prefix']}:{token['name']}" if token["prefix"] in spaces else ""
        for prefix, space in spaces.items():
            if (token["iri"] or "").startswith(space):
                term = f"{prefix}:{token['iri'].removeprefix(space)}"
        name = term.partition(":")[2]
        if not re.fullmatch(r"[\w-]+", name) or term in seen:
            continue
        seen.add(term)
        near = difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.7)
        yield term, tuple(folded[fold] for fold in near)
