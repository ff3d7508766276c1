"""Terms of the ontology in a query, and those that look like it but are none."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache

__all__ = ["unknown_terms"]

_PREFIX = "nkg:"
_DEFINED = re.compile(r"^nkg:([\w-]+)", re.MULTILINE)
#: Strings and comments are passed over; a "#" within an IRI begins no comment.
_TOKEN = re.compile(
    r"""'{3}.*?'{3}|"{3}.*?"{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<(?P<iri>[^<>\s]*)>|\#[^\n]*"""
    r"""|(?<![\w-])nkg:(?P<name>[\w-]*)""",
    re.DOTALL,
)


@cache
def _terms() -> tuple[str, ...]:
    from ontology import resource

    return tuple(sorted(set(_DEFINED.findall(resource("news-kg.ttl").read_text("utf-8")))))


def unknown_terms(sparql: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the terms of a query that the ontology lacks, each once, with up to three that are spelt like it.

    Examples
    --------
    >>> list(unknown_terms("{ ?x nkg:leeds ?y }"))
    [('nkg:leeds', ('nkg:leads', 'nkg:leaves'))]
    """
    from ontology import namespace

    seen = set(_terms())
    folded = {term.casefold(): term for term in _terms()}
    for token in _TOKEN.finditer(sparql):
        iri = token["iri"] or ""
        name = iri.removeprefix(namespace()) if iri.startswith(namespace()) else token["name"] or ""
        if not re.fullmatch(r"[\w-]+", name) or name in seen:
            continue
        seen.add(name)
        near = difflib.get_close_matches(name.casefold(), folded, n=3, cutoff=0.7)
        yield _PREFIX + name, tuple(_PREFIX + folded[fold] for fold in near)
