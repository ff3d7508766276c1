"""Plural phrases and the names that they take up, in sentences as the model reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.articles import Article
from kg.config import Config
from kg.resolution import plural_members, resolve

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

CASES: tuple[tuple[str, str, set[str]], ...] = (
    ("Omar Diallo and Lena Vos met in Lagos on Monday. The two leaders signed a trade deal.", "leaders",
     {"Omar Diallo", "Lena Vos"}),
    ("Omar Diallo met Lena Vos in Lagos on Monday. Both leaders visited a school.", "leaders",
     {"Omar Diallo", "Lena Vos"}),
    ("Police arrested Karim Dossi and Ali Renn on Monday. The pair were charged on Tuesday.", "pair",
     {"Karim Dossi", "Ali Renn"}),
    ("Ana Brandt and Tomas Reval married in May. The couple moved to Lagos.", "couple", {"Ana Brandt", "Tomas Reval"}),
    ("Police arrested Karim Dossi and Ali Renn on Monday. The two were charged on Tuesday.", "two",
     {"Karim Dossi", "Ali Renn"}),
    ("Karim Dossi, Ali Renn and Bo Lind were held on Monday. The three men were freed on Tuesday.", "men",
     {"Karim Dossi", "Ali Renn", "Bo Lind"}),
    ("Presidents Omar Diallo and Lena Vos met in Geneva. The two presidents opened the border.", "presidents",
     {"Omar Diallo", "Lena Vos"}),
    ("The two rival generals, Ali Renn and Bo Lind, signed a truce on Friday.", "generals", {"Ali Renn", "Bo Lind"}),
    ("Norland and Sudria signed a treaty in 2009. Both countries withdrew from it last year.", "countries",
     {"Norland", "Sudria"}),
    ("Peru and Chile broke off talks on Monday. Chile recalled its envoy. It blamed Peru for the raid. China offered "
     "help, but Peru turned it down. The two countries signed a pact in 2020.", "countries", {"Peru", "Chile"}),
    # others are named since, are told apart, or did not do the same
    ("Karim Dossi and Ali Renn were held. Lena Vos, a lawyer, met them. The two men were freed.", "men", set()),
    ("Karim Dossi and Ali Renn were hurt. The two men who attacked them were arrested.", "men", set()),
    ("Lena Vos met Bo Lind. Ali Renn arrested Omar Diallo. The two men were charged.", "men", set()),
    ("Karim Dossi and Ali Renn were killed on Monday. Two men were arrested on Tuesday.", "men", set()),
    ("Karim Dossi and Ali Renn were killed on Monday. A pair of men were arrested on Tuesday.", "pair", set()),
    ("Karim Dossi and Ali Renn were held on Monday. The three men were freed on Tuesday.", "men", set()),
)  # fmt: skip


@pytest.mark.parametrize(("text", "plural", "members"), CASES, ids=[c[0] for c in CASES])
def test_members_of_a_plural(pipeline: Pipeline, text: str, plural: str, members: set[str]) -> None:
    reading = pipeline.read_article(Article(id="art-1", text=text, published=date(2020, 1, 1)))
    reading = replace(reading, clusters=resolve(reading, Config()))
    names = {h: c.name for c in reading.clusters for h in c.heads}
    found = {names[m] for head, ms in plural_members(reading).items() if reading.doc[head].text == plural for m in ms}
    assert found == members
