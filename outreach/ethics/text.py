"""Text as a reader sees it: disguises taken off, cut into sentences, each character knowing where it came from."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: Letters of other alphabets and marks that look like Latin ones, and punctuation that has a plain form.
_LOOKALIKES = str.maketrans(
    "аеорсухіѕԁɡαοιν’‘‚′`´“”„″«»–—−‐‑‒―•·●▪◦|*_~",
    "aeopcyxisdgaoiv''''''\"\"\"\"\"\"-------" + "\n" * 5 + "|   ",
)
#: Digits and signs written in place of letters, inside a word only (`g1ft`, `c@rd`).
_LEET = str.maketrans("013457@$", "oieastas")
_IN_A_WORD = re.compile(r"(?<=[a-z])[013457@$](?=[a-z])")
#: Four or more single letters with blanks, dots or hyphens between them: a word spelled out to slip through.
_SPELLED_OUT = re.compile(r"(?<![a-z0-9])(?:[a-z][ .-]){3,}[a-z](?![a-z0-9'])")
#: A new paragraph or list item ends a sentence; another line break does not.
_HARD_BREAK = re.compile(r"\n(?=[ \t]*(?:\n|\||[-+#>] |\d{1,2}[.)] ))")
_HYPHENATED = re.compile(r"(?<=[a-z])-[ \t]*\n[ \t]*(?=[a-z])")
_BLANKS = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|\n")
_ABBREVIATED = re.compile(r"(?:^|[ (\"'])(?:dr|drs|mr|mrs|ms|st|jr|sr|vs|inc|approx|p\.s|e\.g|i\.e|u\.s|[a-z])$")
_BREAKS = re.compile(r"[ \r]*\r[ \r]*")
#: Long words whose misspellings are read as the word.
_KNOWN = [
    "referral",
    "referrals",
    "referring",
    "referred",
    "commission",
    "commissions",
    "incentive",
    "incentives",
    "discount",
    "discounts",
    "discounted",
    "certificate",
    "certificates",
    "honorarium",
    "complimentary",
    "membership",
    "memberships",
    "compensate",
    "compensation",
    "kickback",
    "kickbacks",
    "giftcard",
    "giftcards",
    "donation",
    "donations",
    "appreciation",
    "introduction",
    "introductions",
    "physician",
    "physicians",
    "patients",
    "sessions",
    "chiropractor",
    "reimburse",
    "sweepstakes",
    "voucher",
    "vouchers",
    "exchange",
    "receptionist",
    "guarantee",
    "guaranteed",
]
_NOT_MISSPELLED = {"inventive", "inventives", "refereed", "donating", "exchanges", "patient", "patience", "session"}
_CHATTED = {
    "u": "you",
    "ur": "your",
    "thx": "thanks",
    "thnx": "thanks",
    "ty": "thank you",
    "pls": "please",
    "w/": "with",
    "ppl": "people",
    "wanna": "want to",
    "gonna": "going to",
    "whats": "what's",
    "cant": "can't",
    "dont": "don't",
    "4": "for",
}
_CHAT = re.compile(
    r"(?<![\w.'])(?:u|ur|thx|thnx|ty|pls|w/|ppl|wanna|gonna|whats|cant|dont|4(?= (?:u|ur|you|your|every|"
    r"each|any)\b))(?![\w.'/-])"
)
_LONG_WORD = re.compile(r"(?<![\w'])[a-z]{7,16}(?![\w'])")
#: Words to tell apart where letters were spelled out without a gap between words.
_APART = re.compile("(gift ?cards?|referrals?|bonus|rewards?|cash|patients?|free|discounts?|commissions?|kickbacks?)")
#: A sentence is never longer than this, which keeps the work linear in the length of the text.
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the plain text."""

    text: str
    #: Where it begins in the plain text.
    at: int
    #: It follows a sentence without a paragraph in between.
    joined: bool

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip("\"')] ").endswith("?")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in lower case without its disguises; `origins` has the place in the original of each character."""

    text: str
    origins: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the plain text came from."""
        return self.origins[start], self.origins[end - 1] + 1


def plain(text: str) -> Plain:
    """The text with look-alikes, invisible characters, spelled-out words and blanks made plain."""
    letters: list[str] = []
    origins: list[int] = []
    for place, char in enumerate(text):
        if char.isascii() and char not in "|*_~":
            letters.append(char.lower())
            origins.append(place)
            continue
        for part in unicodedata.normalize("NFKC", char).translate(_LOOKALIKES).lower():
            if part.isascii() or unicodedata.category(part) not in ("Cf", "Mn"):
                letters.append(part)
                origins.append(place)
    found = Plain("".join(letters), tuple(origins))
    for pattern, change in (
        (_HYPHENATED, lambda _: ""),
        (_SPELLED_OUT, lambda m: _APART.sub(r" \1 ", re.sub("[ .-]", "", m[0])).strip()),
        (_IN_A_WORD, lambda m: m[0].translate(_LEET)),
        (_HARD_BREAK, lambda _: "\r"),
        (_BLANKS, lambda m: "\r" if "\r" in m[0] else " "),
        (_BREAKS, lambda _: "\n"),
        (_LONG_WORD, lambda m: _spelled(m[0])),
        (_CHAT, lambda m: _CHATTED[m[0]]),
    ):
        found = _replaced(found, pattern, change)
    return found


def _replaced(found: Plain, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> Plain:
    letters: list[str] = []
    origins: list[int] = []
    at = 0
    for match in pattern.finditer(found.text):
        letters.append(found.text[at : match.start()])
        origins.extend(found.origins[at : match.start()])
        new = change(match)
        kept = [i for i in range(match.start(), match.end()) if found.text[i] not in " .-"] or [match.start()]
        letters.append(new)
        origins.extend(found.origins[kept[min(i, len(kept) - 1)]] for i in range(len(new)))
        at = match.end()
    letters.append(found.text[at:])
    origins.extend(found.origins[at:])
    return Plain("".join(letters), tuple(origins))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a plain text."""
    start, joined = 0, False
    for match in _END.finditer(text):
        if match[0] == "." and _ABBREVIATED.search(text[max(start, match.start() - 8) : match.start()]):
            continue
        yield from _pieces(text, start, match.end(), joined)
        start, joined = match.end(), match[0] != "\n"
    yield from _pieces(text, start, len(text), joined)


def _pieces(text: str, start: int, end: int, joined: bool) -> Iterator[Sentence]:
    while start < end and text[start] in " \n":
        start += 1
    while end > start and text[end - 1] in " \n":
        end -= 1
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        yield Sentence(text[start:cut], start, joined)
        start, joined = cut, True
    if any(map(str.isalnum, text[start : min(end, start + 40)])) or end - start > 40:
        yield Sentence(text[start:end], start, joined)


def _shortened(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}


_SHORTENED: dict[str, str] = {short: word for word in reversed(_KNOWN) for short in _shortened(word)}


def _spelled(word: str) -> str:
    """A word as it should be spelled, if one letter is missing, doubled, wrong or out of place; else itself."""
    if word in _KNOWN or word in _NOT_MISSPELLED or (word[:-1] in _KNOWN and word[-1] in "dr"):
        return word
    for short in (word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))):
        known = _SHORTENED.get(short)
        if known and abs(len(known) - len(word)) <= 1 and (known + "s" != word) and (known != word + "s"):
            return known
    return word
