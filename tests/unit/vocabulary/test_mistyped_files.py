"""However the files are mistyped: they are read, or refused with a line that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from own_vocabulary import COMPANY_NEWS

from kg.errors import OntologyFileError
from kg.vocabulary import load_vocabulary
from ontology import active

SIGNS = "[]{}()\"'.;,:#@<>^=\\ \n\t\x00é“|aA"
FILES = tuple((COMPANY_NEWS / name).read_text("utf-8") for name in ("company.ttl", "company.toml"))


def _without(text: str, at: int, sign: str) -> str:
    return text[:at] + text[at + 1 :]


def _with(text: str, at: int, sign: str) -> str:
    return text[:at] + sign + text[at:]


def _less_a_line(text: str, at: int, sign: str) -> str:
    lines = text.split("\n")
    del lines[at % len(lines)]
    return "\n".join(lines)


def _more_of_a_line(text: str, at: int, sign: str) -> str:
    lines = text.split("\n")
    lines.insert((at // 7) % len(lines), lines[at % len(lines)])
    return "\n".join(lines)


def _cut(text: str, at: int, sign: str) -> str:
    return text[:at] + sign


CHANGES = st.lists(
    st.tuples(
        st.sampled_from([_without, _with, _less_a_line, _more_of_a_line, _cut]), st.floats(0, 1), st.sampled_from(SIGNS)
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 1), changes=CHANGES)
def test_a_mistyped_file_is_read_or_refused_with_its_line(
    which: int, changes: list[tuple[object, float, str]], tmp_path: Path
) -> None:
    texts = list(FILES)
    for change, share, sign in changes:
        texts[which] = change(texts[which], int(share * len(texts[which])), sign)  # type: ignore[operator]
    paths = tmp_path / "own.ttl", tmp_path / "own.toml"
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    try:
        load_vocabulary(*paths)
    except OntologyFileError as exc:
        named = dict(zip(map(str, paths), texts, strict=True))[exc.source]
        assert 0 <= exc.line <= named.count("\n") + 2
        assert exc.line or "declares no" in exc.reason or "has no entries" in exc.reason or "no IRI" in exc.reason
    assert active() is None


def test_nothing_is_told_of_the_example(caplog: pytest.LogCaptureFixture) -> None:
    load_vocabulary(COMPANY_NEWS / "company.ttl", COMPANY_NEWS / "company.toml")
    assert not caplog.records
