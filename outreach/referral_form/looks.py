"""How fields look before anybody has typed: text in the font of the page, crosses in ticked boxes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from outreach.printing import PAPERS, PaperMistake
from outreach.referral_form.fields import BY_NAME, FieldKind

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

#: A cross that survives a fax.
_STROKE: Final = 1.4
_ROOM: Final = 2.2


@dataclass(frozen=True, slots=True)
class Look:
    """A page as large as a field, with the field's text on it."""

    page: PageObject

    def onto(self, writer: PdfWriter) -> IndirectObject:
        """The look as a drawing of its own (a form XObject) with the fonts that it needs."""
        from pypdf.generic import NameObject

        drawing = _drawing(_content(self.page), float(self.page.mediabox.width), float(self.page.mediabox.height))
        resources: Any = self.page["/Resources"].get_object()
        drawing[NameObject("/Resources")] = resources.clone(writer)
        return writer._add_object(drawing)


def looks(values: Mapping[str, tuple[str, tuple[float, float]]]) -> dict[str, Look]:
    """For each field's text and size its look; a text that is too wide for its field is refused."""
    from pypdf import PdfReader

    if not values:
        return {}
    pages = PdfReader(BytesIO(_compiled(values))).pages
    return {name: Look(page) for name, page in zip(values, pages, strict=True)}


def crossed(writer: PdfWriter, width: float, height: float) -> IndirectObject:
    """A box with a cross."""
    far_x, far_y = width - _ROOM, height - _ROOM
    strokes = f"{_ROOM} {_ROOM} m {far_x:.2f} {far_y:.2f} l S {_ROOM} {far_y:.2f} m {far_x:.2f} {_ROOM} l S"
    return writer._add_object(_drawing(f"q {_STROKE} w 0 G {strokes} Q".encode(), width, height))


def empty(writer: PdfWriter, width: float, height: float) -> IndirectObject:
    """Nothing, as large as the field."""
    return writer._add_object(_drawing(b"/Tx BMC EMC", width, height))


def _drawing(content: bytes, width: float, height: float) -> Any:
    from pypdf.generic import ArrayObject, DecodedStreamObject, FloatObject, NameObject

    drawing: Any = DecodedStreamObject()
    drawing.set_data(content)
    drawing[NameObject("/Type")] = NameObject("/XObject")
    drawing[NameObject("/Subtype")] = NameObject("/Form")
    drawing[NameObject("/BBox")] = ArrayObject(FloatObject(round(n, 3)) for n in (0, 0, width, height))
    return drawing


def _content(page: PageObject) -> bytes:
    """The page's drawing without its tags: a field's look is not part of the structure."""
    contents = page.get_contents()
    data = contents.get_data() if contents is not None else b""
    return b"/Tx BMC\n" + re.sub(rb"/\w+\s*<<[^>]*>>\s*BDC|/\w+\s+/\w+\s+BDC|/\w+\s+BMC|\bEMC\b", b"", data) + b"\nEMC"


def _compiled(values: Mapping[str, tuple[str, tuple[float, float]]]) -> bytes:
    import typst

    data = [
        {"name": name, "text": text, "width": width, "height": height, "lines": BY_NAME[name].kind is FieldKind.LONG}
        for name, (text, (width, height)) in values.items()
    ]
    try:
        return typst.compile(
            PAPERS / "referral_values.typ",
            root=PAPERS,
            font_paths=[PAPERS / "fonts"],
            ignore_system_fonts=True,
            timestamp=0,
            pdf_standards=["ua-1"],
            sys_inputs={"data": json.dumps({"values": data}), "paper": "a4", "title": "Values"},
        )
    except typst.TypstError as error:
        # Not chained: the engine's own words quote what stands in a field.
        message = error.message
    if wide := re.match(r"panicked with: too wide: (\w+)", message):
        raise PaperMistake(f"{BY_NAME[wide[1]].label}: too long for its place on the form; shorten it")
    if "could not be displayed" in message:
        raise PaperMistake("the form's known values: a character that the font lacks; write it in Latin letters")
    raise PaperMistake("paper referral_values: the fields could not be filled in; report this")
