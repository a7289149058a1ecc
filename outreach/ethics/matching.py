"""Reading one sentence: where its words are, whether they are denied, and what ties a benefit to referring."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from outreach.ethics import words
from outreach.ethics.text import Sentence

Span = tuple[int, int]

#: How far apart a benefit and an act of referring may stand, in characters.
_REACH = 220
#: How far a tie may stand before the act that it ties: about four words.
_TIE = 34


@dataclass(eq=False)
class Reading:
    """A sentence and its neighbours; what it says is looked for when asked, and once."""

    sentence: Sentence
    before: Sentence | None
    after: Sentence | None
    #: The line ending in a colon under which it is listed.
    heading: Sentence | None = None
    _known: dict[re.Pattern[str], tuple[Span, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def text(self) -> str:
        """The text to look for offers in, innocent senses blotted out; as long as the sentence."""
        return _blotted(self.sentence.text)

    @cached_property
    def acts(self) -> tuple[Span, ...]:
        """Where somebody refers."""
        return tuple(s for s in self.find(words.REFERRING) if not _inside(s, self._unneeded))

    @cached_property
    def heads(self) -> tuple[Span, ...]:
        """Where clients are counted by heads."""
        return tuple(s for s in self.find(words.PER_HEAD) if not _inside(s, self._unneeded))

    @cached_property
    def flips(self) -> tuple[Span, ...]:
        """Negators that negate nothing."""
        return spans(words.FLIPS, self.sentence.text)

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Where new clauses begin."""
        return spans(words.CLAUSE, self.sentence.text)

    @cached_property
    def called_for(self) -> bool:
        """Whether this sentence gives what the one before or after asks or thanks for: `Refer a friend. Get $50.`"""
        return _thanked_for(self) or _listed_for(self) or _promised_for(self)

    @cached_property
    def _unneeded(self) -> tuple[Span, ...]:
        return (*spans(words.UNNEEDED, self.text), *_untied(self.text))

    def find(self, pattern: re.Pattern[str]) -> tuple[Span, ...]:
        """Where a vocabulary occurs; each is looked for once."""
        if pattern not in self._known:
            self._known[pattern] = spans(pattern, self.text)
        return self._known[pattern]

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Whether a vocabulary occurs."""
        return bool(self.find(pattern))


def spans(pattern: re.Pattern[str], text: str) -> tuple[Span, ...]:
    """Where a pattern occurs."""
    return tuple(m.span() for m in pattern.finditer(text) if m.end() > m.start())


def _blotted(text: str) -> str:
    return words.INNOCENT.sub(lambda m: "\0" * len(m[0]), text)


def _untied(text: str) -> list[Span]:
    """What a good is said not to hang on: `does not vary with the number of referrals`."""
    return [(start, end + _TIE) for start, end in spans(words.UNTIED, text)]


def denied(at: Reading, span: Span) -> bool:
    """Whether the sentence, or the one that answers it, says that this is not so."""
    if _answered(at, words.DENIAL) and (at.sentence.asks or words.OTHERS.search(at.sentence.text)):
        return True
    if at.heading is not None and _denying(at.heading.text):
        return True
    if words.HYPOTHETICAL.search(at.sentence.text, 0, span[0]):
        return True
    return _denied_here(at, span) and not _answered(at, words.AFFIRMED)


def _denied_here(at: Reading, span: Span) -> bool:
    text = at.sentence.text
    start = max((s for s, _ in at.clauses if s <= span[0]), default=0)
    end = min((s for s, _ in at.clauses if s >= span[1]), default=len(text))
    if text[start : start + 1] == ":":
        heading = words.DENIED_LIST.search(text, 0, start)
        if heading is not None and not _inside(heading.span(), at.flips):
            return True
    for negator in words.NEGATORS.finditer(text, start, span[1]):
        if negator.start() < span[0] and not _inside(negator.span(), at.flips):
            return True
    after = words.DENIED.search(text, span[1], end)
    if after is not None and not _inside(after.span(), at.flips):
        return True
    return words.REFUSED.search(text[span[1] :]) is not None


def _denying(heading: str) -> bool:
    flips = spans(words.FLIPS, heading)
    return any(not _inside(s, flips) for s in spans(words.NEGATORS, heading))


def _answered(at: Reading, pattern: re.Pattern[str]) -> bool:
    return at.after is not None and at.after.joined and pattern.search(at.after.text) is not None


def _inside(span: Span, others: Iterable[Span]) -> bool:
    return any(a < span[1] and span[0] < b for a, b in others)


def nearest_act(at: Reading, span: Span, *, strict: bool = False) -> Span | None:
    """The act of referring or the head counted that stands nearest to a benefit, if any is in reach."""
    heads = [h for h in at.heads if not own_client(at, h)] if strict else at.heads
    near = [a for a in (*at.acts, *heads) if _gap(a, span) <= _REACH and not (span[0] <= a[0] and a[1] <= span[1])]
    inner = [a for a in at.acts if span[0] <= a[0] and a[1] <= span[1]]
    return min(near or inner, key=lambda a: _gap(a, span), default=None)


def tied(at: Reading, span: Span) -> Span | None:
    """The act that a benefit is tied to by a word such as `for each`, `when` or `and we will`, not merely near."""
    links, results = at.find(words.LINK), at.find(words.RESULT)
    for act in (*at.acts, *at.heads):
        if _gap(act, span) > _REACH or own_client(at, act) or word_back_between(at, act, span):
            continue
        if any(_leads(link, act) for link in links) or (act in at.heads):
            return act
        if act[1] <= span[0] and any(act[1] - 1 <= r[0] and r[1] <= span[1] and r[0] - act[1] <= _TIE for r in results):
            return act
        if span[1] <= act[0] and any(span[1] - 1 <= r[0] and r[1] <= act[1] for r in results):
            return act
    return None


def own_client(at: Reading, head: Span) -> bool:
    """Whether a head counted is only a client of the practice, and nobody who refers is in sight."""
    if head not in at.heads or not words.CLIENT.search(at.text, head[0], head[1]):
        return False
    return not (at.acts or at.has(words.RECEIVER) or at.has(words.YOU))


def word_back_between(at: Reading, act: Span, span: Span) -> bool:
    """Whether a report or the like stands between: then that is what is promised for the act."""
    low, high = min(act[1], span[1]), max(act[0], span[0])
    return any(low <= s and e <= high for s, e in at.find(words.WORD_BACK))


def _leads(link: Span, act: Span) -> bool:
    return link[0] <= act[0] <= link[1] + _TIE and link[1] <= act[1]


def _gap(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


def near(at: Reading, pattern: re.Pattern[str], span: Span, reach: int) -> bool:
    """Whether a vocabulary occurs within reach of a benefit."""
    return any(_gap(s, span) <= reach for s in at.find(pattern))


def _thanked_for(at: Reading) -> bool:
    if at.before is None or not at.sentence.joined or not words.HANDED_OVER.search(at.sentence.text):
        return False
    return len(at.before.text) < 160 and bool(words.THANKS.search(at.before.text)) and _acts(at.before)


def _listed_for(at: Reading) -> bool:
    return at.heading is not None and bool(words.OFFERED_LIST.search(at.heading.text)) and _acts(at.heading)


def _promised_for(at: Reading) -> bool:
    if not words.PROMISE.search(at.sentence.text):
        return False
    return any(len(o.text) < 160 and words.CALL.search(o.text) and _acts(o) for o in beside(at))


def beside(at: Reading) -> list[Sentence]:
    """The neighbours in the same paragraph."""
    before = at.before if at.sentence.joined else None
    after = at.after if at.after is not None and at.after.joined else None
    return [s for s in (before, after) if s is not None]


def _acts(sentence: Sentence) -> bool:
    return any(not _denied_act(sentence.text, s) for s in spans(words.REFERRING, _blotted(sentence.text)))


def _denied_act(text: str, span: Span) -> bool:
    return words.NEGATORS.search(text, max(0, span[0] - 30), span[0]) is not None
