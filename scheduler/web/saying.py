"""Saying: what to say in a call, and the limits on file, beside the number to call."""

from dataclasses import dataclass

from scheduler.corresponding import limits_on_file, script_for
from scheduler.followups import FollowUp, FollowUpKind
from scheduler.history import History
from scheduler.house import House

#: Kinds in which somebody is spoken with.
_SPOKEN = frozenset(
    {FollowUpKind.CALL, FollowUpKind.INTRODUCTION, FollowUpKind.MEETING, FollowUpKind.VISIT, FollowUpKind.REQUEST}
)


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a script: "Say first" and the words."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What is needed to know what to say."""

    history: History
    house: House

    def script(self, follow_up: FollowUp) -> tuple[Said, ...]:
        """What to say, where there is something to be said; a template that cannot be used says nothing here."""
        found = script_for(follow_up, self.history, self.house) if follow_up.open else None
        if found is None:
            return ()
        from outreach.correspondence import Blocked, Lacking, script
        from outreach.templating import TemplateMistake

        name, occasion = found
        try:
            return tuple(Said(x.label, x.words) for x in script(name, occasion, self.house.identity.templates).lines)
        except (Blocked, Lacking, TemplateMistake):
            return ()

    def limits(self, follow_up: FollowUp) -> tuple[str, ...]:
        """The limits on file of the client whom a call is about."""
        client = follow_up.planned.client
        return limits_on_file(self.history, client) if client and follow_up.planned.kind in _SPOKEN else ()
