"""An archive of invented news articles of which everything is known: who is meant, what was copied, what happened.

::

    inventory ─▶ World ─▶ Story, Development ─▶ Draft ─▶ Record (the article, and the truth about it)

Names, towns, outlets and sentences come from files in ``data``, in two halves that share none of them: work is done on
the half ``development``, figures are reported on ``measuring``. The same number, seed and half give the same bytes.
"""

from benchmarks.archive.archive import Record, archive
from benchmarks.archive.inventory import HALVES, Half

__all__ = ["HALVES", "Half", "Record", "archive"]
