"""Passwords: which are taken, and how they are kept."""

import pytest

from scheduler import passwords
from scheduler.mistakes import Refusal

PASSWORD = "seven quiet herons"


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "eleven char",
        "password1234",
        "Passw0rd2026!",
        "Northside123456",
        "mayachen-mayachen",
        "maya.chen.2026",
        "aaaaaaaaaaaaaaaa",
        "121212121212121212",
        "qwertyuiop123456",
        "x" * 2000,
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(Refusal):
        passwords.check(password, ("Northside Medical Exercise", "Maya Chen", "maya", "maya"))


@pytest.mark.parametrize(
    "password", ["seven quiet herons", "tr0ub4dor&3xyzzy", "maya likes seven herons", "Zähre-Äpfel-Übermut"]
)
def test_a_password_of_several_words_is_taken(password: str) -> None:
    passwords.check(password, ("Northside Medical Exercise", "Maya Chen", "maya", "maya"))


def test_without_a_stored_hash_one_is_verified_all_the_same() -> None:
    """What the two ways have in common: the library is asked once, about a hash with the same parameters."""
    from argon2 import extract_parameters

    hashed = passwords.hashed(PASSWORD)
    assert passwords.verify(hashed, PASSWORD)
    assert not passwords.verify(hashed, PASSWORD + ".")
    assert not passwords.verify(None, PASSWORD)
    assert extract_parameters(passwords._nobody()) == extract_parameters(hashed)
    assert hashed.startswith("$argon2id$")
    assert passwords.verify(passwords.hashed("Caf\u00e9 au lait"), "Cafe\u0301 au lait")
