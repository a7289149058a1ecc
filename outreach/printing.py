"""Values in, a page out: a Typst template and its data become a PDF that is the same byte for byte each time.

Nothing leaves before `check` has looked at it. Mistakes name a field and a remedy, never what stands in the field,
because what stands there is about a client.
"""

from __future__ import annotations

import ctypes
import json
import re
import struct
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

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
#: Kerning moves a character back over the one before by less than this part of its height; so near, they are not held
#: against each other.
_KERNED: Final = 0.125
#: Points: only what stands in one strip of a page, so high, is held against each other.
_ROW: Final = 12
#: The engine behind `check` may be used by one thread at a time.
_ONE_AT_A_TIME: Final = threading.Lock()

#: Left, bottom, right and top, in points from the lower left corner of the page.
Box: TypeAlias = tuple[float, float, float, float]


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
            seen = value.replace("\r\n", "\n").replace("\t", " ")
            if seen.isascii():
                return seen
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
    characters = _characters(words)
    if not _SHAPELESS.isdisjoint(characters):
        raise PaperMistake(f"{where}: a character has no shape in the font; write it in Latin letters")
    printed = [index for index, character in enumerate(characters) if not character.isspace()]
    if not printed:
        return 0
    places = _places(words, printed)
    left, bottom, right, top = _around(places)
    if left < EDGE or bottom < EDGE or right > width - EDGE or top > height - EDGE:
        raise PaperMistake(f"{where}: words run over the margin; shorten the longest word")
    if min(top - bottom for _, bottom, _, top in places) < smallest * _BOX:
        raise PaperMistake(f"{where}: text is smaller than {smallest:g} points; correct the template")
    shapes = _shapes(words, [printed[number] for number in _in_the_way(places)])
    if any(_shared(shapes[one], shapes[other]) > _OVERPRINT for one, other in _beside(shapes)):
        raise PaperMistake(f"{where}: words are printed over each other; shorten the longest words")
    return sum(any(c.isalpha() for c in word) for word in "".join(characters).split())


def _places(words: pypdfium2.PdfTextPage, indexes: Sequence[int]) -> list[Box]:
    """The place that each character takes up: as wide as it moves the pen, as high as its line."""
    from pypdfium2 import raw

    rects = (raw.FS_RECTF * len(indexes))()
    _looked(all(map(raw.FPDFText_GetLooseCharBox, repeat(words.raw), indexes, rects)))
    return [(left, bottom, right, top) for left, top, right, bottom in struct.iter_unpack("4f", rects)]


def _shapes(words: pypdfium2.PdfTextPage, indexes: Sequence[int]) -> list[Box]:
    """The box around the ink of each character."""
    from pypdfium2 import raw

    left, right, bottom, top = [ctypes.c_double() for _ in range(4)]
    shapes = []
    for index in indexes:
        _looked(bool(raw.FPDFText_GetCharBox(words.raw, index, left, right, bottom, top)))
        shapes.append((left.value, bottom.value, right.value, top.value))
    return shapes


def _looked(answered: bool) -> None:
    if not answered:
        raise PaperMistake("the page cannot be looked at; please report this")


def _characters(words: pypdfium2.PdfTextPage) -> Sequence[str]:
    """Each character of a page: all at once, or one by one where some count for more than one."""
    count = words.count_chars()
    together: str = words.get_text_range() if count else ""
    return together if len(together) == count else [words.get_text_range(index, 1) for index in range(count)]


def _in_the_way(places: Sequence[Box]) -> list[int]:
    """The numbers of the characters that may be printed over others, to be looked at closely; mostly there are none.

    Characters that follow each other along a line are one piece, and only pieces are held against each other.
    """
    starts = [number for number, (one, next_) in enumerate(pairwise(places), 1) if not _goes_on(one, next_)]
    pieces = [range(first, end) for first, end in pairwise([0, *starts, len(places)])]
    boxes = [_around(places[piece.start : piece.stop]) for piece in pieces]
    found: set[int] = set()
    for one, other in _beside(boxes):
        if _shared(boxes[one], boxes[other]) > 0:
            found.update(pieces[one], pieces[other])
    return sorted(found)


def _goes_on(one: Box, following: Box) -> bool:
    """Whether a character stands on the line of the one before and next to it, but for what kerning does."""
    _, bottom, right, top = one
    step = (following[0] - right) / (top - bottom)
    return -_KERNED < step < 1 and abs(following[1] - bottom) < 1 and abs(following[3] - top) < 1


def _around(boxes: Sequence[Box]) -> Box:
    """The box around some."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _beside(boxes: Sequence[Box]) -> Iterator[tuple[int, int]]:
    """The numbers of each two boxes that have a strip of the page in common and stand over each other in it."""
    rows: dict[int, list[int]] = {}
    for number in sorted(range(len(boxes)), key=boxes.__getitem__):
        left, bottom, _, top = boxes[number]
        for row in range(int(bottom // _ROW), int(top // _ROW) + 1):
            beside = [other for other in rows.get(row, ()) if boxes[other][2] > left]
            for other in beside:
                yield number, other
            rows[row] = [*beside, number]


def _shared(one: Box, other: Box) -> float:
    """The part of the smaller one that lies in both."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0
