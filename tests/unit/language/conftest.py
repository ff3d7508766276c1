"""A text for the tests of the language layer."""

from __future__ import annotations

import pytest

ARTICLE = """Ministers meet as strike widens

TBILISI (Reuters) - Georgia's foreign minister, Davit Lomidze, said on Tuesday that Tbilisi would not recall its \
ambassador from Kyiv. "We have no such plan," Lomidze told reporters. The U.S. Senate, he added, had been told.

\u201cIt\u2019s over,\u201d said President Maria Costa, 54, who left office in April 2018 with $50 million in debts.
"""


@pytest.fixture(scope="session")
def article() -> str:
    """A short article with a headline, a dateline and both kinds of quotation marks."""
    return ARTICLE
