"""English is told from other languages, and foreign names in it do not make it foreign."""

from __future__ import annotations

import pytest

from kg.reading import _language
from kg.reading._language import LEAST_LETTERS, foreign_language, language_name

FOREIGN = {
    "de": "Die Bürgermeisterin hat am Montag den neuen Hafen eröffnet. Zwei Schiffe lagen schon am Kai.",
    "fr": "La maire a inauguré lundi le nouveau port de la ville. Deux navires étaient déjà à quai.",
    "es": "La alcaldesa inauguró el lunes el nuevo puerto de la ciudad. Dos barcos ya estaban en el muelle.",
    "ru": "Мэр города открыла в понедельник новый порт. Два корабля уже стояли у причала.",
    "zh": "市长星期一为新港口剪彩。两艘船已经停靠在码头。",
    "id": "Wali kota meresmikan pelabuhan baru pada hari Senin. Dua kapal sudah bersandar di dermaga.",
    "nl": "De burgemeester opende maandag de nieuwe haven. Twee schepen lagen al aan de kade.",
    "tr": "Belediye başkanı pazartesi günü yeni limanı açtı. İki gemi çoktan rıhtıma yanaşmıştı.",
    "ar": "افتتحت رئيسة البلدية الميناء الجديد يوم الاثنين. وكانت سفينتان قد رستا بالفعل.",
    "ja": "市長は月曜日、新しい港を開いた。二隻の船がすでに着いていた。",
    "pt": "A prefeita inaugurou na segunda-feira o novo porto da cidade. Dois navios já estavam no cais.",
}
ENGLISH = [
    "The mayor opened the new harbour on Monday. Two ships were already at the quay.",
    "PORT REOPENS AFTER STORM",
    "Rain fell.",
    "Bayern Munich Beat Real Madrid 2-1 In Final",
    "Kim Jong Un and Xi Jinping met Moon Jae In.",
    "Nguyen Van Hoa, Tran Duc Long, Pham Van Minh and Vo Thi Lan attended.",
    "Hakainde Hichilema beat Edgar Lungu.",
    "Volkswagen AG, Deutsche Bank AG, Bayerische Motoren Werke AG and Siemens AG cut jobs.",
    "Abd al-Rahman al-Masri met Mohammed bin Saleh al-Harbi in Riyadh on Sunday.",
    "Macron, Scholz, Meloni, Tusk and Orban were in Paris, Berlin, Roma, Warszawa and Budapest.",
    "12,345 67.8% 9-0",
]


@pytest.mark.parametrize("code", FOREIGN)
def test_other_languages_are_named(code: str) -> None:
    found = foreign_language(FOREIGN[code])
    assert found is not None
    assert found[0] == code
    assert 0.3 < found[1] <= 1
    assert language_name(code) != code


@pytest.mark.parametrize("code", FOREIGN)
def test_one_sentence_is_enough(code: str) -> None:
    first = FOREIGN[code].replace("。", ". ").split(". ")[0]
    assert foreign_language(first) is not None


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_not_refused_for_its_names(text: str) -> None:
    assert foreign_language(text) is None


def test_a_text_with_too_few_letters_cannot_be_told() -> None:
    assert foreign_language("Wetter gut"[: LEAST_LETTERS - 1]) is None


def test_a_declared_language_settles_doubt_but_not_more() -> None:
    doubtful = "Volkswagen AG, Deutsche Bank AG, Bayerische Motoren Werke AG and Siemens AG cut jobs."
    assert foreign_language(doubtful, declared="de-DE") is not None
    assert foreign_language(doubtful, declared="fr") is None
    assert foreign_language(ENGLISH[0], declared="de") is None


def test_only_the_beginning_decides() -> None:
    assert foreign_language(ENGLISH[0] * 40 + FOREIGN["de"] * 1_000) is None


def test_a_language_without_a_name_keeps_its_code() -> None:
    assert language_name("qu") == "qu"


def test_plain_english_needs_no_model_and_half_of_it_is_looked_at_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    identifier = _language._identifier
    monkeypatch.setattr(_language, "_identifier", lambda: asked.append(1) or identifier())
    plain = "The mayor said that the harbour had been opened with two ships from the yard, and the crowd cheered. " * 3
    assert foreign_language(plain) is None
    assert not asked
    assert foreign_language(plain, declared="de") is None
    assert len(asked) == 1
    foreign_language(plain + FOREIGN["de"] * 8)
    assert len(asked) == 2
