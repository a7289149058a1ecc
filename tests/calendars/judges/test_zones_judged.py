"""Our zones before judges that are not written in Python: Thunderbird's ical.js, and libical (Evolution, GNOME)."""

import ctypes.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.calendars.judges.by_hand import cases, libical

NODE = Path(sys.prefix) / "node"
SCRIPT = Path(__file__).with_name("zones.mjs")


@pytest.mark.skipif(
    shutil.which("node") is None or not (NODE / "node_modules" / "ical.js").exists(), reason="ical.js is not installed"
)
def test_ical_js_reads_every_kind_of_zone_as_it_is_meant(tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text(json.dumps(cases()))
    said = subprocess.run(["node", str(SCRIPT), str(file)], cwd=NODE, capture_output=True, text=True, check=True)
    assert ", 0 wrong" in said.stdout, said.stdout


@pytest.mark.skipif(ctypes.util.find_library("ical") is None, reason="libical is not installed")
def test_libical_reads_every_kind_of_zone_as_it_is_meant() -> None:
    wrong = [str(case["zone"]) for case in cases() if libical(str(case["ics"])) != case["instants"]]
    assert wrong == []
