"""The errors that Triplewire raises.

::

    TriplewireError
    ├── ConfigError               an option, a date or a name that is none
    │   └── OntologyFileError     an ontology or lexicon of the user's own with a fault
    ├── UnknownPluginError        no reader, extractor or loader of that name
    ├── ReadError                 a file that holds no article that can be read
    │   └── NotEnglishError       its text is in another language
    ├── ModelError                a language pipeline that is not installed or broken
    │   └── MissingAnnotationError  a pipeline lacks what an extractor requires
    ├── EvidenceError             a span that does not fit its article's text
    ├── OntologyError             a class, relation or role outside the ontology
    ├── InterchangeError          a JSONL record that does not follow the format
    └── StoreError                a store cannot be opened, read or written
        ├── StoreVersionError     it was written by another version
        └── StoreUnreachableError a server does not answer or refuses the login

Every message names what was met, where, and what to do next.
"""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "EvidenceError",
    "InterchangeError",
    "MissingAnnotationError",
    "ModelError",
    "NotEnglishError",
    "OntologyError",
    "OntologyFileError",
    "ReadError",
    "StoreError",
    "StoreUnreachableError",
    "StoreVersionError",
    "TriplewireError",
    "UnknownPluginError",
]


class TriplewireError(Exception):
    """Base of all errors that Triplewire raises on purpose."""


class ConfigError(TriplewireError):
    """An option, a date or a name that cannot be used."""


class OntologyFileError(ConfigError):
    """A file with an ontology or a lexicon of the user's own that cannot be used.

    Parameters
    ----------
    message : str
        What is wrong and what to do.
    source : str
        The file, as the user named it.
    line : int
        Counted from 1; 0 if the fault is of the whole file.
    """

    def __init__(self, message: str, *, source: str, line: int = 0) -> None:
        self.source, self.line, self.reason = source, line, message
        where = f"{source}, line {line}" if line else source
        super().__init__(f"{where}: {message}")

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_file_error, (self.reason, self.source, self.line)


def _rebuild_file_error(message: str, source: str, line: int) -> OntologyFileError:
    return OntologyFileError(message, source=source, line=line)


class UnknownPluginError(TriplewireError):
    """No reader, extractor or loader has that name; the message lists the known ones."""


class ReadError(TriplewireError):
    """A file from which no article can be read.

    Parameters
    ----------
    message : str
        What was met and what to do.
    source : str
        The file, as the user named it.
    place : str, optional
        Where in it, for example ``"line 3"``.
    """

    def __init__(self, message: str, *, source: str = "", place: str = "") -> None:
        self.source, self.place, self.reason = source, place, message
        where = ", ".join(x for x in (source, place) if x)
        super().__init__(f"{where}: {message}" if where else message)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_read_error, (type(self), self.reason, self.source, self.place)


def _rebuild_read_error(cls: type[ReadError], message: str, source: str, place: str) -> ReadError:
    return cls(message, source=source, place=place)


class NotEnglishError(ReadError):
    """The text is not in English."""


class ModelError(TriplewireError):
    """A language pipeline is not installed, or cannot be used."""


class MissingAnnotationError(ModelError):
    """A language pipeline does not give an annotation that an extractor requires."""


class EvidenceError(TriplewireError):
    """A span does not lie in its article's text, or does not hold the quoted words."""


class OntologyError(TriplewireError):
    """A class, relation, role or event class is not in the ontology."""


class InterchangeError(TriplewireError):
    """A line is not a record of the interchange format."""


class StoreError(TriplewireError):
    """A store cannot be opened, read or written."""


class StoreVersionError(StoreError):
    """A store was written by another version of the format or of the ontology."""


class StoreUnreachableError(StoreError):
    """A server does not answer, or refuses the login."""
