"""Ways: how each kind of follow-up can be done, and what it is for; by that wishes count for it or not."""

from collections.abc import Mapping
from types import MappingProxyType

from outreach.consent import Purpose, Way
from scheduler.followups import FollowUpKind, Priority

#: The ways in which each can be done.
WAYS: Mapping[FollowUpKind, tuple[Way, ...]] = MappingProxyType(
    {
        FollowUpKind.CALL: (Way.PHONE,),
        FollowUpKind.REPORT: (Way.FAX, Way.MAIL, Way.PORTAL, Way.EMAIL, Way.IN_PERSON),
        FollowUpKind.VISIT: (Way.IN_PERSON,),
        FollowUpKind.MEETING: (Way.IN_PERSON, Way.PHONE),
        FollowUpKind.INTRODUCTION: (Way.PHONE, Way.IN_PERSON, Way.MAIL),
        FollowUpKind.REFERRAL_FORM: (Way.IN_PERSON, Way.MAIL, Way.FAX),
        FollowUpKind.THANK_YOU: (Way.MAIL, Way.PHONE, Way.FAX, Way.EMAIL, Way.IN_PERSON),
        FollowUpKind.LETTER: (Way.FAX, Way.MAIL, Way.PORTAL, Way.EMAIL, Way.IN_PERSON),
        FollowUpKind.REQUEST: (Way.PHONE, Way.FAX, Way.MAIL, Way.EMAIL, Way.IN_PERSON),
        FollowUpKind.CHECK: (Way.PHONE, Way.IN_PERSON, Way.EMAIL),
    }
)


def purpose_of(kind: FollowUpKind, priority: Priority, *, of_client: bool) -> Purpose:
    """What a follow-up is for: a client's safety and care, or the relationship with an office."""
    if priority <= Priority.SAME_DAY:
        return Purpose.SAFETY
    if kind is FollowUpKind.REFERRAL_FORM:
        return Purpose.MARKETING
    social = (FollowUpKind.INTRODUCTION, FollowUpKind.MEETING, FollowUpKind.THANK_YOU)
    return Purpose.RELATIONSHIP if kind in social or not of_client else Purpose.CLINICAL
