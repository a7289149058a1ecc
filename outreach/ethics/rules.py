"""Benefits that must not be tied to referring, each with its reason and better words."""

import re
from dataclasses import dataclass
from enum import Enum

from outreach.ethics import matching, words
from outreach.ethics.matching import Reading, Span


class Needs(Enum):
    """What makes a benefit an offense."""

    #: Nothing more: the words say it.
    NOTHING = "nothing"
    #: An act of referring in the same sentence.
    ACT = "act"
    #: An act of referring that a word ties to the benefit.
    TIE = "tie"


class For(Enum):
    """To whom it may not be offered even without a word about referring."""

    NOBODY = "nobody"
    #: Providers, their offices and staff.
    OFFICES = "offices"
    #: The reader too.
    READER = "reader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit:
    """A kind of benefit that is blocked where it is tied to referring."""

    rule: str
    vocabulary: re.Pattern[str]
    needs: Needs
    reason: str
    rewrite: str
    not_for: For = For.NOBODY
    #: The same words may be a price that a client pays.
    priced: bool = False
    #: A warning where it is not blocked: its reason.
    warning: str = ""


_LAW = "federal and state law forbid paying for referrals (42 USC 1320a-7b(b), Florida 817.505, Texas Occ. 102.001)"
NOTHING_BACK = (
    'Leave it out; promise a prompt report instead: "You will have a one-page report within 3 business days."'
)
DEAL_REASON = f"something of value for those who refer, on the condition that clients come; {_LAW}"
_THANKS = 'Thank in words only: "Thank you for referring your patient; the report follows on Friday."'

BENEFITS: tuple[Benefit, ...] = (
    Benefit(
        rule="referral-fee",
        vocabulary=words.REFERRAL_FEE,
        needs=Needs.NOTHING,
        reason=f"a fee or reward for referrals; {_LAW}",
        rewrite=NOTHING_BACK,
    ),
    Benefit(
        rule="cash",
        vocabulary=words.CASH,
        needs=Needs.NOTHING,
        reason="cash, gift cards and the like are never given, whatever the sum and the occasion",
        rewrite=_THANKS,
    ),
    Benefit(
        rule="payment",
        vocabulary=words.PAYING,
        needs=Needs.ACT,
        reason=f"payment tied to referrals; {_LAW}",
        rewrite=NOTHING_BACK,
    ),
    Benefit(
        rule="money",
        vocabulary=words.MONEY,
        needs=Needs.ACT,
        priced=True,
        reason=f"a sum of money tied to referrals; {_LAW}",
        rewrite=NOTHING_BACK,
    ),
    Benefit(
        rule="money",
        vocabulary=words.TO_YOU,
        needs=Needs.NOTHING,
        reason=f"money for those who refer or their offices; {_LAW}",
        rewrite=NOTHING_BACK,
    ),
    Benefit(
        rule="share",
        vocabulary=words.SHARE,
        needs=Needs.ACT,
        not_for=For.READER,
        reason=f"a share of what clients pay, for those who send them, is fee splitting; {_LAW}",
        rewrite=NOTHING_BACK,
    ),
    Benefit(
        rule="gift",
        vocabulary=words.GIFT,
        needs=Needs.ACT,
        not_for=For.READER,
        reason="a gift to those who refer can be read as payment for referrals",
        rewrite=_THANKS,
    ),
    Benefit(
        rule="token",
        vocabulary=words.TOKEN,
        needs=Needs.ACT,
        reason="an unnamed favor for referrals is still a gift for referrals",
        rewrite=_THANKS,
    ),
    Benefit(
        rule="reward",
        vocabulary=words.REWARD,
        needs=Needs.ACT,
        not_for=For.OFFICES,
        reason=f"a reward or incentive for referrals; {_LAW}",
        rewrite=NOTHING_BACK,
    ),
    Benefit(
        rule="raffle",
        vocabulary=words.RAFFLE,
        needs=Needs.ACT,
        not_for=For.OFFICES,
        reason="a prize or a chance to win one is a reward for referrals",
        rewrite=NOTHING_BACK,
    ),
    Benefit(
        rule="free-service",
        vocabulary=words.FREE,
        needs=Needs.ACT,
        not_for=For.READER,
        reason="free services for those who refer are payment in kind",
        rewrite="Leave it out, or describe the service at its usual price.",
    ),
    Benefit(
        rule="discount",
        vocabulary=words.DISCOUNT,
        needs=Needs.ACT,
        not_for=For.OFFICES,
        reason="a discount for those who refer is payment in kind",
        rewrite="Leave it out; name the usual price.",
        warning="a discount can be read as an inducement",
    ),
    Benefit(
        rule="favor",
        vocabulary=words.FAVOUR,
        needs=Needs.ACT,
        reason="it promises something for referrals without naming it",
        rewrite=NOTHING_BACK,
        warning="it sounds like a favor for a favor",
    ),
    Benefit(
        rule="disguised-payment",
        vocabulary=words.DISGUISED,
        needs=Needs.ACT,
        reason=f"a fee, rent or honorarium that depends on referrals is payment for them; {_LAW}",
        rewrite="Keep it apart from referrals: a written agreement at fair market value, or leave it out.",
    ),
    Benefit(
        rule="disguised-payment",
        vocabulary=words.ROLE,
        needs=Needs.TIE,
        reason="a role, room or cost that depends on referrals is payment for them",
        rewrite="Keep it apart from referrals: a written agreement at fair market value, or leave it out.",
    ),
    Benefit(
        rule="hospitality",
        vocabulary=words.SOFT,
        needs=Needs.TIE,
        reason="a meal, ticket, present or donation tied to referrals is payment in kind",
        rewrite=_THANKS,
        warning="meals, tickets, presents and donations to offices can look like payment for referrals",
    ),
)


#: What a practice may well give to its own clients.
_GIVEN_TO_CLIENTS_TOO = ("free-service", "discount", "gift", "token")


def offends(at: Reading, benefit: Benefit, span: Span) -> Span | None:
    """The stretch to block, from the benefit to what it is tied to; None where nothing offends."""
    if benefit.rule == "free-service" and matching.near(at, words.WORD_BACK, span, 25):
        return None
    if benefit.rule == "free-service" and at.has(words.TALK):
        return matching.tied(at, span)
    if benefit.priced and at.has(words.PRICE) and not _counted(at, span):
        return None
    act = _tied(at, benefit, span)
    if act is None:
        return span if benefit.needs is Needs.NOTHING or _for_them(at, benefit, span) else None
    return (min(act[0], span[0]), max(act[1], span[1]))


def _counted(at: Reading, span: Span) -> bool:
    """Whether a sum is counted by referrals or goes to an office, so that it is no price."""
    counted = any(words.REFERRED_HEAD.search(at.text, *h) for h in _heads(at, span))
    return counted or matching.near(at, words.RECEIVER, span, 30)


def _heads(at: Reading, span: Span) -> list[Span]:
    """The heads by which a sum is counted: `$50 to your office for each patient`, `$50 a patient`."""
    counted = [h for h in at.heads if 0 <= h[0] - span[1] <= 40 or 0 <= span[0] - h[1] <= 8]
    return [*counted, *(h for h in at.find(words.A_HEAD) if 0 <= h[0] - span[1] <= 3)]


def _tied(at: Reading, benefit: Benefit, span: Span) -> Span | None:
    if benefit.needs is Needs.NOTHING:
        return None
    if benefit.needs is Needs.TIE:
        act = matching.tied(at, span)
        return span if act is None and not at.acts and at.called_for else act
    if benefit.vocabulary is words.MONEY:
        return _money(at, span)
    act = matching.nearest_act(at, span, strict=benefit.rule in _GIVEN_TO_CLIENTS_TOO)
    if act is None:
        return span if at.called_for else None
    if benefit.priced and matching.word_back_between(at, act, span):
        return None
    return act


def _money(at: Reading, span: Span) -> Span | None:
    """A sum is an offer when it is counted by heads or given; else it is only a number."""
    head = next(iter(_heads(at, span)), None)
    if head is not None:
        return head
    given = at.has(words.GIVING) or at.has(words.RECEIVER) or at.has(words.YOU) or "$$" in at.text
    if not given:
        return None
    act = matching.nearest_act(at, span)
    if act is not None and not matching.word_back_between(at, act, span):
        return act
    return span if act is None and at.called_for else None


def _for_them(at: Reading, benefit: Benefit, span: Span) -> bool:
    if benefit.not_for is For.NOBODY or (benefit.rule == "discount" and at.has(words.PUBLIC)):
        return False
    if matching.near(at, words.RECEIVER, span, 60):
        return True
    reader = words.FOR_YOU if benefit.rule == "free-service" else words.YOU
    return benefit.not_for is For.READER and matching.near(at, reader, span, 30)


def innocent(at: Reading, benefit: Benefit, span: Span) -> bool:
    """Whether the sentence is about somebody outside (her daughter's gift), or sells rather than gives."""
    if "kick" in at.text[slice(*span)] and at.has(words.EXERCISE) and not at.acts:
        return not at.has(words.MONEY) and not at.has(words.RECEIVER)
    if benefit.rule in ("hospitality", "gift") and words.TO_CLIENT.search(at.text, max(0, span[0] - 40), span[0]):
        return True
    if benefit.rule not in ("cash", "gift", "hospitality", "money"):
        return False
    outside = at.has(words.THIRD) and not at.has(words.YOU) and not at.acts and not at.has(words.RECEIVER)
    sold = at.has(words.SELLS) and not at.acts and not at.has(words.YOU)
    return (
        outside
        or (benefit.rule in ("cash", "gift") and sold)
        or (benefit.rule == "cash" and at.has(words.SALE) and not at.acts and not at.has(words.RECEIVER))
    )
