"""vCards become providers: as telephones and mail programs write them, and whoever was on file before is found."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outreach.vcards import Office, cards, written
from scheduler.making_people import Told, make_provider
from scheduler.mistakes import Refusal
from scheduler.store import people as people_store
from tests.importing.desk import NOW, Desk
from tests.stories.conftest import Cli

LEE = """BEGIN:VCARD
VERSION:3.0
N:Lee;Alan;;Dr.;MD
FN:Dr. Alan Lee
ORG:Harbor Orthopedics
ROLE:orthopedics
TEL;TYPE=WORK,VOICE:(617) 555-0142
TEL;TYPE=WORK,FAX:(617) 555-0143
EMAIL;TYPE=INTERNET:lee@harbor.example
X-NPI:1234567893
END:VCARD
"""
SHAH = """BEGIN:VCARD
VERSION:4.0
FN:Priya Shah\\, MD
item1.TEL;VALUE=uri;TYPE="work,voice":tel:+1-617-555-0110;ext=12
item1.X-ABLabel:office
TEL;TYPE=home:(617) 555-0199
ADR;TYPE=work:;;12 Main St;Boston;MA;02110;USA
END:VCARD
"""
FRIEND = "BEGIN:VCARD\nVERSION:3.0\nFN:Uncle Bob\nTEL;TYPE=CELL:(617) 555-0100\nEND:VCARD\n"


def add(desk: Desk, **fields: str) -> str:
    """A provider who was entered by hand."""
    with desk.house.write() as tx:
        code = people_store.free_code(tx)
        people_store.add_provider(tx, make_provider(Told(today=desk.context.today), code=code, **fields))
    return code


def test_cards_of_versions_3_and_4_become_providers_and_a_friend_does_not(desk: Desk) -> None:
    run = desk.run([desk.write("contacts.vcf", LEE + SHAH + FRIEND)], None)
    assert run.rejected == ()
    assert [left.count for left in run.left_out] == [1]
    assert "nothing says that this is an office" in run.left_out[0].reason
    lee, shah = desk.providers()["Dr. Alan Lee"], desk.providers()["Priya Shah"]
    assert (lee.phone, lee.fax, lee.npi, lee.credentials) == ("+16175550142", "+16175550143", "1234567893", "MD")
    assert (lee.office, lee.specialty, lee.email) == ("Harbor Orthopedics", "orthopedics", "lee@harbor.example")
    assert (shah.phone, shah.credentials) == ("+16175550110 ext. 12", "MD")
    assert shah.office == "12 Main St, Boston, MA, 02110, USA"


def test_the_same_file_again_changes_nothing_and_undo_takes_all_back(desk: Desk) -> None:
    path = desk.write("contacts.vcf", LEE + SHAH)
    first = desk.run([path], None)
    again = desk.run([path], None)
    assert again.batch is None and again.counts["provider"].unchanged == 2
    desk.undo(first.batch)
    assert desk.providers() == {}
    assert desk.run([path], None).counts["provider"].new == 2


def test_what_it_is_shows_in_the_content_not_in_the_name(desk: Desk) -> None:
    assert desk.run([desk.write("export.txt", "\n" + LEE)], None).counts["provider"].new == 1


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + LEE.encode(),
        LEE.replace("\n", "\r").encode(),
        LEE.replace("\n", "\r\n").encode(),
        LEE.encode("utf-16"),
        LEE.replace("Harbor Ortho", "Harb\n or Or\n\ttho").encode(),
    ],
    ids=["byte order mark", "CR only", "CRLF", "UTF-16", "folded"],
)
def test_however_it_is_written_it_says_the_same(desk: Desk, text: bytes) -> None:
    desk.run([desk.write("contacts.vcf", text)], None)
    lee = desk.providers()["Dr. Alan Lee"]
    assert (lee.office, lee.phone) == ("Harbor Orthopedics", "+16175550142")


def test_quoted_printable_over_several_lines_as_old_telephones_write(desk: Desk) -> None:
    old = (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=\r\nller;J=C3=B6rg;;Dr.\r\n"
        "TEL;WORK;FAX:617-555-0143\r\nTEL;WORK:617-555-0142\r\n"
        "PHOTO;ENCODING=BASE64;JPEG:\r\n AAAA\r\n\r\nEND:VCARD\r\n"
    )
    desk.run([desk.write("contacts.vcf", old)], None)
    mueller = desk.providers()["Dr. Jörg Müller"]
    assert (mueller.phone, mueller.fax) == ("+16175550142", "+16175550143")


def test_a_card_without_an_end_is_told_by_its_line(desk: Desk) -> None:
    run = desk.run([desk.write("contacts.vcf", "BEGIN:VCARD\nFN:Dr. Nobody\n" + LEE)], None)
    assert list(map(str, run.rejected)) == ["contacts.vcf, line 1: the card has no END:VCARD"]
    assert list(desk.providers()) == ["Dr. Alan Lee"]


def test_what_does_not_fit_is_left_out_and_said_without_its_content(desk: Desk) -> None:
    run = desk.run([desk.write("contacts.vcf", LEE.replace("1234567893", "1234567890").replace("@", " at "))], None)
    told = [left.reason for left in run.left_out]
    assert [reason.partition(":")[0] for reason in told] == ["taken without email", "taken without npi"]
    assert "1234567890" not in str(told) and "harbor" not in str(told)
    assert desk.providers()["Dr. Alan Lee"].phone == "+16175550142"


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "A. N. Other", "npi": "1234567893"},
        {"name": "Alan Lee"},
        {"name": "Alan Lee", "office": "Harbor Orthopedics", "phone": "617-555-0000"},
        {"name": "Dr. A. Lee", "phone": "617-555-0142"},
    ],
    ids=["NPI", "name alone", "name and office", "phone and initial"],
)
def test_a_provider_entered_by_hand_is_found_and_only_what_is_missing_is_filled(
    desk: Desk, fields: dict[str, str]
) -> None:
    code = add(desk, **fields)
    path = desk.write("contacts.vcf", LEE)
    run = desk.run([path], None)
    (lee,) = desk.providers().values()
    assert (lee.code, lee.name, lee.fax) == (code, fields["name"], "+16175550143")
    assert lee.phone == ("+16175550000" if fields.get("phone", "").endswith("0000") else "+16175550142")
    assert desk.run([path], None).batch is None
    desk.undo(run.batch)
    (back,) = desk.providers().values()
    assert (back.code, back.fax, back.email) == (code, "", "")
    assert desk.run([path], None).counts["provider"].changed == 1


def test_what_was_emptied_by_hand_after_an_import_stays_empty(desk: Desk) -> None:
    add(desk, name="Alan Lee")
    path = desk.write("contacts.vcf", LEE)
    desk.run([path], None)
    (lee,) = desk.providers().values()
    with desk.house.write() as tx:
        people_store.save_provider(tx, make_provider(Told(today=NOW.date()), code=lee.code, name=lee.name))
    desk.run([path], None)
    assert next(iter(desk.providers().values())).fax == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Alan Lee", "npi": "1245319599"},
        {"name": "Amy Lee", "phone": "617-555-0142"},
        {"name": "Alan Lee", "office": "Elm Street Clinic", "phone": "617-555-0000"},
    ],
    ids=["another NPI", "another first name at the same number", "another office and another number"],
)
def test_somebody_else_of_like_name_or_number_is_not_taken_for_the_same(desk: Desk, fields: dict[str, str]) -> None:
    add(desk, **fields)
    assert desk.run([desk.write("contacts.vcf", LEE)], None).counts["provider"].new == 1


def test_where_two_on_file_may_be_meant_the_card_is_rejected(desk: Desk) -> None:
    codes = sorted(add(desk, name="Alan Lee", office=office) for office in ("", "Harbor Orthopedics"))
    run = desk.run([desk.write("contacts.vcf", LEE)], None)
    assert f"it may be {codes[0]} or {codes[1]}" in str(run.rejected[0])


def test_a_long_address_book_is_held_against_a_long_list(desk: Desk) -> None:
    plain = LEE.replace("X-NPI:1234567893\n", "")
    many = (plain.replace("Alan Lee", f"Alan Lee{n}").replace("N:Lee", f"N:Lee{n}") for n in range(3000))
    path = desk.write("contacts.vcf", "".join(many))
    assert desk.run([path], None).counts["provider"].new == 3000
    assert desk.run([path], None).batch is None


def test_too_large_a_file_is_refused(desk: Desk) -> None:
    path = desk.write("contacts.vcf", LEE)
    with path.open("ab") as file:
        file.truncate(60_000_000)
    with pytest.raises(Refusal, match="larger than 50 MB"):
        desk.run([path], None)


def test_endless_lines_and_a_hundred_thousand_folds_are_passed_over(desk: Desk) -> None:
    hostile = "BEGIN:VCARD\nNOTE:" + "x" * 300_000 + "\n" + " y\n" * 100_000 + LEE.removeprefix("BEGIN:VCARD\n")
    quoted = "BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:" + "=\n" * 100_000 + "\nEND:VCARD\n"
    run = desk.run([desk.write("contacts.vcf", hostile + quoted)], None)
    assert list(desk.providers()) == ["Dr. Alan Lee"]
    assert run.rejected == ()


@given(st.text(max_size=400))
def test_no_text_is_a_defect(text: str) -> None:
    for card in cards(f"BEGIN:VCARD\n{text}\nEND:VCARD\n"):
        assert card.first("FN") is not None


_TEXT = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" ,;\\:\"'"), max_size=120).map(
    lambda text: " ".join(text.split())
)


@given(_TEXT.filter(bool), _TEXT, _TEXT)
@example("\\", "", "")
@example("Dr. Ann Lee\\", "Harbor\\;", "MD\\")
def test_what_is_written_is_read_again(name: str, office: str, credentials: str) -> None:
    text = written([Office(uid="rapport-1", name=name, office=office, credentials=credentials)])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (card,) = cards(text)
    assert (card.first("FN"), card.first("UID")) == (name, "rapport-1")
    assert card.first("ORG") == office
    assert [p.parts()[4] for p in card.all("N")] in ([credentials], [])


def test_an_address_book_written_by_rapport_brings_nothing_new_to_its_own_practice(cli: Cli) -> None:
    cli.provider(
        "Dr. Alan Lee", "--phone", "(617) 555-0142", "--office", "Harbor Orthopedics; 2nd floor", "--tier", "A"
    )
    cli.provider("Priya Shah", "--specialty", "primary care", "--npi", "1234567893")
    file = cli.folder / "providers.vcf"
    assert "Wrote 2 cards" in cli.ok("provider", "export", str(file)).out
    text = file.read_bytes().decode()
    assert text.count("BEGIN:VCARD\r\n") == 2 and "tier" not in text.casefold()
    before = cli.json("provider", "list")
    said = cli.ok("import", str(file))
    assert "2 unchanged" in said.out and "Nothing changed" in said.out
    assert cli.json("provider", "list") == before
