"""Addresses under which one page is found, brought to one form."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

__all__ = ["same_page"]

_HOSTS = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_TRACKING = re.compile(
    r"^(?:utm_.*|fbclid|gclid|msclkid|mc_[ce]id|cmpid|ocid|ref|ref_src|amp|outputType|share|s?source)$"
)
_VARIANT = re.compile(r"/(?:amp|print|index\.html?)?$")


def same_page(url: str) -> str:
    """Return a key that is the same for all addresses of one page: for telephones, for print, with traces of senders.

    Examples
    --------
    >>> same_page("http://m.paper.example/2024/ferry/?utm_source=feed#top")
    'paper.example/2024/ferry'
    >>> same_page("https://www.paper.example/story?id=7&ref=home") == same_page("https://paper.example/story?id=8")
    False
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    query = sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k))
    path = _VARIANT.sub("", parts.path.rstrip("/"))
    return _HOSTS.sub("", host) + path + (f"?{urlencode(query)}" if query else "")
