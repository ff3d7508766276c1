"""Addresses of servers, which errors and reports show: none may hold a password."""

from __future__ import annotations

import re

from kg.errors import StoreUnreachableError

__all__ = ["refuse_login"]

#: No address has this sign but after a login, whatever characters the password holds.
_LOGIN = re.compile(r"(^[\w+.-]*://|^).*@", re.DOTALL)


def refuse_login(uri: str) -> None:
    """Refuse an address that holds a login: it would be seen by whoever sees the address.

    Raises
    ------
    StoreUnreachableError
        Without the login.

    Examples
    --------
    >>> refuse_login("neo4j://localhost:7687")
    """
    if _LOGIN.search(uri):
        masked = _LOGIN.sub(r"\1…@", uri)
        raise StoreUnreachableError(
            f"the address {masked} has a login in it, which others can see; leave it out, "
            f"name the user apart (--user, NEO4J_USER) and give the password in NEO4J_PASSWORD"
        )
