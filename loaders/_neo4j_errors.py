"""What the driver and the server raise, as errors that say what to do; none shows a password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DatabaseError,
    DriverError,
    IncompleteCommit,
    Neo4jError,
    ServiceUnavailable,
)

from kg.addresses import refuse_login
from kg.errors import StoreError, StoreUnreachableError

__all__ = ["Address", "AgainError", "may_be_too_large"]

_EXPIRED: Final = "Neo.ClientError.Security.CredentialsExpired"
_RATE: Final = "Neo.ClientError.Security.AuthenticationRateLimit"
_NO_DATABASE: Final = "Neo.ClientError.Database.DatabaseNotFound"
#: What a server says of a transaction that was too long or too large for it.
_TOO_LARGE: Final = re.compile(r"\.Transaction\.TransactionTimedOut|OutOfMemoryError$|\.StackOverFlowError$")


class AgainError(DriverError):
    """What another client changed in the meantime makes this transaction void; it is to be run again."""

    def is_retryable(self) -> bool:
        """Return whether the driver may run the transaction again: yes."""
        return True


def may_be_too_large(error: BaseException | None) -> bool:
    """Return whether a transaction failed because a server gives none so much time or memory."""
    return isinstance(error, Neo4jError) and bool(_TOO_LARGE.search(error.code or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a database is, and who logs in; what errors name.

    Raises
    ------
    StoreUnreachableError
        If the address holds a login, which would be seen by whoever sees the address, or is one of HTTP.
    """

    uri: str
    user: str
    database: str | None = None

    def __post_init__(self) -> None:
        refuse_login(self.uri)
        # the driver has another protocol over HTTP, of other servers and with parts that are not installed
        if self.uri.lower().startswith(("http:", "https:")):
            raise StoreUnreachableError(
                f"{self.uri!r} is the address of Neo4j Browser; Triplewire needs that of Bolt, such as bolt://HOST:7687"
            )

    @contextmanager
    def explained(self, doing: str) -> Iterator[None]:
        """Turn what the driver raises into a StoreError that says what to do."""
        try:
            yield
        except AuthError as exc:
            raise StoreUnreachableError(self._refused(exc.code)) from exc
        except IncompleteCommit as exc:
            raise StoreError(
                f"the connection to {self.uri} was lost while it committed, so the last batch may be written or not; "
                f"run it again, which leaves what is there as it is"
            ) from exc
        except ServiceUnavailable as exc:
            raise StoreUnreachableError(
                f"no Neo4j answers at {self.uri}; start it, or correct the address (bolt://HOST:7687; bolt+ssc:// or "
                f"neo4j+ssc:// if its certificate is its own, +s:// if it demands TLS)"
            ) from exc
        except (ConfigurationError, ValueError) as exc:
            raise StoreUnreachableError(f"{self.uri!r} is no address of Neo4j ({exc}); write bolt://HOST:7687") from exc
        except ClientError as exc:
            raise self._of_client(exc, doing) from exc
        except DatabaseError as exc:
            raise StoreError(
                f"cannot {doing} Neo4j at {self.uri}, for the server has failed ({exc.message}); its disk may be "
                f"full; look into its log, restart it, and run this again: what is written already stays as it is"
            ) from exc
        except (Neo4jError, DriverError) as exc:
            raise StoreError(f"cannot {doing} Neo4j at {self.uri}: {exc}; look into its log, then try again") from exc

    def _refused(self, code: str | None) -> str:
        if code == _EXPIRED:
            return self._expired()
        if code == _RATE:
            return f"Neo4j at {self.uri} takes no login of {self.user!r} for a while, after too many wrong ones; wait"
        return (
            f"Neo4j at {self.uri} refuses the login of {self.user!r}; check user and password "
            f"(NEO4J_USER, NEO4J_PASSWORD)"
        )

    def _expired(self) -> str:
        return (
            f"the password of {self.user!r} at {self.uri} has expired; set a new one with ALTER CURRENT USER SET "
            f"PASSWORD FROM '…' TO '…' in the database system, in Neo4j Browser or cypher-shell"
        )

    def _of_client(self, error: ClientError, doing: str) -> StoreError:
        if error.code == _EXPIRED:
            return StoreUnreachableError(self._expired())
        if error.code == _NO_DATABASE:
            return StoreUnreachableError(
                f"Neo4j at {self.uri} has no database {self.database!r}; make it, or leave the name out"
            )
        if doing == "write to" and may_be_too_large(error):
            return StoreError(
                f"one article alone is too much for a transaction of Neo4j at {self.uri}: {error.message}; raise "
                f"db.transaction.timeout or the memory that its configuration gives"
            )
        return StoreError(f"cannot {doing} Neo4j at {self.uri}: {error.message}")
