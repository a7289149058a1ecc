"""Links on a printed page become fields to fill in (PDF 32000-1, 12.7): the page's layout fixes where they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from outreach.referral_form.fields import BY_NAME, FieldKind, FieldSpec
from outreach.referral_form.looks import Look, crossed, empty, looks

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import ArrayObject, IndirectObject

#: The address of a link that is to become a field; no such host can exist (RFC 2606).
PLACE: Final = "https://field.invalid/"
#: Text stays this far inside its frame, or some viewers write over the line.
_INSET: Final = 1.5

# Flags of a field (tables 221, 226 and 228) and of an annotation (table 165).
_REQUIRED: Final = 1 << 1
_MULTILINE: Final = 1 << 12
_NEVER_OFF: Final = 1 << 14
_RADIO: Final = 1 << 15
_PRINT: Final = 1 << 2


def add_fields(pdf: bytes, prefill: Mapping[str, str]) -> bytes:
    """The same page with fields in place of its links, filled in with what is known."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, NameObject

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.pdf_header = "%PDF-1.7"
    page = writer.pages[0]
    places = list(_places(page))
    made = looks({name: (_text(prefill, name), _size(place)) for name, place in _texts(places, prefill)})
    fields = ArrayObject()
    order = {name: n for n, name in enumerate(BY_NAME)}
    for name, place in sorted(places, key=lambda one: order[one[0].partition("=")[0]]):
        field = BY_NAME[name.partition("=")[0]]
        widget = place.get_object()
        _clear(widget)
        if field.kind is FieldKind.CHOICE:
            _radio(writer, fields, field, place, name.partition("=")[2], prefill.get(field.name, ""))
        else:
            _single(writer, field, widget, prefill.get(field.name, ""), made.get(name))
            fields.append(place)
    page[NameObject("/Annots")] = _in_order(page["/Annots"].get_object(), places, order)
    page[NameObject("/Tabs")] = NameObject("/S")
    _form(writer, fields)
    _tagged(writer, {place.idnum for _, place in places})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _places(page: Any) -> Iterator[tuple[str, IndirectObject]]:
    for place in page["/Annots"].get_object():
        address = str(place.get_object().get("/A", {}).get("/URI", ""))
        if address.startswith(PLACE):
            yield address.removeprefix(PLACE), place


def _texts(
    places: list[tuple[str, IndirectObject]], prefill: Mapping[str, str]
) -> Iterator[tuple[str, IndirectObject]]:
    for name, place in places:
        if name in prefill and BY_NAME[name].kind is not FieldKind.TICK and prefill[name]:
            yield name, place


def _text(prefill: Mapping[str, str], name: str) -> str:
    return " ".join(prefill[name].split()) if BY_NAME[name].kind is not FieldKind.LONG else prefill[name]


def _size(place: IndirectObject) -> tuple[float, float]:
    widget: Any = place.get_object()
    left, bottom, right, top = map(float, widget["/Rect"])
    return right - left - 2 * _INSET, top - bottom - 2 * _INSET


def _clear(widget: Any) -> None:
    """A link's own parts go; its place and its number in the structure stay."""
    from pypdf.generic import NameObject, NumberObject

    for key in ("/A", "/Border", "/H", "/Contents", "/C"):
        widget.pop(NameObject(key), None)
    widget[NameObject("/Subtype")] = NameObject("/Widget")
    widget[NameObject("/F")] = NumberObject(_PRINT)


def _single(writer: PdfWriter, field: FieldSpec, widget: Any, value: str, look: Look | None) -> None:
    from pypdf.generic import ArrayObject, FloatObject, NameObject, NumberObject, TextStringObject

    flags = _REQUIRED if field.required else 0
    widget[NameObject("/T")] = TextStringObject(field.name)
    widget[NameObject("/TU")] = TextStringObject(_tooltip(field))
    if field.kind is FieldKind.TICK:
        widget[NameObject("/FT")] = NameObject("/Btn")
        _switch(writer, widget, "Yes", on=value == "yes")
        widget[NameObject("/V")] = NameObject("/Yes" if value == "yes" else "/Off")
    else:
        left, bottom, right, top = map(float, widget["/Rect"])
        inner = (left + _INSET, bottom + _INSET, right - _INSET, top - _INSET)
        widget[NameObject("/Rect")] = ArrayObject(FloatObject(round(number, 3)) for number in inner)
        widget[NameObject("/FT")] = NameObject("/Tx")
        widget[NameObject("/DA")] = TextStringObject("/Helv 10 Tf 0 g")
        widget[NameObject("/MaxLen")] = NumberObject(field.most)
        flags |= _MULTILINE if field.kind is FieldKind.LONG else 0
        if value:
            widget[NameObject("/V")] = TextStringObject(value)
        _appears(widget, look.onto(writer) if look else empty(writer, inner[2] - inner[0], inner[3] - inner[1]))
    widget[NameObject("/Ff")] = NumberObject(flags)


def _radio(
    writer: PdfWriter, fields: ArrayObject, field: FieldSpec, place: IndirectObject, option: str, value: str
) -> None:
    """One answer of a choice, below the field that all its answers share."""
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

    parent = next((one for one in fields if _title(one) == field.name), None)
    if parent is None:
        flags = _RADIO | (_REQUIRED | _NEVER_OFF if field.required else 0)
        parent = writer._add_object(
            DictionaryObject(
                {
                    NameObject("/FT"): NameObject("/Btn"),
                    NameObject("/T"): TextStringObject(field.name),
                    NameObject("/TU"): TextStringObject(_tooltip(field)),
                    NameObject("/Ff"): NumberObject(flags),
                    NameObject("/Kids"): ArrayObject(),
                    NameObject("/V"): NameObject("/Off"),
                }
            )
        )
        fields.append(parent)
    group: Any = parent.get_object()
    group["/Kids"].append(place)
    if value == option:
        group[NameObject("/V")] = NameObject(f"/{option}")
    widget: Any = place.get_object()
    label = next(one.label for one in field.options if one.value == option)
    widget[NameObject("/Parent")] = parent
    widget[NameObject("/TU")] = TextStringObject(f"{field.label} {label}")
    _switch(writer, widget, option, on=value == option)


def _title(field: Any) -> str:
    return str(field.get_object()["/T"])


def _switch(writer: PdfWriter, widget: Any, name: str, *, on: bool) -> None:
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    width, height = (float(widget["/Rect"][n + 2]) - float(widget["/Rect"][n]) for n in (0, 1))
    states = DictionaryObject(
        {
            NameObject(f"/{name}"): crossed(writer, width, height),
            NameObject("/Off"): empty(writer, width, height),
        }
    )
    widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): states})
    widget[NameObject("/AS")] = NameObject(f"/{name}" if on else "/Off")
    # "8" is the cross of ZapfDingbats, for viewers that draw it anew.
    widget[NameObject("/MK")] = DictionaryObject({NameObject("/CA"): TextStringObject("8")})
    widget[NameObject("/DA")] = TextStringObject("/ZaDb 0 Tf 0 g")


def _appears(widget: Any, look: IndirectObject) -> None:
    from pypdf.generic import DictionaryObject, NameObject

    widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look})


def _in_order(annotations: Any, places: list[tuple[str, IndirectObject]], order: Mapping[str, int]) -> ArrayObject:
    """The definition's order is the order in which a keyboard goes through the fields."""
    from pypdf.generic import ArrayObject

    names = {place.idnum: name.partition("=")[0] for name, place in places}
    return ArrayObject(sorted(annotations, key=lambda one: order.get(names.get(one.idnum, ""), len(order))))


def _tooltip(field: FieldSpec) -> str:
    label = field.label if field.label.endswith((".", "?")) else f"{field.label}."
    hint = "Month/day/year." if field.kind is FieldKind.DATE else ""
    return " ".join(part for part in (label, field.help, hint) if part)


def _form(writer: PdfWriter, fields: ArrayObject) -> None:
    """The form with the two standard fonts that viewers type in; no NeedAppearances: every field has its look."""
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    def font(base: str, **more: str) -> IndirectObject:
        names = {"Type": "Font", "Subtype": "Type1", "BaseFont": base, **more}
        return writer._add_object(
            DictionaryObject({NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in names.items()})
        )

    fonts = DictionaryObject(
        {
            NameObject("/Helv"): font("Helvetica", Encoding="WinAnsiEncoding"),
            NameObject("/ZaDb"): font("ZapfDingbats"),
        }
    )
    form = DictionaryObject(
        {
            NameObject("/Fields"): fields,
            NameObject("/DR"): DictionaryObject({NameObject("/Font"): fonts}),
            NameObject("/DA"): TextStringObject("/Helv 10 Tf 0 g"),
        }
    )
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


def _tagged(writer: PdfWriter, widgets: set[int]) -> None:
    """In the structure a field is a Form, no longer a Link (PDF 32000-1, table 340)."""
    from pypdf.generic import NameObject

    objects: list[Any] = list(writer._objects)
    for element in objects:
        if isinstance(element, dict) and element.get("/S") == "/Link" and _holds(element.get("/K"), widgets):
            element[NameObject("/S")] = NameObject("/Form")


def _holds(kids: Any, widgets: set[int]) -> bool:
    kid = kids.get_object() if hasattr(kids, "get_object") else kids
    if isinstance(kid, list):
        return any(_holds(one, widgets) for one in kid)
    if not isinstance(kid, dict) or "/Obj" not in kid:
        return False
    held: Any = dict.__getitem__(kid, "/Obj")
    return held.idnum in widgets
