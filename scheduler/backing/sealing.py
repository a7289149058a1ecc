"""Sealing: an encrypted backup is a header (a magic word and a salt), then chunks under a key made from a passphrase.

Each chunk is sealed with AES-256-GCM, the key derived by scrypt, and bound to its place and to whether it is the last,
so that none can be dropped, repeated or cut off unnoticed.
"""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from scheduler.mistakes import Refusal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MAGIC = b"RAPPORT-BACKUP-1"
_SALT = 16
_CHUNK = 1 << 20
_TAG = 16


def seal(copy: Path, sealed: Path, passphrase: bytes) -> None:
    """Write an encrypted backup of a copy."""
    with copy.open("rb") as source, sealed.open("xb") as target:
        cipher, salt = _cipher(passphrase, secrets.token_bytes(_SALT))
        target.write(_MAGIC + salt)
        number, block = 0, source.read(_CHUNK)
        while True:
            following = source.read(_CHUNK)
            last = not following
            target.write(cipher.encrypt(_nonce(number), block, _place(number, last)))
            if last:
                return
            number, block = number + 1, following


def open_backup(backup: Path, copy: Path, passphrase: bytes | None, known: Callable[[bytes], bool]) -> None:
    """Write what is in a backup, sealed or not; `known` looks at how one that is not sealed begins."""
    try:
        source = backup.open("rb")
    except OSError as error:
        raise Refusal(f"cannot read {backup}: {error.strerror}") from None
    with source, copy.open("xb") as target:
        head = source.read(len(_MAGIC))
        if head == _MAGIC:
            if passphrase is None:
                raise Refusal("the backup is encrypted; name the file that holds its passphrase: --key-file FILE")
            _unseal(source, target, passphrase)
        elif known(head):
            target.write(head)
            while block := source.read(_CHUNK):
                target.write(block)
        else:
            raise Refusal(f"{backup} is not a backup of Rapport, or one of another kind of database")


def _unseal(source: BinaryIO, target: BinaryIO, passphrase: bytes) -> None:
    from cryptography.exceptions import InvalidTag

    cipher, _ = _cipher(passphrase, source.read(_SALT))
    number, block = 0, source.read(_CHUNK + _TAG)
    while True:
        following = source.read(_CHUNK + _TAG)
        last = not following
        try:
            target.write(cipher.decrypt(_nonce(number), block, _place(number, last)))
        except InvalidTag:
            raise Refusal("the passphrase is not the one of this backup, or the backup is damaged", 1) from None
        if last:
            return
        number, block = number + 1, following


def _cipher(passphrase: bytes, salt: bytes) -> "tuple[AESGCM, bytes]":
    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    except ImportError:
        words = "encrypted backups need the extra `backup`: pip install 'rapport-scheduler[backup]'"
        raise Refusal(words, 1) from None
    return AESGCM(Scrypt(salt=salt, length=32, n=1 << 15, r=8, p=1).derive(passphrase)), salt


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)


def _place(number: int, last: bool) -> bytes:
    return number.to_bytes(8) + bytes([last])
