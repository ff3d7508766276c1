"""Reading: files, folders and standard input to articles.

`read` yields an article or, in its place, an error that names the file, the place in it and
what to do; one bad article does not stop the others. A reader is a class registered in a
module of its own here (`Reader` is the contract), chosen by file name and content.
"""

from __future__ import annotations

from kg.reading._base import Reader, Seen, Setting, Source
from kg.reading._batch import count, read, read_file
from kg.reading._lexicon import credited
from kg.reading._records import check_fields
from kg.reading._walk import File, walk

__all__ = [
    "File", "Reader", "Seen", "Setting", "Source", "check_fields", "count", "credited", "read", "read_file", "walk",
]  # fmt: skip
