"""The ethics guard: what must not be said in outreach.

It looks for a benefit, for those who get it, for referring, and for what ties them together; then whether the
sentence denies it. It lowers a risk; it is no legal advice and clears no text.
"""

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from outreach.ethics import claims, deals, matching, rules, text, words
from outreach.ethics.matching import Span


class Level(Enum):
    """How grave a finding is."""

    #: It must not go out.
    BLOCK = "block"
    #: It may go out if somebody has looked at it.
    WARN = "warn"


#: An item of a list is at most this long.
_LISTED = 120

#: Most sentences have no benefit in them, and need no second look.
_ANY_BENEFIT = words.union(*(b.vocabulary for b in rules.BENEFITS), deals.ANY)

BLOCK = Level.BLOCK
WARN = Level.WARN


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Words that must not be said, or only with care."""

    level: Level
    #: Counted from 1.
    line: int
    #: Where the words stand in the text: `text[start:end]`.
    start: int
    end: int
    #: As written, on one line.
    words: str
    #: The rule's name.
    rule: str
    reason: str
    #: Better words, or what to do.
    rewrite: str


@dataclass(frozen=True, slots=True)
class _Hit:
    level: Level
    span: Span
    rule: str
    reason: str
    rewrite: str


def check(text_: str, identifiers: Iterable[str] = ()) -> list[Finding]:
    """What in a text must not be said, in the order of the text.

    `identifiers` are a client's names or the like, which have no place in outreach.
    """
    plain = text.plain(text_)
    hits = [*_in_sentences(plain.text), *_identifiers(plain.text, identifiers)]
    lines = [m.start() for m in re.finditer("\n", text_)]
    return [
        Finding(
            level=hit.level,
            line=bisect.bisect_left(lines, start) + 1,
            start=start,
            end=end,
            words=" ".join(text_[start:end].split()),
            rule=hit.rule,
            reason=hit.reason,
            rewrite=hit.rewrite,
        )
        for hit in _merged(hits)
        for start, end in [plain.origin(*hit.span)]
    ]


def _in_sentences(plain: str) -> Iterator[_Hit]:
    heading = None
    found = [None, *text.sentences(plain), None]
    for before, here, after in zip(found, found[1:], found[2:], strict=False):
        assert here is not None
        if here.joined or len(here.text) > _LISTED:
            heading = None
        at = matching.Reading(here, before, after, heading)
        if here.text.endswith(":"):
            heading = here
        suspect = _ANY_BENEFIT.search(here.text) is not None
        boast = claims.ANY.search(here.text) is not None
        for hit in (
            *(_benefits(at) if suspect else ()),
            *(_deals(at) if suspect else ()),
            *(_claims(at) if boast else ()),
        ):
            yield _Hit(hit.level, (here.at + hit.span[0], here.at + hit.span[1]), hit.rule, hit.reason, hit.rewrite)


def _benefits(at: matching.Reading) -> Iterator[_Hit]:
    for benefit in rules.BENEFITS:
        for span in at.find(benefit.vocabulary):
            if matching.denied(at, span) or rules.innocent(at, benefit, span):
                continue
            offense = rules.offends(at, benefit, span)
            if offense is not None:
                yield _Hit(BLOCK, offense, benefit.rule, benefit.reason, benefit.rewrite)
            elif benefit.warning:
                yield _Hit(WARN, span, benefit.rule, benefit.warning, benefit.rewrite)


def _deals(at: matching.Reading) -> Iterator[_Hit]:
    for span in (*deals.made(at), *deals.flowing(at)):
        yield _Hit(BLOCK, span, "deal", rules.DEAL_REASON, rules.NOTHING_BACK)


def _claims(at: matching.Reading) -> Iterator[_Hit]:
    for claim in claims.CLAIMS:
        for span in claims.made(at, claim):
            yield _Hit(WARN, span, claim.rule, claim.reason, claim.rewrite)


def _identifiers(plain: str, identifiers: Iterable[str]) -> Iterator[_Hit]:
    for identifier in identifiers:
        wanted = " ".join(text.plain(identifier).text.split())
        if len(wanted) < 2:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain):
            yield _Hit(
                WARN,
                match.span(),
                "identifier",
                "it identifies a client",
                "Leave the client out of outreach, or send a report under the client's authorization.",
            )


def _merged(hits: Iterable[_Hit]) -> list[_Hit]:
    """Overlapping hits as one, under the graver and then the earlier rule."""
    merged: list[_Hit] = []
    for hit in sorted(hits, key=lambda h: (h.span[0], h.level is WARN, -h.span[1])):
        if merged and hit.span[0] < merged[-1].span[1]:
            last = merged.pop()
            chief = hit if last.level is WARN and hit.level is BLOCK else last
            span = (last.span[0], max(last.span[1], hit.span[1])) if hit.level is last.level else chief.span
            merged.append(_Hit(chief.level, span, chief.rule, chief.reason, chief.rewrite))
        else:
            merged.append(hit)
    return merged
