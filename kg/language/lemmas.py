"""Lemmas as edit scripts: what to cut from the end of a form and what to put there.

A script is ``"cut|suffix"``; ``"*|lemma"`` replaces the whole form.  The form is lower-cased first unless
the script starts with ``"^"`` (names keep their capitals).  One script serves many words:
``"3|y"`` makes *parties* into *party* and *countries* into *country*.
"""

from __future__ import annotations

__all__ = ["apply_script", "edit_script"]


def _shared_prefix(a: str, b: str) -> int:
    n = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        n += 1
    return n


def edit_script(form: str, lemma: str) -> str:
    """Return the script that turns a form into its lemma.

    Parameters
    ----------
    form, lemma : str
        The word as written and its dictionary form.

    Returns
    -------
    str
        ``apply_script(form, edit_script(form, lemma)) == lemma`` for every pair.

    Examples
    --------
    >>> edit_script("Parties", "party")
    '3|y'
    >>> edit_script("Kim", "Kim")
    '^0|'
    >>> edit_script("was", "be")
    '*|be'
    """
    low = form.lower()
    keep = lemma != lemma.lower() and _shared_prefix(form, lemma) > _shared_prefix(low, lemma)
    base = form if keep else low
    n = _shared_prefix(base, lemma)
    if n == 0:
        return f"*|{lemma}"
    return f"{'^' if keep else ''}{len(base) - n}|{lemma[n:]}"


def apply_script(form: str, script: str) -> str:
    """Return the lemma that a script makes of a form.

    Parameters
    ----------
    form : str
        The word as written.
    script : str
        As given by `edit_script`.  A cut longer than the form leaves only the new suffix.

    Examples
    --------
    >>> apply_script("countries", "3|y")
    'country'
    >>> apply_script("Seoul", "^0|")
    'Seoul'
    """
    cut, _, suffix = script.partition("|")
    if cut == "*":
        return suffix
    keep = cut.startswith("^")
    base = form if keep else form.lower()
    n = min(int(cut.lstrip("^") or 0), len(base))
    return (base[: len(base) - n] + suffix) or form
