"""Reading one file, given as its bytes or text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kg.articles import Article
from kg.config import Config
from kg.errors import ReadError
from kg.reading import read

Results = list[Article | ReadError]


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[..., Results]:
    """Write a file and return all that reading it yields."""

    def reading(content: bytes | str, *, name: str = "a.txt", day: date | None = None, **fields: str) -> Results:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read([path], config=Config(date=day), fields=fields))

    return reading


@pytest.fixture
def article_of(read_bytes: Callable[..., Results]) -> Callable[..., Article]:
    """Write a file that holds one article and return it."""

    def reading(content: bytes | str, *, name: str = "a.txt", day: date | None = None, **fields: str) -> Article:
        (found,) = read_bytes(content, name=name, day=day, **fields)
        assert isinstance(found, Article), found
        return found

    return reading


@pytest.fixture
def error_of(read_bytes: Callable[..., Results]) -> Callable[..., ReadError]:
    """Write a file that holds no article and return the error."""

    def reading(content: bytes | str, *, name: str = "a.txt", **fields: str) -> ReadError:
        (found,) = read_bytes(content, name=name, **fields)
        assert isinstance(found, ReadError), found
        return found

    return reading
