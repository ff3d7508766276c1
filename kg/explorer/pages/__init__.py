"""The explorer's pages, made of Dash's components."""

from __future__ import annotations
