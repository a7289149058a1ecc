"""Values in, a page out: a Typst template and its data become a PDF that is the same byte for byte each time.

Nothing leaves before `check` has looked at it. Mistakes name a field and a remedy, never what stands in the field,
because what stands there is about a client.
"""

from __future__ import annotations

import ctypes
import json
import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pypdfium2
    import typst

#: Where templates and fonts lie.
PAPERS: Final = Path(__file__).parent / "papers"
#: No character may come nearer to the edge of the paper than this, in points: faxes cut there.
EDGE: Final = 36.0
#: A character's box in the shipped font is 0.967 of its size high; a little less is rounding.
_BOX: Final = 0.95
#: What stands for a character that the font lacks.
_SHAPELESS: Final = frozenset({"\ufffd", "\0", ""})
#: Two characters that share more than this part of the smaller one cannot be read.
_OVERPRINT: Final = 0.4
#: Points: only characters of one strip of a page, so high, are held against each other.
_ROW: Final = 12
#: The engine behind `check` may be used by one thread at a time.
_ONE_AT_A_TIME: Final = threading.Lock()


class Paper(StrEnum):
    """The paper a page is made for; the values are Typst's names."""

    LETTER = "us-letter"
    A4 = "a4"


class PaperMistake(ValueError):
    """A page that cannot be made or must not leave, with what is wrong and what to do."""


class TooFull(PaperMistake):
    """More than the pages hold: something has to be left out, nothing is shrunk."""


def pdf(
    template: str,
    data: Mapping[str, object],
    *,
    paper: Paper,
    at: datetime,
    title: str,
    pages: int = 1,
    most_words: int | None = None,
    folder: Path = PAPERS,
) -> bytes:
    """A tagged PDF (PDF/UA-1, ISO 14289-1) of exactly `pages` pages from `folder`/`template`.typ; checked.

    `at` is the time written into the file. The template finds the data, tidied, in `sys.inputs` as JSON.
    """
    import typst

    if at.tzinfo is None:
        raise ValueError("the time of a page needs a time zone")
    tidy = _tidied(data)
    try:
        made, warnings = typst.compile_with_warnings(
            folder / f"{template}.typ",
            root=folder,
            font_paths=_fonts(folder / "fonts"),
            timestamp=int(at.timestamp()),
            pdf_standards=["ua-1"],
            sys_inputs={
                "data": json.dumps(tidy, ensure_ascii=False, allow_nan=False),
                "paper": paper,
                "title": _tidied(title),
            },
        )
    except typst.TypstError as error:
        # Not chained: the engine's own words quote what stands in the page.
        raise _mistake(template, tidy, error.message, error.diagnostic) from None
    if warnings:
        raise _mistake(template, tidy, warnings[0].message, warnings[0].diagnostic)
    check(made, pages=pages, most_words=most_words)
    return made


def check(pdf: bytes, *, pages: int = 1, smallest: float = 9, most_words: int | None = None) -> None:
    """Refuse a PDF with other than `pages` pages or with anything that cannot be read on paper after a fax.

    More than `most_words` words with a letter in them are too many as well.

    Looked for on each page: characters near or over the edge, smaller than `smallest` points, without a shape, or
    printed over each other.
    """
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            _check_count(len(document), pages)
            words = 0
            for number, page in enumerate(document, start=1):
                words += _check_page(page, f"page {number}", smallest)
        finally:
            document.close()
    if most_words is not None and words > most_words:
        raise TooFull(f"more than {most_words} words")


def text(pdf: bytes) -> str:
    """The words of a PDF as a reader's search finds them, page after page."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return "\n".join(page.get_textpage().get_text_range() for page in document)
        finally:
            document.close()


@cache
def _fonts(folder: Path) -> typst.Fonts:
    """The shipped fonts and no others, so that a page looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _tidied(value: Any) -> Any:
    """Text in one spelling (NFC) without invisible characters: both print as nothing and break searching."""
    match value:
        case str():
            seen = (" " if c == "\t" else c for c in value.replace("\r\n", "\n"))
            return unicodedata.normalize("NFC", "".join(c for c in seen if unicodedata.category(c) != "Cf"))
        case Mapping():
            return {key: _tidied(part) for key, part in value.items()}
        case list() | tuple():
            return [_tidied(part) for part in value]
        case _:
            return value


def _mistake(template: str, data: object, message: str, diagnostic: str) -> PaperMistake:
    """The engine's words in ours."""
    if glyph := re.search(r'the text `"(.+?)"` could not be displayed', message):
        return PaperMistake(
            f"{_place(data, _unescaped(glyph[1]))}: a character that the font for paper does not have; "
            "write it in Latin letters"
        )
    if wide := re.match(r"panicked with: too wide: (.*)", message):
        return PaperMistake(f"{wide[1]}: a word is too long for its place; shorten it or put a space or hyphen into it")
    if message.startswith("unknown font family"):
        return PaperMistake(f"paper {template}: a font is missing; install Rapport again, it brings its fonts along")
    line = re.search(r"([\w.-]+\.typ):(\d+)", diagnostic)
    where = f"{line[1]}, line {line[2]}" if line else f"{template}.typ"
    return PaperMistake(f"paper {template}: the page could not be made ({where}); correct the template or report this")


def _unescaped(quoted: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), quoted)


def _place(data: object, character: str) -> str:
    """The field and position where a character stands."""
    for path, text in _texts(data):
        if character in text:
            return f"{path}, character {text.index(character) + 1}"
    return "the template"


def _texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the data with the path to it in words: "rows 3, measure"."""
    match value:
        case str():
            yield path or "text", value
        case dict():
            for key, part in value.items():
                yield from _texts(part, f"{path}, {key}".removeprefix(", ").replace("_", " "))
        case list():
            for number, part in enumerate(value, start=1):
                yield from _texts(part, f"{path} {number}".lstrip())


def _check_count(made: int, wanted: int) -> None:
    if made > wanted:
        room = "one page" if wanted == 1 else f"{wanted} pages"
        raise TooFull(f"more than {room} can hold; leave something out or say it in fewer words")
    if made < wanted:
        raise PaperMistake(f"a page is missing: {made} of {wanted}; correct the template or report this")


def _check_page(page: pypdfium2.PdfPage, where: str, smallest: float) -> int:
    """Look at one page; how many words with a letter in them it has."""
    width, height = page.get_size()
    words = page.get_textpage()
    characters, box_of = _characters(words), _Boxes(words)
    if not _SHAPELESS.isdisjoint(characters):
        raise PaperMistake(f"{where}: a character has no shape in the font; write it in Latin letters")
    printed = [index for index, character in enumerate(characters) if not character.isspace()]
    for left, bottom, right, top in map(box_of.loose, printed):
        if left < EDGE or bottom < EDGE or right > width - EDGE or top > height - EDGE:
            raise PaperMistake(f"{where}: words run over the margin; shorten the longest word")
        if top - bottom < smallest * _BOX:
            raise PaperMistake(f"{where}: text is smaller than {smallest:g} points; correct the template")
    if _overprinted([box_of.tight(index) for index in printed]):
        raise PaperMistake(f"{where}: words are printed over each other; shorten the longest words")
    return sum(any(c.isalpha() for c in word) for word in "".join(characters).split())


class _Boxes:
    """The boxes of a page's characters (left, bottom, right, top), read by way of the same memory: it has thousands."""

    def __init__(self, words: pypdfium2.PdfTextPage) -> None:
        from pypdfium2 import raw

        self._words, self._raw = words.raw, raw
        self._rect = raw.FS_RECTF()
        self._sides = [ctypes.c_double() for _ in range(4)]

    def loose(self, index: int) -> tuple[float, float, float, float]:
        """With the whole height of its line."""
        self._asked(self._raw.FPDFText_GetLooseCharBox(self._words, index, self._rect))
        return self._rect.left, self._rect.bottom, self._rect.right, self._rect.top

    def tight(self, index: int) -> tuple[float, float, float, float]:
        """Of its shape alone."""
        left, right, bottom, top = self._sides
        self._asked(self._raw.FPDFText_GetCharBox(self._words, index, left, right, bottom, top))
        return left.value, bottom.value, right.value, top.value

    @staticmethod
    def _asked(answered: int) -> None:
        if not answered:
            raise PaperMistake("the page cannot be looked at; please report this")


def _characters(words: pypdfium2.PdfTextPage) -> Sequence[str]:
    """Each character of a page: all at once, or one by one where some count for more than one."""
    count = words.count_chars()
    together: str = words.get_text_range() if count else ""
    return together if len(together) == count else [words.get_text_range(index, 1) for index in range(count)]


def _overprinted(boxes: list[tuple[float, float, float, float]]) -> bool:
    """Whether two of the boxes (left, bottom, right, top) share a good part of the smaller one."""
    rows: dict[int, list[tuple[float, float, float, float]]] = {}
    for box in sorted(boxes):
        for row in range(int(box[1] // _ROW), int(box[3] // _ROW) + 1):
            beside = [other for other in rows[row] if other[2] > box[0]] if row in rows else []
            for other in beside:
                if _shared(box, other) > _OVERPRINT:
                    return True
            beside.append(box)
            rows[row] = beside
    return False


def _shared(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0
