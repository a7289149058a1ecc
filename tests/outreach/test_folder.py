import os
import stat
import threading
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from outreach.channels.folder import Folder, file_name
from outreach.channels.smtp import Smtp
from outreach.messages import Channel, Failed, Refused, Sent, to_mime
from tests.outreach.words import PLAIN, message


def test_every_channel_fits_the_seam(tmp_path: Path) -> None:
    channels: list[Channel] = [Folder("files", tmp_path), Smtp("mail", "localhost", 25, "none")]
    assert [channel.name for channel in channels] == ["files", "mail"]


def test_a_message_becomes_one_file_with_its_bytes(tmp_path: Path) -> None:
    receipt = Folder("files", tmp_path / "out").send(PLAIN)
    [file] = (tmp_path / "out").iterdir()
    assert receipt == Sent(str(file))
    assert file.read_bytes() == to_mime(PLAIN).as_bytes()
    assert message_from_bytes(file.read_bytes(), policy=policy.default)["Message-ID"] == PLAIN.message_id


def test_sent_again_it_is_still_one_file_and_the_later_words_stand(tmp_path: Path) -> None:
    channel = Folder("files", tmp_path)
    first = channel.send(PLAIN)
    again = channel.send(message(subject="Rapport: 3 today"))
    assert again == first
    [file] = tmp_path.iterdir()
    assert b"Rapport: 3 today" in file.read_bytes()


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    Folder("files", tmp_path / "out").send(PLAIN)
    [file] = (tmp_path / "out").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700


def test_a_folder_that_exists_keeps_its_permissions(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    Folder("files", tmp_path).send(PLAIN)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o750


def test_a_folder_that_cannot_be_made_is_a_failure_worth_another_try(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    receipt = Folder("files", tmp_path / "file" / "out").send(PLAIN)
    assert receipt == Failed(f"cannot write to {tmp_path}/file/out: Not a directory", ambiguous=False)


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    in_the_way = tmp_path / file_name(PLAIN.message_id)
    in_the_way.mkdir()
    receipt = Folder("files", tmp_path).send(PLAIN)
    assert receipt == Failed(f"cannot write to {tmp_path}: Is a directory", ambiguous=False)
    assert list(tmp_path.iterdir()) == [in_the_way]


def test_a_reader_never_sees_half_a_message(tmp_path: Path) -> None:
    channel = Folder("files", tmp_path)
    versions = [message(text=f"{n}\n" * 20_000, html=None) for n in (1, 2)]
    whole = {to_mime(version).as_bytes() for version in versions}
    channel.send(versions[0])
    path = tmp_path / file_name(PLAIN.message_id)
    writer = threading.Thread(target=lambda: [channel.send(versions[n % 2]) for n in range(40)])
    writer.start()
    seen = set()
    while writer.is_alive():
        seen.add(path.read_bytes())
    writer.join()
    assert seen <= whole


def test_an_impossible_address_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    receipt = Folder("files", tmp_path / "out").send(message(recipient="maya"))
    assert receipt == Refused("the recipient is not one e-mail address")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("hostile", ["<../../etc/passwd@x>", "<a/b@x>", "<.hidden@x>", "<C:\\x@y>", f"<{'n' * 500}@x>"])
def test_a_hostile_message_id_stays_inside_the_folder(hostile: str, tmp_path: Path) -> None:
    assert isinstance(Folder("files", tmp_path / "out").send(message(message_id=hostile)), Sent)
    [file] = (tmp_path / "out").iterdir()
    assert file.suffix == ".eml" and not file.name.startswith(".")
    assert os.listdir(tmp_path) == ["out"]  # noqa: PTH208


def test_different_message_ids_never_share_a_file() -> None:
    ids = ["<a/b@x>", "<a_b@x>", "<A_b@x>", "<a_b@X>", f"<{'n' * 90}1@x>", f"<{'n' * 90}2@x>"]
    assert len({file_name(i).lower() for i in ids}) == len(ids)
