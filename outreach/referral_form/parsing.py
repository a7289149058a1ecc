"""A submission's bytes, read strictly: a value with answers, or the mistakes beside their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final
from urllib.parse import parse_qsl

from outreach.referral_form.checking import Answer, Wrong, checked
from outreach.referral_form.fields import BY_NAME, FIELDS, NONCE, FieldKind, Form

#: More than this no honest form holds.
MOST_BYTES: Final = 64 * 1024
_MOST_FIELDS: Final = 100
#: A nonce is ours: letters, digits, hyphen and underscore.
_NONCE: Final = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)
_EMPTY: Final[Mapping[str, str]] = MappingProxyType({})

_UNREADABLE: Final = "This could not be read. Please go back, reload the page and send the form again, or call us."


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A referral as it was sent, each answer in the spelling that we keep."""

    #: By field name; what was left empty is not there. Text, a date, True for a tick; numbers as E.164.
    answers: Mapping[str, Answer]
    #: The hidden one-time value, as it came; empty where the page had none.
    nonce: str

    def text(self, name: str) -> str:
        """A text, a choice or a number; empty where nothing was said."""
        value = self.answers.get(name, "")
        if not isinstance(value, str):
            raise TypeError(f"{name} is not a text")
        return value

    def day(self, name: str) -> date | None:
        """A date, if one was given."""
        value = self.answers.get(name)
        if isinstance(value, str | bool):
            raise TypeError(f"{name} is not a date")
        return value

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return self.answers.get(name) is True


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """What has to be put right before a referral can be taken in."""

    #: A sentence for each field that is wrong, by its name.
    fields: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    #: What was typed, to show it again; with the nonce.
    typed: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    #: What is wrong with the whole; empty where the fields say it.
    whole: str = ""


def parse(form: Form, body: bytes, content_type: str, *, today: date) -> Submission | Errors:
    """A form's body as a browser sends it (application/x-www-form-urlencoded, UTF-8).

    Unknown fields are ignored, so that a page which is older than the form still gets through; a field that comes
    twice is a mistake, because nobody could say which one counts.
    """
    if len(body) > MOST_BYTES:
        return Errors(whole="This is more than the form can hold. Please say it in fewer words, or call us.")
    if content_type.partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        return Errors(whole=_UNREADABLE)
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        return Errors(whole=_UNREADABLE)
    return _checked(form, [(name, text) for name, text in pairs if name in BY_NAME or name == NONCE], today)


def _checked(form: Form, pairs: list[tuple[str, str]], today: date) -> Submission | Errors:
    typed = dict(pairs)
    if len(typed) < len(pairs) or not _NONCE.fullmatch(typed.get(NONCE, "-")):
        return Errors(whole=_UNREADABLE)
    answers: dict[str, Answer] = {}
    wrong: dict[str, str] = {}
    for spec in FIELDS:
        try:
            answer = checked(spec, typed.get(spec.name, ""), today=today, region=form.region)
        except Wrong as mistake:
            wrong[spec.name] = str(mistake)
        else:
            if answer is not None:
                answers[spec.name] = answer
    if wrong:
        return Errors(fields=MappingProxyType(wrong), typed=MappingProxyType(_shown_again(typed)))
    return Submission(answers=MappingProxyType(answers), nonce=typed.get(NONCE, ""))


def _shown_again(typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, cut where it is far too long for its field, so that the page stays small."""
    return {
        name: text[: 2 * BY_NAME[name].most] if name in BY_NAME and BY_NAME[name].kind is not FieldKind.TICK else text
        for name, text in typed.items()
    }
