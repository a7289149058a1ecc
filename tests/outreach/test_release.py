from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pypdfium2
import pytest
from pypdf import PdfReader

from outreach.consent import Direction, Sensitive
from outreach.printing import Paper, check
from outreach.release import Incomplete, Release, missing, release_pdf
from outreach.reports import Addressee, Letterhead

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
FORM = Release(
    practice=Letterhead(
        name="Northside Medical Exercise",
        phone="(617) 555-0100",
        fax="(617) 555-0101",
        address="12 Mill Street, Boston, MA 02118",
    ),
    client="Ana Ruiz",
    born=date(1961, 3, 12),
    providers=(
        Addressee(name="Dr. Alan Lee", office="orthopedics, Harbor Clinic"),
        Addressee(name="Dr. Priya Shah", office="primary care"),
    ),
    until=date(2027, 11, 24),
    reference="3H7P",
)

#: Each element and statement of 45 CFR 164.508(c) with the words that stand for it.
REQUIRED = {
    "(c)(1)(i) what, specifically": "What may be told attendance, measurements, progress and changes",
    "(c)(1)(ii) who may tell": "Who may tell Northside Medical Exercise, 12 Mill Street",
    "(c)(1)(iii) who may be told": "Who may be told Dr. Alan Lee, orthopedics, Harbor Clinic Dr. Priya Shah",
    "(c)(1)(iv) purpose": "What it is for coordination of care",
    "(c)(1)(v) end": "This permission ends after 24 November 2027",
    "(c)(1)(vi) signature": "Signature",
    "(c)(1)(vi) date": "Date",
    "(c)(1)(vi) representative's authority": "what gives them the authority",
    "(c)(2)(i) right to revoke in writing": "I can take this permission back at any time, in writing",
    "(c)(2)(i) how": "by a letter to Northside Medical Exercise, 12 Mill Street, Boston, MA 02118, or by fax to",
    "(c)(2)(i) exceptions": "The one exception: what was told before that day",
    "(c)(2)(ii) no conditioning": "My training, its price and its quality do not depend on whether I sign",
    "(c)(2)(iii) redisclosure": "Whoever is told may pass it on. Privacy rules may then no longer protect it",
    "(c)(4) copy": "I get a copy of this page",
    "whose information": "Client Ana Ruiz, born 12 March 1961",
}


def text_of(form: Release = FORM, paper: Paper = Paper.LETTER) -> str:
    (page,) = PdfReader(BytesIO(release_pdf(form, paper, AT))).pages
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize("paper", list(Paper))
@pytest.mark.parametrize("element", REQUIRED)
def test_every_element_that_the_law_asks_for_is_on_the_page(element: str, paper: Paper) -> None:
    assert REQUIRED[element] in text_of(paper=paper)


@pytest.mark.parametrize("paper", list(Paper))
def test_a_full_form_fits_on_one_page(paper: Paper) -> None:
    full = replace(
        FORM,
        providers=tuple(Addressee(name=f"Dr. Name Number{n}", office="primary care") for n in range(4)),
        direction=Direction.BOTH,
        ends="I end my training at this practice",
    )
    text = text_of(full, paper)
    assert "or earlier, when I end my training at this practice" in text


def test_nothing_is_smaller_than_ten_and_a_half_points() -> None:
    check(release_pdf(FORM, Paper.LETTER, AT), smallest=10.5)


def test_sensitive_boxes_are_empty_unless_the_client_ticked_them() -> None:
    for kind in Sensitive:
        assert kind.value in text_of()
    assert "What I do not tick is not told." in text_of()
    assert crosses(FORM) == 0
    assert crosses(replace(FORM, sensitive=frozenset({Sensitive.HIV}))) == 2
    assert crosses(replace(FORM, sensitive=frozenset(Sensitive))) == 8


def crosses(form: Release) -> int:
    """How many slanted strokes are on the page."""
    document = pypdfium2.PdfDocument(release_pdf(form, Paper.LETTER, AT))
    bounds = [thing.get_bounds() for thing in document[0].get_objects() if thing.type == 2]
    sizes = [(right - left, top - bottom) for left, bottom, right, top in bounds]
    return sum(10 < width < 10.8 and 10 < height < 10.8 for width, height in sizes)


def test_the_other_direction_is_said_only_where_it_is_permitted() -> None:
    assert "the other way round" not in text_of()
    both = text_of(replace(FORM, direction=Direction.BOTH))
    assert "the other way round as well: Who may tell the providers named above" in both
    assert "limits for exercise, medicines and test results" in both
    back = text_of(replace(FORM, direction=Direction.FROM_PROVIDER))
    assert "Who may tell Dr. Alan Lee" in back
    assert "attendance" not in back


def test_an_event_can_end_it_in_place_of_a_date() -> None:
    text = text_of(replace(FORM, until=None, ends="I end my training at this practice"))
    assert "This permission ends when I end my training at this practice." in text


@pytest.mark.parametrize(
    ("form", "lacks"),
    [
        (replace(FORM, client=""), "the client's name"),
        (replace(FORM, practice=replace(FORM.practice, address="")), "the practice's address"),
        (replace(FORM, providers=()), "a provider's name"),
        (replace(FORM, providers=(Addressee(name=""),)), "a provider's name"),
        (replace(FORM, what=""), "what may be told"),
        (replace(FORM, direction=Direction.BOTH, what_back=""), "what the providers may tell"),
        (replace(FORM, purpose=""), "what it is for"),
        (replace(FORM, until=None), "an end, a date or an event"),
    ],
)
def test_a_form_that_would_be_invalid_is_not_printed(form: Release, lacks: str) -> None:
    with pytest.raises(Incomplete, match=lacks):
        release_pdf(form, Paper.LETTER, AT)


def test_a_complete_form_lacks_nothing() -> None:
    assert missing(FORM) is None


def test_the_same_form_is_the_same_file_and_its_data_names_no_client() -> None:
    made = release_pdf(FORM, Paper.A4, AT)
    assert made == release_pdf(FORM, Paper.A4, AT)
    reader = PdfReader(BytesIO(made))
    assert "Ruiz" not in str(dict(reader.metadata or {}))
