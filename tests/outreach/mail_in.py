"""A real IMAP server on loopback: Dovecot (Debian: dovecot-imapd), with a configuration of its own."""

import getpass
import grp
import imaplib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "maya", "s3cr3t-w0rd"
#: Debian puts it where only root looks.
DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
#: Why tests with it are skipped, or None.
MISSING = None if DOVECOT else "the IMAP server dovecot is not installed (Debian: dovecot-imapd)"

_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
default_login_user = {login}
default_internal_user = {internal}
first_valid_uid = 0
first_valid_gid = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Post:
    """The server, and whoever delivers mail and reads it."""

    port: int

    def client(self) -> imaplib.IMAP4:
        """The mail program of the mailbox's owner."""
        found = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        found.login(USER, PASSWORD)
        return found

    def deliver(self, message: bytes) -> None:
        """Put an e-mail into the inbox, unread."""
        with self.client() as client:
            assert client.append("INBOX", "", "", message)[0] == "OK"

    def flags(self) -> list[bytes]:
        """The flags of all that is in the inbox."""
        with self.client() as client:
            client.select("INBOX", readonly=True)
            return [line for line in client.fetch("1:*", "(FLAGS)")[1] if isinstance(line, bytes)]


@contextmanager
def dovecot() -> Iterator[Post]:
    """Run it, in a folder that its own users can reach, until the test ends."""
    with tempfile.TemporaryDirectory() as name:
        yield from _running(Path(name))


def _running(folder: Path) -> Iterator[Post]:
    assert DOVECOT is not None
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mine = os.geteuid() != 0
    user, group = (getpass.getuser(), grp.getgrgid(os.getegid()).gr_name) if mine else ("dovecot", "dovecot")
    folder.chmod(0o755)
    config = folder / "dovecot.conf"
    config.write_text(
        _CONFIG.format(
            folder=folder,
            port=port,
            password=PASSWORD,
            user=user,
            group=group,
            login=user if mine else "dovenull",
            internal=user if mine else "dovecot",
        )
    )
    (folder / "mail").mkdir()
    if not mine:
        shutil.chown(folder / "mail", user, group)
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(config)], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        _wait(port, process, folder)
        yield Post(port)
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(400):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                connection.settimeout(2)
                if connection.recv(20).startswith(b"* OK"):
                    return
        except OSError:
            pass
        if process.poll() is not None:
            raise AssertionError(process.communicate()[1].decode() or (folder / "dovecot.log").read_text())
        time.sleep(0.05)
    raise AssertionError((folder / "dovecot.log").read_text())
