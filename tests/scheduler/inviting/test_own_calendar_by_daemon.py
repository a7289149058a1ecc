"""The real daemon and a real CalDAV server: written after a round, taken back, and never in a reminder's way."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.calendars import servers
from tests.stories.conftest import Cli, Daemon

Daemons = Callable[..., Daemon]
PUBLISHER = """
[[publisher]]
kind     = "caldav"
name     = "cloud"
url      = "{url}"
username = "maya"
password_file = "caldav-password"
"""


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server]:
    pytest.importorskip("caldav", reason="the extra caldav is not installed")
    if servers.MISSING:
        pytest.skip(servers.MISSING)
    with servers.radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


def _with_calendar(cli: Cli, url: str) -> None:
    file = cli.folder / "caldav-password"
    file.write_text(servers.PASSWORD)
    file.chmod(0o600)
    cli.config.write_text(cli.config.read_text() + PUBLISHER.format(url=url))
    cli.provider("Dr. Alan Lee")


def _wait(until: Callable[[], bool]) -> None:
    for _ in range(400):
        if until():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to pass")


def test_the_daemon_writes_into_the_calendar_and_takes_back_what_changed_there(
    cli: Cli, daemons: Daemons, server: servers.Server
) -> None:
    _with_calendar(cli, server.url)
    daemon = daemons()
    client = cli.client("Ana Ruiz")
    cli.ok("record", "referral", client, "--provider", "lee")
    thanks = next(f["id"] for f in cli.upcoming() if f["kind"] == "thank_you")
    names: dict[str, str] = {}

    def written() -> bool:
        from calendars.publishers.caldav import Caldav

        found = Caldav(url=server.url, username=servers.USER, password=servers.PASSWORD).listed()
        names.update({name.partition(".")[0].upper(): name for name in found})
        return thanks in names

    _wait(written)
    text = server.read(names[thanks])
    assert f"Thank-you {thanks}" in text
    assert "Ruiz" not in text and "Lee" not in text
    moved = text.replace("DATE:20261125", "DATE:20261203").replace("DATE:20261126", "DATE:20261204")
    assert server.ask("PUT", names[thanks], moved)[0] in (200, 201, 204)
    daemon.stop()
    cli.ok("tick", now="2026-11-24T10:30")
    [pinned] = [f for f in cli.upcoming() if f["id"] == thanks]
    assert (pinned["due"], pinned["pinned"]) == ("2026-12-03", True)
    assert "ETag" not in daemon.log.read_text()
    for word in (servers.PASSWORD, server.url, "Ruiz"):
        assert word not in daemon.log.read_text()


def test_a_calendar_server_that_hangs_holds_no_reminder_up(cli: Cli, daemons: Daemons) -> None:
    pytest.importorskip("caldav", reason="the extra caldav is not installed")
    listener = socket.create_server(("127.0.0.1", 0))
    asked = threading.Event()

    def hang() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.recv(10)
            asked.set()
            while connection.recv(65536):
                pass

    thread = threading.Thread(target=hang)
    thread.start()
    _with_calendar(cli, f"http://127.0.0.1:{listener.getsockname()[1]}/maya/work/")
    daemon = daemons()
    _wait(asked.is_set)
    client = cli.client("Ana Ruiz")
    cli.ok("record", "change", client, "red flag", "--yes")
    _wait(lambda: any("1 now" in path.read_text() for path in (cli.folder / "outbox").glob("*.eml")))
    assert thread.is_alive()
    assert daemon.stop() == 0
    thread.join()
    listener.close()


def test_what_is_wrong_with_the_calendar_is_shown_in_status(cli: Cli) -> None:
    pytest.importorskip("caldav", reason="the extra caldav is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _with_calendar(cli, f"http://127.0.0.1:{port}/maya/work/")
    cli.ok("tick")
    assert "wrong: calendar cloud: the server cannot be reached" in cli("status").out
    assert "calendar cloud" in " ".join(cli("status", "--json").json["wrong"])


def test_a_folder_is_written_by_tick_and_an_entry_deleted_there_comes_back_by_command(cli: Cli) -> None:
    folder = 'kind   = "folder"\nname   = "khal"\nfolder = "khal"\n'
    cli.config.write_text(f"{cli.config.read_text()}\n[[publisher]]\n{folder}")
    cli.provider("Dr. Alan Lee")
    cli.ok("record", "referral", cli.client("Ana Ruiz"), "--provider", "lee")
    cli.ok("tick")
    thanks = next(f["id"] for f in cli.upcoming() if f["kind"] == "thank_you")

    def files() -> list[Path]:
        return list((cli.folder / "khal").glob(f"{thanks.lower()}.*.ics"))

    [path] = files()
    path.unlink()
    assert cli("calendar", "again", thanks).status == 2
    cli.ok("tick", now="2026-11-24T09:10")
    cli.ok("tick", now="2026-11-24T09:20")
    assert files() == []
    cli.ok("calendar", "again", thanks)
    cli.ok("tick", now="2026-11-24T09:30")
    assert files() == [path]
    cli.ok("calendar", "again", "khal")


def test_after_a_restore_the_calendar_follows_the_backup_and_not_the_other_way_round(cli: Cli) -> None:
    folder = 'kind   = "folder"\nname   = "khal"\nfolder = "khal"\n'
    cli.config.write_text(f"{cli.config.read_text()}\n[[publisher]]\n{folder}")
    cli.provider("Dr. Alan Lee")
    cli.ok("record", "referral", cli.client("Ana Ruiz"), "--provider", "lee")
    cli.ok("tick")
    thanks = next(f["id"] for f in cli.upcoming() if f["kind"] == "thank_you")
    cli.ok("backup", str(cli.folder / "copy.db"))
    cli.ok("move", thanks, "2026-12-10")
    cli.ok("tick", now="2026-11-24T09:10")
    [path] = (cli.folder / "khal").glob(f"{thanks.lower()}.*.ics")
    assert "20261210" in path.read_text()
    cli.ok("restore", str(cli.folder / "copy.db"), "--yes")
    cli.ok("tick", now="2026-11-24T09:20")
    assert "DATE:20261125" in path.read_text()
    [found] = [f for f in cli.upcoming() if f["id"] == thanks]
    assert (found["due"], found["pinned"]) == ("2026-11-25", False)
