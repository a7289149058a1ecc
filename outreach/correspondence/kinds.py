"""Which letters and call scripts there are, what each cannot do without, and whether it tells of a client."""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Final

from outreach.letter_names import LetterName as LetterName


class ScriptName(StrEnum):
    """What to say in a call or a meeting."""

    INTRODUCTION_CALL = "introduction-call"
    MEETING = "meeting"
    RED_FLAG_CALL = "red-flag-call"
    DECLINE_CALL = "decline-call"
    PLATEAU_CALL = "plateau-call"
    PROGRESS_CALL = "progress-call"


class Audience(Enum):
    """Who reads a letter."""

    PROVIDER = "provider"
    CLIENT = "client"
    #: Whoever stands at the fax machine: nothing of a client.
    OFFICE = "office"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One letter or script."""

    name: LetterName | ScriptName
    #: The parts of an `Occasion` that have to be there.
    needs: tuple[str, ...] = ()
    audience: Audience = Audience.PROVIDER
    #: Whether its words tell of a client, so that an authorization has to be named on it.
    tells_of_client: bool = False
    #: Whether an opt-out from outreach stops it; what belongs to a client's care goes on.
    outreach: bool = False


def _telling(name: LetterName | ScriptName, *needs: str) -> Kind:
    return Kind(name=name, needs=("client", "authorization", *needs), tells_of_client=True)


LETTERS: Final[dict[LetterName, Kind]] = {
    LetterName.INTRODUCTION: Kind(name=LetterName.INTRODUCTION, needs=("call_on",), outreach=True),
    LetterName.THANK_YOU: Kind(name=LetterName.THANK_YOU, needs=("referred_on",)),
    LetterName.INITIAL_EVALUATION: _telling(LetterName.INITIAL_EVALUATION, "assessed_on", "results", "plan"),
    LetterName.VISIT_SUMMARY: _telling(LetterName.VISIT_SUMMARY, "visit_on", "agreed"),
    LetterName.PLATEAU: _telling(LetterName.PLATEAU, "results", "unchanged_since", "plan"),
    LetterName.CLEARANCE_REQUEST: _telling(LetterName.CLEARANCE_REQUEST),
    LetterName.ADHERENCE_NOTE: _telling(LetterName.ADHERENCE_NOTE, "last_seen"),
    LetterName.DISCHARGE_SUMMARY: _telling(LetterName.DISCHARGE_SUMMARY, "discharged_on"),
    LetterName.RE_INTRODUCTION: Kind(name=LetterName.RE_INTRODUCTION, needs=("last_contact", "call_on"), outreach=True),
    LetterName.VISIT_REMINDER: Kind(
        name=LetterName.VISIT_REMINDER, needs=("visit_at",), audience=Audience.CLIENT, outreach=True
    ),
    LetterName.COULD_NOT_REACH: Kind(
        name=LetterName.COULD_NOT_REACH, needs=("referred_on", "tried_on", "reference"), audience=Audience.OFFICE
    ),
    LetterName.INCIDENT_NOTE: _telling(LetterName.INCIDENT_NOTE, "incident"),
    LetterName.TOUCH: Kind(name=LetterName.TOUCH, outreach=True),
    LetterName.COVER_SHEET: Kind(name=LetterName.COVER_SHEET, needs=("fax",), audience=Audience.OFFICE),
}

SCRIPTS: Final[dict[ScriptName, Kind]] = {
    ScriptName.INTRODUCTION_CALL: Kind(name=ScriptName.INTRODUCTION_CALL, outreach=True),
    ScriptName.MEETING: Kind(name=ScriptName.MEETING, outreach=True),
    ScriptName.RED_FLAG_CALL: _telling(ScriptName.RED_FLAG_CALL, "incident"),
    ScriptName.DECLINE_CALL: _telling(ScriptName.DECLINE_CALL, "results"),
    ScriptName.PLATEAU_CALL: _telling(ScriptName.PLATEAU_CALL, "results", "unchanged_since"),
    ScriptName.PROGRESS_CALL: _telling(ScriptName.PROGRESS_CALL, "results"),
}
