"""docs/GLOSSARY.md and docs/CALENDARS.md: the house's words are there, and the numbers are the code's."""

import re

import pytest

from scheduler import config
from scheduler.followups import Status
from scheduler.publishing import MOST, TOMBSTONE
from scheduler.standing import Standing
from tests.docs.pages import DOCS, keys_of_table, page
from tests.houses import SHIPPED

GLOSSARY = keys_of_table(page("GLOSSARY.md"), "word | means")
CALENDARS = page("CALENDARS.md")
HOUSE = """client provider practitioner follow-up fact milestone rule trigger anchor step key occurrence plan reconcile
pace bundle notice letter entry publisher feed outbox batch authorization clearance limits hold standing window tier"""


def test_the_words_of_the_house_are_explained() -> None:
    assert not {*HOUSE.split(), "care team", "latest day", "pinned", "red flag"} - set(GLOSSARY)


def test_every_status_and_standing_is_explained() -> None:
    text = page("GLOSSARY.md")
    assert not {str(s) for s in Status} - set(GLOSSARY)
    assert all(str(s) in text for s in Standing)


def test_the_words_are_in_order_and_each_has_one_line() -> None:
    assert sorted(set(GLOSSARY)) == GLOSSARY


def test_the_calendar_numbers_are_those_of_the_code() -> None:
    assert f"stays for {TOMBSTONE.days} days as cancelled" in CALENDARS
    settings = config.load(SHIPPED)
    back, ahead = settings.practice.feed_back.days, settings.practice.feed_ahead.days
    assert f"From {back} days back to {ahead} days ahead, at most {MOST} entries" in CALENDARS


@pytest.mark.parametrize(
    "name", ["RULES.md", "IMPORT.md", "COMMANDS.md", "GLOSSARY.md", "CALENDARS.md", "PRIVACY.md", "PAPERS.md"]
)
def test_the_documents_keep_the_tone(name: str) -> None:
    text = page(name)
    assert not re.search(r"/home/|/root/|shared folder", text)
    text = text.partition("## The measures")[0]  # the names of questionnaires are their authors' own
    prose = re.sub(r"```.*?```|<!--.*?-->|`[^`]*`", "", text, flags=re.DOTALL)
    assert "!" not in prose
    assert not re.search(r"\b(tasks?|jobs?|items?|patients?)\b", prose, re.IGNORECASE)


def test_files_that_the_documents_point_to_exist() -> None:
    for path in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            assert (DOCS / target).exists(), (path.name, target)
