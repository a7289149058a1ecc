"""What an authorization, an agreement or an opt-out has to say before it counts as a fact."""

import difflib
import re
from collections.abc import Mapping
from enum import StrEnum

from outreach.consent import STANDARD_PURPOSE, STANDARD_WHAT, Direction, Sensitive, Way
from scheduler.facts import Scalar


class BadFact(ValueError):
    """What was told is not a fact of its kind; the message never repeats what it said of a client."""


#: Other words for the ways that people are reached.
_WAYS = {
    "e-mail": Way.EMAIL,
    "mail": Way.MAIL,
    "post": Way.MAIL,
    "letter": Way.MAIL,
    "sms": Way.TEXT,
    "call": Way.PHONE,
}


def authorization(data: Mapping[str, Scalar]) -> Mapping[str, Scalar]:
    """The elements of 45 CFR 164.508(c)(1): what the release form says where nothing else is told; the end and a
    representative's authority have to be told."""
    if "until" not in data and "ends" not in data:
        raise BadFact(
            'an authorization names its end: until (a date) or ends (an event, as in "end of programme"); '
            "45 CFR 164.508(c)(1)(v)"
        )
    signer = str(data.get("signer", "client"))
    if signer.casefold() in ("client", "the client", "self"):
        signer = "client"
    elif "authority" not in data:
        raise BadFact("a representative signs by some authority: say which (authority); 45 CFR 164.508(c)(1)(vi)")
    full = {"what": STANDARD_WHAT, "purpose": STANDARD_PURPOSE, **data, "signer": signer}
    if "ends" in full:
        full["ends"] = re.sub(r"\s+", " ", str(full["ends"])).strip()
    if "direction" in full:
        full["direction"] = _one_of(Direction, str(full["direction"]), "direction")
    if "sensitive" in full:
        ticked = [_one_of(Sensitive, word, "sensitive") for word in str(full["sensitive"]).split(",")]
        full["sensitive"] = ", ".join(sorted(set(ticked)))
    return full


def way(data: Mapping[str, Scalar]) -> Mapping[str, Scalar]:
    """The way that an agreement or an opt-out speaks of, as the closed list writes it."""
    if "channel" not in data:
        return data
    word = str(data["channel"]).casefold().strip()
    return {**data, "channel": str(_WAYS.get(word) or _one_of(Way, word, "channel"))}


def way_named(text: str) -> Way | None:
    """The way that a word stands for, or None where it is some other word."""
    word = " ".join(text.casefold().replace("_", " ").split())
    found = _WAYS.get(word)
    return found or next((way for way in Way if way.value == word), None)


def _one_of(known: type[StrEnum], text: str, name: str) -> str:
    words = {str(word).casefold(): str(word) for word in known}
    word = " ".join(text.casefold().replace("_", " ").split())
    if word in words:
        return words[word]
    near = difflib.get_close_matches(word, words, n=1)
    hint = f"did you mean {words[near[0]]}?" if near else f"valid: {', '.join(words.values())}"
    raise BadFact(f"that {name} is not known; {hint}")
