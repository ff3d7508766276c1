"""Records of structured sources: which of their fields is which of an article's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from kg.errors import ConfigError, ReadError
from kg.reading._articles import Draft
from kg.reading._dates import parse_published

__all__ = ["FIELDS", "check_fields", "draft_of"]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text",),
    "title": ("title",),
    "url": ("url",),
    "published": ("published", "date"),
    "updated": ("updated", "modified"),
    "publisher": ("publisher",),
    "authors": ("authors", "author"),
    "language": ("language",),
    "id": ("id",),
}
"""An article's fields, each with the names under which it is looked for."""

_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object", str: "a string"}
_SHOWN = 12


def check_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the names that a user gives for fields, under the fields' own names.

    Raises
    ------
    ConfigError
        If there is no such field, or an empty name is given for it.

    Examples
    --------
    >>> check_fields({"text": "body", "date": "meta.day"})
    {'text': 'body', 'published': 'meta.day'}
    """
    checked = {}
    for field, name in fields.items():
        known = next((own for own, names in FIELDS.items() if field in names), None)
        if known is None or not name:
            names = ", ".join(n for group in FIELDS.values() for n in group)
            raise ConfigError(f"{field}={name} names no field of an article; write FIELD=NAME with a FIELD of: {names}")
        checked[known] = name
    return checked


def draft_of(record: object, fields: Mapping[str, str], *, place: str) -> Draft:
    """Return what a record says about an article.

    Parameters
    ----------
    record : object
        Decoded JSON.
    fields : mapping of str to str
        As `check_fields` returns them. Dots lead into nested objects and, with numbers
        counted from 0, into lists.
    place : str
        Where it stands in its source.

    Raises
    ------
    ReadError
        If it is no object, has no text, or a field is of a type that cannot be used.
    """
    if not isinstance(record, dict):
        raise ReadError(f"is {_kind(record)}, not an object with a field text; write an article as one JSON object")
    values = {field: _value(record, fields, field) for field in FIELDS}
    text = values["text"]
    if text is None:
        raise ReadError(_no_text(record, fields))
    return Draft(
        text=_string("text", text),
        title=_named("title", values["title"]),
        url=_named("url", values["url"]),
        publisher=_named("publisher", values["publisher"]),
        published=_published(values["published"]),
        updated=_updated(values["updated"]),
        authors=_authors(values["authors"]),
        language=_named("language", values["language"]),
        declared=_declared(values["id"]),
        place=place,
    )


def _value(record: dict[str, object], fields: Mapping[str, str], field: str) -> object:
    names: Iterable[str] = (fields[field],) if field in fields else FIELDS[field]
    return next((value for name in names if (value := _at(record, name)) is not None), None)


def _at(record: dict[str, object], path: str) -> object:
    if path in record:
        return record[path]
    value: object = record
    for step in path.split("."):
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _no_text(record: dict[str, object], fields: Mapping[str, str]) -> str:
    own = sorted(str(key) for key in record)
    shown = ", ".join(own[:_SHOWN]) + (", …" if len(own) > _SHOWN else "")
    return (
        f"has no field {fields.get('text', 'text')!r} with a text (its fields: {shown or 'none'}); "
        f"name the one that holds it with --field text=NAME"
    )


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "nothing")


def _string(field: str, value: object) -> str:
    if not isinstance(value, str):
        advice = f"correct it or name another with --field {field}=NAME"
        raise ReadError(f"its field {field} is {_kind(value)}, not a string; {advice}")
    return value


def _named(field: str, value: object) -> str:
    """Return a string, or the name of an object as schema.org writes publishers and authors."""
    if isinstance(value, dict) and value.get("name") is not None:
        value = value["name"]
    return _string(field, value).strip() if value is not None else ""


def _authors(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    names = (_named("authors", item) for item in (value if isinstance(value, list) else [value]))
    return tuple(dict.fromkeys(name for name in names if name))


def _declared(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _named("id", value)


def _updated(value: object) -> date | datetime | None:
    """Return when a version appeared; what is no date tells nothing and is no fault of the article."""
    try:
        return parse_published(value)
    except (ValueError, OverflowError):
        return None


def _published(value: object) -> date | datetime | None:
    try:
        return parse_published(value)
    except (ValueError, OverflowError) as exc:
        shown = str(value)[:40]
        raise ReadError(f"its publication date {shown!r} cannot be used: {exc}; correct it or leave it out") from exc
