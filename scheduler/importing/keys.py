"""Source keys: by them a row is known again at the next import. Hashed, so that no name stands in a key."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

#: So many hexadecimal digits: no two rows of a practice will ever share them.
LENGTH = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """How the rows of these files are keyed."""

    #: The system that the files come from.
    source: str
    #: Whether case, blanks and punctuation count: not in keys that people typed.
    fold: bool = False

    def of(self, makes: str, name: str, values: Sequence[str]) -> str:
        """The key of a row; without a slash, because it becomes part of a follow-up's key."""
        parts = [re.sub(r"[\W_]+", "", v.casefold()) for v in values] if self.fold else list(values)
        while parts and not parts[-1]:
            parts.pop()
        return digest(self.source, makes, name, *parts)[:LENGTH]


def digest(*parts: str) -> str:
    """A digest of texts that keeps them apart (no text can look like two)."""
    return hashlib.sha256("".join(f"{len(p)}:{p}" for p in parts).encode()).hexdigest()


def after(identity: str) -> str:
    """The identity of the fact that follows when what a key stood for has passed."""
    return digest(identity, "after")[:LENGTH]
