"""In which language a text is written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

__all__ = ["foreign_language", "language_name"]

SAMPLE = 2_000
"""Code points that are classified."""

LEAST_LETTERS = 10
"""Texts with fewer letters are too short to tell."""

LEAST_ENGLISH = 0.001
"""A text is in another language if English is less likely than that.

Every one of the 4,184 English passages of one and two sentences that it was tried on has 0.05
or more, lists of foreign names 0.01 or more; sentences of 19 other languages have 0.00003 or
less. The likeliest language alone would not do: foreign names outweigh a short sentence.
"""

PLAINLY_ENGLISH = 0.06
"""A text is taken for English, and no model asked, if in either half so many words are function words of English alone.

News has 0.1 or more; where one half of a text is in another language it is looked at closely.
"""

_FUNCTION_WORDS = frozenset({"the", "and", "that", "with", "from", "their", "were", "which", "has", "been"})

_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "ko": "Korean", "ku": "Kurdish", "la": "Latin", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "my": "Burmese",
    "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu",
    "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese",
    "wuu": "Chinese", "xh": "Xhosa", "yo": "Yoruba", "yue": "Chinese", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


def foreign_language(text: str, *, declared: str = "") -> tuple[str, float] | None:
    """Return the code and probability of a text's language if it clearly is not English.

    Parameters
    ----------
    text : str
        Its first `SAMPLE` code points decide.
    declared : str
        The language code that the source gives. If it is the likeliest language too, English
        must be likelier than not to be believed.

    Examples
    --------
    >>> foreign_language("The minister resigned on Monday.") is None
    True
    >>> foreign_language("Der Minister ist am Montag zurückgetreten.")[0]
    'de'
    """
    sample = text[:SAMPLE]
    if sum(map(str.isalpha, sample)) < LEAST_LETTERS or _in_english(declared, sample):
        return None
    ranking: list[tuple[str, float]] = _identifier().rank(sample)
    code, likelihood = ranking[0]
    agreed = declared.lower().replace("_", "-").split("-")[0] == code
    least = 0.5 if agreed and code != "en" else LEAST_ENGLISH
    return (code, likelihood) if dict(ranking).get("en", 0.0) < least else None


def _in_english(declared: str, sample: str) -> bool:
    """Tell whether a text is so plainly English that no model need be loaded."""
    if declared and not declared.lower().startswith("en"):
        return False
    words = sample.lower().split()
    halves = words[: len(words) // 2], words[len(words) // 2 :]
    return all(sum(w in _FUNCTION_WORDS for w in half) >= max(2, PLAINLY_ENGLISH * len(half)) for half in halves)


def language_name(code: str) -> str:
    """Return a language's English name, or its code where it is not listed."""
    return _NAMES.get(code, code)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
