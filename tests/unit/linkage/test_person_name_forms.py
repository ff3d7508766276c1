"""Forms of one person's name, and names of two persons."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.linkage.person_names import compare_persons, parse_person

SAME = [
    ("Moon Jae In", "Jae-in Moon", ()),
    ("Moon Jae-in", "Jae In Moon", ()),
    ("Xi Jinping", "Jinping Xi", ()),
    ("Li Keqiang", "Li Ke-qiang", ()),
    ("Lee Sung-chul", "Yi Seong-cheol", ("spelling",)),
    ("Deng Xiaoping", "Teng Hsiao-p'ing", ("spelling",)),
    ("Kim Jong Un", "Kim Jeong-eun", ("spelling",)),
    ("Naomi Okubo", "Ohkubo Naomi", ("spelling",)),
    ("Mohammed Hussein", "Muhammad Hussain", ("spelling",)),
    ("Muammar Gaddafi", "Moammar al-Qaddafi", ("spelling",)),
    ("Bashar al-Assad", "Bashar Assad", ()),
    ("Abdel Fattah el-Sisi", "Abdul-Fattah al-Sisi", ()),
    ("Abd al-Rahman Al Khatib", "Abdulrahman el-Khateeb", ("spelling",)),
    ("Osama bin Laden", "Usama bin Ladin", ("spelling",)),
    ("Mohammed bin Salman", "Mohammed bin Salman Al Saud", ("part",)),
    ("Pedro Sánchez", "Pedro Sánchez Pérez-Castejón", ("part",)),
    ("Juan Carlos Montoya Ibarra", "Juan Montoya", ("part",)),
    ("J. K. Rowling", "JK Rowling", ()),
    ("J.K. Rowling", "Joanne Rowling", ("initial",)),
    ("B. Lockwood", "Rebecca Lockwood", ("initial",)),
    ("George W. Bush", "George Bush", ()),
    ("Joe Biden", "Joseph Biden", ("nickname",)),
    ("Sade Olatunji", "Folasade Olatunji", ("clipped",)),
    ("Sergei Yefremov", "Sergey Efremov", ("spelling",)),
    ("Ksenia Orlovskaya", "Kseniya Orlovskaia", ("spelling",)),
    ("Käthe Köhler", "Kaethe Koehler", ("spelling",)),
    ("Mehmet Aydın", "Mehmet Aydin", ()),
    ("Orban Viktor", "Viktor Orban", ("order",)),
    ("Ursula von der Leyen", "Ursula Leyen", ()),
    ("Moon", "Moon Jae In", ("part",)),
]
OTHERS = [
    ("Kim Jong Un", "Kim Yo Jong"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Lee Hsien Loong", "Lee Hsien Yang"),
    ("Chen Jian", "Chen Jun"),
    ("Kim Min-ho", "Kim Min-hyun"),
    ("Ali Hassan", "Ali Hussein"),
    ("Mohammed bin Salman", "Mohammed bin Nayef"),
    ("Pedro Sánchez Pérez", "Pedro Sánchez Gómez"),
    ("George W. Bush", "George H. W. Bush"),
    ("Robert Kennedy Jr.", "Robert Kennedy"),
    ("Pope John Paul II", "Pope John Paul I"),
    ("Elizabeth I", "Elizabeth II"),
    ("John Smith", "Joan Smith"),
    ("Mario Rossi", "Maria Rossi"),
    ("Eric Holt", "Erica Holt"),
    ("Jon Lee", "Jan Lee"),
    ("Robert Smith", "Rupert Smith"),
    ("Paula Reyes", "Paul Reyes"),
]


@pytest.mark.parametrize(("one", "two", "forms"), SAME)
def test_forms_of_one_name(one: str, two: str, forms: tuple[str, ...]) -> None:
    for a, b in ((one, two), (two, one)):
        found = compare_persons(parse_person(a), parse_person(b))
        assert found is not None
        assert found.forms == forms


@pytest.mark.parametrize(("one", "two"), OTHERS)
def test_names_of_two(one: str, two: str) -> None:
    assert compare_persons(parse_person(one), parse_person(two)) is None
    assert compare_persons(parse_person(two), parse_person(one)) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_is_a_name_like_itself(text: str) -> None:
    name = parse_person(text)
    found = compare_persons(name, name)
    assert found is not None
    assert not found.forms


@given(st.sampled_from(SAME + [(a, b, ()) for a, b in OTHERS]), st.sampled_from(SAME))
def test_comparing_has_no_direction(first: tuple[str, str, object], second: tuple[str, str, object]) -> None:
    a, b = parse_person(first[0]), parse_person(second[1])
    assert (compare_persons(a, b) is None) == (compare_persons(b, a) is None)
