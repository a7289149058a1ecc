"""The names of letters, apart from their words: rules name them, and are read often."""

from enum import StrEnum
from typing import Final


class LetterName(StrEnum):
    """A letter, as rules name it."""

    INTRODUCTION = "introduction"
    THANK_YOU = "thank-you"
    INITIAL_EVALUATION = "initial-evaluation"
    VISIT_SUMMARY = "visit-summary"
    PLATEAU = "plateau"
    CLEARANCE_REQUEST = "clearance-request"
    ADHERENCE_NOTE = "adherence-note"
    DISCHARGE_SUMMARY = "discharge-summary"
    RE_INTRODUCTION = "re-introduction"
    VISIT_REMINDER = "visit-reminder"
    COULD_NOT_REACH = "could-not-reach"
    INCIDENT_NOTE = "incident-note"
    TOUCH = "touch"
    COVER_SHEET = "cover-sheet"

    @classmethod
    def _missing_(cls, value: object) -> "LetterName | None":
        """Rules of earlier versions say `adherence`."""
        return cls.ADHERENCE_NOTE if value == "adherence" else None


#: Letters that tell of no client, so that no authorization has to be in force.
OF_NOBODY: Final = frozenset(
    {
        LetterName.INTRODUCTION,
        LetterName.THANK_YOU,
        LetterName.RE_INTRODUCTION,
        LetterName.VISIT_REMINDER,
        LetterName.COULD_NOT_REACH,
        LetterName.TOUCH,
        LetterName.COVER_SHEET,
    }
)
