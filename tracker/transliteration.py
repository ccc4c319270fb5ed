"""Tell the script of a text and write it in Latin letters.

The Latin form serves matching and reading, not cataloguing: one form per letter, no
diacritics, and letters that Belarusian, Russian and Ukrainian share come out alike.
"""

# ruff: noqa: RUF001, RUF002
# Letters of other scripts that look like Latin ones are the subject of this module.

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# First words of Unicode character names and the ISO 15924 code of their script.
SCRIPTS = {
    **{"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr"},
    **{"GREEK": "Grek", "GEORGIAN": "Geor", "ARMENIAN": "Armn", "CJK": "Hani"},
    **{"HANGUL": "Hang", "HIRAGANA": "Hira", "KATAKANA": "Kana", "THAI": "Thai"},
    **{"DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml", "ETHIOPIC": "Ethi"},
    **{"MYANMAR": "Mymr", "KHMER": "Khmr", "LAO": "Laoo", "SINHALA": "Sinh"},
    **{"TIBETAN": "Tibt", "MONGOLIAN": "Mong", "GUJARATI": "Gujr", "TELUGU": "Telu"},
    **{"GURMUKHI": "Guru", "KANNADA": "Knda", "MALAYALAM": "Mlym", "SYRIAC": "Syrc"},
    **{"THAANA": "Thaa", "FULLWIDTH": "Latn"},
}
NO_SCRIPT = "Zyyy"  # ISO 15924: undetermined

_CYRILLIC = (
    "аa бb вv гg ґg ѓg дd ђdj еe ёyo єye жzh зz иi іi їyi йy јj кk ќk лl љlj мm нn "
    "њnj оo пp рr сs тt ћc уu ўv фf хkh цts чch џdz шsh щshch ъ ыy ь эe юyu яya әa ғg "
    "қk ңn өo ұu үu һh ĸk"
)
# What one language says otherwise: the instruction on Belarusian names (2007) and the
# Ukrainian resolution No. 55 (2010), without diacritics.
_BY_LANGUAGE = {"be": "гh ўu", "uk": "гh ґg иy йi", "ru": ""}
_GREEK = "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo"
_GEORGIAN = (
    "აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh "
    "ჩch ცts ძdz წts ჭch ხkh ჯj ჰh"
)
_ARMENIAN = (
    "աa բb գg դd եe զz էe ըy թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo "
    "չch պp ջj ռr սs վv տt րr ցts ւv փp քk օo ֆf և"
)
# Arabic and Hebrew write consonants; the matching key drops vowels on the other side.
_ARABIC = (
    "اa أa إi آa ءˀ ؤu ئi بb پp تt ثs جj چch حh خkh دd ذz رr زz ژzh سs شsh صs ضd طt ظz "
    "عˀ غgh فf قq كk کk گg لl مm نn هh ةa وu يi یi ىa"
)
_HEBREW = (
    "אa בb גg דd הh וv זz חh טt יy כk ךk לl מm םm נn ןn סs עˀ פp ףf צts "
    "ץts קk רr שsh תt"
)
_LATIN = "øo łl đd ðd þth ßss æae œoe ıi əa ŋn ħh ŧt"
_SIGNS = "’'ʼ`ʹ´‘ˀ"  # stand for a soft sign, ayn or hamza, and vanish inside a word


def _table(*lists: str) -> dict[int, str]:
    """Build a translation from words that begin with a letter and end in its Latin."""
    return {ord(word[0]): word[1:] for words in lists for word in words.split()}


_COMMON: dict[int, str] = {
    **_table(_CYRILLIC, _GREEK, _GEORGIAN, _ARMENIAN, _ARABIC, _HEBREW, _LATIN),
    **{ord("և"): "ev", ord("ء"): "", ord("ع"): "", ord("ע"): ""},
}
_LATIN_OF: dict[str | None, dict[int, str]] = {
    None: _COMMON,
    **{code: {**_COMMON, **_table(words)} for code, words in _BY_LANGUAGE.items()},
}
_WITHOUT_SIGNS = dict.fromkeys(map(ord, _SIGNS))

# Listed names mix alphabets: Latin i and c inside a Cyrillic word (EU annexes).
_LOOKALIKES = str.maketrans("aeiopcxyĸ", "аеіорсхук")
_MIXED = re.compile(r"\w*(?:[a-zĸ]\w*[а-ӿ]|[а-ӿ]\w*[a-zĸ])\w*")
_CYRILLIC_LETTER = re.compile("[а-ӿ]")
_WORD = re.compile(r"[\w'’ʼ`]+")


def script_of(text: str) -> str:
    """Name the script that most letters of a text are written in.

    Returns:
        An ISO 15924 code such as "Latn", "Cyrl", "Arab" or "Hani" (Chinese characters,
        simplified or not); "Zyyy" if no letter has a script known here. Between equally
        many letters the script that comes first wins.
    """
    letters = Counter(
        SCRIPTS[word]
        for character in text
        if character.isalpha()
        and (word := unicodedata.name(character, "").split(" ")[0].split("-")[0])
        in SCRIPTS
    )
    return letters.most_common(1)[0][0] if letters else NO_SCRIPT


def latinise(text: str, language: str | None = None) -> str:
    """Write a text in plain Latin letters, keeping case, digits and punctuation.

    Cyrillic, Greek, Georgian, Armenian, Arabic and Hebrew letters are replaced one by
    one; of Latin letters the diacritics go. Letters of other scripts stay.

    Args:
        text: A name as printed; may mix scripts.
        language: "be", "uk" or "ru" for that language's own spelling (г is h in the
            first two). None for the common form, in which matching compares.

    Source:
        BGN/PCGN romanisation of Russian (1947), simplified; for "be" and "uk" the
        letters of the official tables of 2007 and 2010 that differ.
    """
    table = _LATIN_OF.get(language, _COMMON)
    return _WORD.sub(lambda word: _latin_word(word[0], table), text)


def fold(text: str) -> str:
    """Write a text in lower-case Latin letters for comparison, without signs.

    Same letters as ``latinise`` without a language, in one pass; letters that look
    alike are taken for Cyrillic inside a word that is mostly Cyrillic.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return folded.translate(_WITHOUT_SIGNS)
    if _CYRILLIC_LETTER.search(folded):
        folded = _MIXED.sub(_with_one_alphabet, folded)
    folded = folded.translate(_WITHOUT_SIGNS).translate(_COMMON)
    return folded if folded.isascii() else _bare(folded).translate(_COMMON)


def _with_one_alphabet(word: re.Match[str]) -> str:
    written = word[0]
    cyrillic_count = len(_CYRILLIC_LETTER.findall(written))
    is_cyrillic = cyrillic_count * 2 >= len(written)
    return written.translate(_LOOKALIKES) if is_cyrillic else written


def _latin_word(word: str, table: dict[int, str]) -> str:
    if word.isascii():
        return word
    is_upper = word.isupper() and len(word) > 1
    letters = [
        _latin_letter(letter, table) for letter in unicodedata.normalize("NFC", word)
    ]
    latin = unicodedata.normalize("NFC", "".join(letters))
    return latin.upper() if is_upper else latin


def _latin_letter(letter: str, table: dict[int, str]) -> str:
    lower = letter.lower()
    if len(lower) == 1 and ord(lower) in table:
        latin = table[ord(lower)]
        return latin.capitalize() if letter.isupper() else latin
    bare = _bare(letter)
    if bare != letter:
        return "".join(_latin_letter(part, table) for part in bare)
    return letter


def _bare(text: str) -> str:
    """Take off the marks that combine; vowel signs of Indic scripts do not."""
    letters = [
        character
        for character in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(character)
    ]
    return unicodedata.normalize("NFC", "".join(letters))
