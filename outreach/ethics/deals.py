"""A deal told in other words: how much speaks for it that a good is given for clients who come.

The benefits of `rules` are named, and one word beside them is enough. Here the words are wide and innocent alone, so
points are counted: for the good, for the side it goes to, for clients who come, for a condition. Innocent sentences
hardly ever have more than one of the four.
"""

import re
from collections.abc import Iterator

from outreach.ethics import matching, words
from outreach.ethics.matching import Reading, Span

#: How far what makes a good a deal may stand from it, in characters.
_REACH = 180
#: How far money may stand from where it goes.
_NEAR = 70
#: How far clients may stand behind the condition that leads to them.
_LINK = 30
#: A neighbour longer than this is about something else.
_SHORT = 90
#: How much must bind a good: most what is given out of courtesy too, like coffee; a sum by the head binds itself.
_LEAST = {1: 3, 4: 0}
#: So many points make a deal.
_DEAL = 5
#: What may be given, with the points it has by itself: money and pay most, what is also courtesy least.
_GOODS = (
    (words.PAYOFF, 3),
    (words.PAYING, 3),
    (words.SHARE, 3),
    (words.COST, 2),
    (words.BY_HEAD, 4),
    (words.GAIN, 2),
    (words.GIFT, 2),
    (words.REWARD, 2),
    (words.RAFFLE, 2),
    (words.FREE, 2),
    (words.DISCOUNT, 2),
    (words.FAVOUR, 2),
    (words.DISGUISED, 2),
    (words.TOKEN, 1),
    (words.ROLE, 1),
    (words.SOFT, 1),
)
#: Most sentences of a letter have none of it, and need no second look.
ANY = words.union(*(pattern for pattern, _ in _GOODS), words.FLOW)
#: What an office is paid or spared; a client beside it is what it is paid for.
_PAID = (words.PAYOFF, words.PAYING, words.SHARE, words.COST)
#: The good goes to a client: `your patients get a free class`, `a free class for the client`.
_CLIENT = r"(?:patients?|clients?|members?|participants?|they|he|she|them|him|her|people|seniors|veterans|families)"
#: A word that begins no new subject.
_SAME = r"(?!(?:i|we|you|your)\b)[\w'-]+"
_GETTING = re.compile(
    rf"\b{_CLIENT}(?:'ll)? (?:{_SAME} ){{0,4}}?(?:gets?|receives?|has|have|is|are|may|can|will|would|try|tries|starts?|"
    r"begins?|pays?|paid|saves?|earns?|wins?|collects?|enjoys?|owes?|buys?|bought|uses?|"
    r"joins?)(?: (?!(?:i|we|you|your)\b)[\w'$%.,-]+){0,6}? ?$"
)
_GIVEN = re.compile(
    rf"^(?: [\w'-]+){{0,4}}? (?:for|to|by|of|from) (?:the |your |our |any |each |every |all |a |new |referred |one )*"
    rf"(?:[\w'-]+ )?{_CLIENT}\b(?! (?:who keep|who you|that you|you|from your)\b)"
)
_TO_CLIENT = re.compile(
    rf"\b(?:give|offer|send|charge|provide|sell|bill|refund|show|greet|start|allow)s? (?:the |your |our |"
    rf"any |each |every |"
    rf"all |a |new |referred )*{_CLIENT}(?: [\w'-]+){{0,4}} ?$"
)


def made(at: Reading) -> Iterator[Span]:
    """Where a sentence makes a deal; each from the good to what it is for."""
    if at.has(words.UNTIED):
        return
    for vocabulary, worth in _GOODS:
        for good in at.find(vocabulary):
            source = _nearest(good, (*at.acts, *_heads(at), *at.find(words.HINT)))
            points = worth + _points(at, good, source, least=_LEAST.get(worth, 1))
            if (
                points >= _DEAL
                and not (vocabulary not in _PAID and _clients(at, good))
                and not matching.denied(at, good)
            ):
                source = source or good
                yield (min(good[0], source[0]), max(good[1], source[1]))


def _points(at: Reading, good: Span, source: Span | None, *, least: int) -> int:
    """What else speaks for a deal around a good, or against it; the side it goes to is not enough."""
    side = 2 if _nearest(good, at.find(words.THEIR_SIDE)) else 1 if _nearest(good, at.find(words.TOWARD)) else 0
    bound = _bound(at, good, source, aimed=side > 0)
    return side + bound - 2 * at.has(words.TALK) if bound >= least else 0


def _bound(at: Reading, good: Span, source: Span | None, *, aimed: bool) -> int:
    """How much binds a good to clients who come."""
    points = int(_nearest(good, at.find(words.CONDITION)) is not None) + 2 * at.has(words.SECRET)
    if (source is not None and not matching.word_back_between(at, source, good)) or at.called_for:
        return points + 2
    if _nearest(good, at.find(words.PEOPLE)):
        return points + (2 if aimed and _linked(at) else 1)
    return points + _beside(at)


def _linked(at: Reading) -> bool:
    """Whether a condition leads to clients: `once one of yours`, `for each individual directed`."""
    return any(0 <= p[0] - c[1] <= _LINK for c in at.find(words.CONDITION) for p in at.find(words.PEOPLE))


def _beside(at: Reading) -> bool:
    """Whether the sentence before or after counts or asks for clients: `It only takes thirty patients.`"""
    return any(
        len(other.text) < _SHORT and (words.PER_HEAD.search(other.text) or words.HINT.search(other.text))
        for other in matching.beside(at)
    )


def flowing(at: Reading) -> Iterator[Span]:
    """Where money makes its way to the reader: `half of it goes back to your clinic`."""
    for flow in at.find(words.FLOW):
        for part in at.find(words.PART):
            near = part[0] < flow[1] and flow[0] - part[1] <= _NEAR
            if near and not matching.denied(at, flow) and not matching.denied(at, part):
                yield (min(flow[0], part[0]), max(flow[1], part[1]))
                break


def _heads(at: Reading) -> list[Span]:
    return [h for h in at.heads if not matching.own_client(at, h)]


def _nearest(good: Span, others: tuple[Span, ...]) -> Span | None:
    """The nearest of other words, if it is in reach and not a part of the good."""
    best, least = None, _REACH + 1
    for other in others:
        gap = max(other[0] - good[1], good[0] - other[1], 0)
        if gap < least and not (good[0] <= other[0] and other[1] <= good[1]):
            best, least = other, gap
    return best


def _clients(at: Reading, good: Span) -> bool:
    """Whether the good is a client's, or a price that a client pays, or what it costs the office to refer: nothing."""
    if at.has(words.UNPRICED) or (at.has(words.SELLS) and not at.has(words.YOU)):
        return True
    if at.has(words.PUBLIC) and not at.acts:
        return True
    if at.has(words.THIRD) and not at.has(words.YOU) and not at.has(words.RECEIVER):
        return True
    before, after = at.text[max(0, good[0] - 80) : good[0]], at.text[good[1] : good[1] + 60]
    toward = _nearest(good, at.find(words.THEIR_SIDE)) or _nearest(good, at.find(words.TOWARD))
    priced = at.has(words.PRICE) and not (at.acts and toward) and words.MONEY.search(at.text, *good) is not None
    return bool(priced or _GETTING.search(before) or _GIVEN.search(after) or _TO_CLIENT.search(before))
