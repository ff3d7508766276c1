"""Measuring quality: what was extracted, compared with what a person says that the articles state.

`read_gold` and `read_system` read the two sides, `evaluate` compares them. An entity of the extraction stands for the
gold entity whose names it shares best; an event for a gold event of its class with which it has a role filler, or
failing that the trigger word, in common; a relation is right if the gold has it between the same two.
"""

from __future__ import annotations

from kg.evaluation.evaluating import Evaluation, evaluate
from kg.evaluation.figures import Figure, Found, Share
from kg.evaluation.gold import GoldDocument, GoldSet, Inventory
from kg.evaluation.gold_files import gold_of, read_gold
from kg.evaluation.page import render
from kg.evaluation.report import page_of, tables_of, values_of
from kg.evaluation.system import SystemSet, assign, read_system

__all__ = [
    "Evaluation",
    "Figure",
    "Found",
    "GoldDocument",
    "GoldSet",
    "Inventory",
    "Share",
    "SystemSet",
    "assign",
    "evaluate",
    "gold_of",
    "page_of",
    "read_gold",
    "read_system",
    "render",
    "tables_of",
    "values_of",
]
