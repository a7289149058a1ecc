"""The pages: their style is known to the browser by its hash, and all of them are in the package."""

import base64
import hashlib
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from tests.scheduler.browser import Practice

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "scheduler" / "web" / "templates"


def test_the_style_of_a_page_is_allowed_by_its_hash_and_by_nothing_else(tmp_path: Path) -> None:
    practice = Practice(tmp_path)
    for page in (practice.browser("maya").get("/today"), practice.browser().get("/login")):
        style = page.body.partition("<style>")[2].partition("</style>")[0]
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert page.header("Content-Security-Policy").endswith(f"; style-src 'sha256-{digest}'")


def test_the_style_asks_for_nothing_from_elsewhere() -> None:
    style = (TEMPLATES / "page.css").read_text("utf-8")
    assert not any(word in style for word in ("url(", "@import", "@font-face", "<", "animation", "blink"))


def test_every_template_is_in_the_package() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    assert {"scheduler.web", "scheduler.web.templates"} <= set(tools["packages"])
    patterns = tools["package-data"]["scheduler.web.templates"]
    for file in TEMPLATES.iterdir():
        assert file.suffix in (".py", "") or any(fnmatch(file.name, pattern) for pattern in patterns), file.name


def test_no_template_turns_the_escaping_off() -> None:
    for file in TEMPLATES.glob("*.j2"):
        text = file.read_text("utf-8")
        assert "| safe" not in text and "autoescape" not in text, file.name
        assert text.count("as_style") == (file.name == "page.html.j2"), file.name
