"""The language of maps: what it can say, and what is told of mistakes in it."""

from datetime import date, time

import pytest

from scheduler.facts import FactKind, Scalar
from scheduler.importing.moments import BadMoment, limit
from scheduler.private import Private
from tests.importing.desk import MAP, Desk

Told = tuple[date, time | None, str, dict[str, Scalar]]


def _facts(desk: Desk, csv: str, table: str, *, top: str = "") -> list[Told]:
    """What rows about client 1 make: (on, at, value, fields)."""
    files = [*desk.clinic(), desk.write("rows.csv", csv)]
    head, _, rest = MAP.partition("[[table]]")
    desk.run(files, f"{head}{top}\n[[table]]{rest}\n[[table]]\nfile = 'rows.csv'\n{table}")
    return [(f.on, f.at, f.value, dict(f.data)) for f in desk.facts()]


MEASURES = """
makes = "measure"
key = ["WHO", "CODE", "DAY"]
[table.fields]
client = "WHO"
on = "DAY"
value = "VALUE"
measure = { column = "CODE", values = { "8480-6" = "sbp", "4548-4" = "hba1c" } }
"""


def test_values_are_translated_and_rows_with_others_are_left_out(desk: Desk) -> None:
    csv = "WHO,CODE,DAY,VALUE\n1,8480-6,2026-11-02,142\n1,9999-9,2026-11-02,7\n1,4548-4,2026-11-02,6.1\n"
    files = [*desk.clinic(visits="ID,WHO,DOCTOR,DAY\n"), desk.write("rows.csv", csv)]
    run = desk.run(files, f"{MAP}\n[[table]]\nfile = 'rows.csv'\n{MEASURES}")
    assert [(f.value, f.data["value"]) for f in desk.facts()] == [("sbp", 142), ("hba1c", 6.1)]
    left = [(entry.table, entry.reason, entry.count) for entry in run.left_out if entry.table.startswith("rows")]
    assert left == [("rows.csv: measure", "CODE is not one of the values listed", 1)]


def test_otherwise_takes_what_is_not_listed(desk: Desk) -> None:
    table = MEASURES.replace('"hba1c" } }', '"hba1c" }, otherwise = "other" }')
    csv = "WHO,CODE,DAY,VALUE\n1,9999-9,2026-11-02,7\n"
    assert (date(2026, 11, 2), None, "other", {"value": 7}) in _facts(desk, csv, table)


def test_times_are_converted_into_the_practices_zone_and_dates_stand(desk: Desk) -> None:
    desk.run(desk.clinic())
    assert [(f.on, f.at) for f in desk.facts()] == [(date(2026, 12, 2), time(10, 30)), (date(2026, 12, 9), None)]


def test_wall_times_are_read_in_the_maps_zone(desk: Desk) -> None:
    table = """
    makes = "session"
    key = ["WHO", "DAY"]
    fields = { client = "WHO", on = "DAY", at = "TIME" }
    """
    csv = "WHO,DAY,TIME\n1,2026-11-02,2:30\n"
    facts = _facts(desk, csv, table, top='zone = "UTC"')
    assert (date(2026, 11, 1), time(21, 30), "attended", {}) in facts


def test_dates_can_be_written_otherwise(desk: Desk) -> None:
    table = """
    makes = "authorization"
    key = ["WHO"]
    [table.fields]
    client = "WHO"
    on = "SIGNED"
    until = { column = "ENDS", date = "%d.%m.%Y" }
    """
    csv = "WHO,SIGNED,ENDS\n1,11/02/2026,31.12.2026\n"
    facts = _facts(desk, csv, table, top='dates = "%m/%d/%Y"')
    assert (date(2026, 11, 2), "2026-12-31") in [(on, data.get("until")) for on, _, _, data in facts]


def test_a_chain_of_lookups_leads_through_two_files(desk: Desk) -> None:
    files = desk.clinic(doctors="ID,NAME,ORG\nd1,Priya37 Shah2,o1\nd2,Alan Lee,nowhere\n")
    files += [desk.write("orgs.csv", "ID,CITY\no1,c1\n"), desk.write("cities.csv", "ID,PHONE\nc1,617-555-0110\n")]
    lookups = """
    [lookup.orgs]
    file = "orgs.csv"
    key = "ID"
    [lookup.cities]
    file = "cities.csv"
    key = "ID"
    """
    chain = """{ from = { column = "ORG", lookup = "orgs", take = "CITY" }, lookup = "cities", take = "PHONE" }"""
    map_ = MAP.replace('phone = "PHONE"', f"phone = {chain}").replace(
        '"NAME", phone', '{ column = "NAME", remove = "digits" }, phone'
    )
    desk.run(files, map_ + lookups)
    assert {name: p.phone for name, p in desk.providers().items()} == {"Priya Shah": "+16175550110", "Alan Lee": ""}


def test_constants_joined_columns_defaults_and_the_first_that_is_not_empty(desk: Desk) -> None:
    files = [desk.write("people.csv", "ID,FIRST,MIDDLE,LAST,CELL,HOME\n1,Ana,,Ruiz,,617-555-0110\n")]
    map_ = """
    source = "clinic"
    [[table]]
    file = "p*.csv"
    makes = "client"
    key = "ID"
    [table.fields]
    name = { columns = ["FIRST", "MIDDLE", "LAST"] }
    phone = { first_of = ["CELL", "HOME"] }
    email = { constant = "ana@example.org" }
    practitioner = { column = "MIDDLE", default = "Sam Ortiz" }
    """
    desk.run(files, map_)
    ana = desk.clients()["Ana Ruiz"]
    assert (ana.phone, ana.email, ana.practitioner) == (Private("+16175550110"), Private("ana@example.org"), "sam")


@pytest.mark.parametrize(
    ("test", "left"),
    [
        ('column = "D", empty = true', {"b"}),
        ('column = "D", empty = false', {"a", "c"}),
        ('column = "W", is = "ONE thing"', {"a"}),
        ('column = "W", in = ["one thing", "other"]', {"a", "b"}),
        ('column = "W", not_in = ["other"]', {"a", "c"}),
        ('column = "W", contains_any = ["THING"]', {"a", "c"}),
        ('column = "W", contains_none = ["one"]', {"b", "c"}),
        ('column = "D", before = "today"', {"a"}),
        ('column = "D", up_to = "today"', {"a", "c"}),
        ('column = "D", since = 2026-11-24', {"c"}),
        ('column = "D", after = "2 years ago"', {"c"}),
        ('column = "D", before = "tomorrow"', {"a", "c"}),
        ('column = { column = "D", default = "2030-01-01" }, since = "1 week ahead"', {"b"}),
    ],
)
def test_tests_choose_rows(desk: Desk, test: str, left: set[str]) -> None:
    file = desk.write("r.csv", "N,W,D\na,One Thing,2004-02-29\nb,other,\nc,some thing,2026-11-24\n")
    desk.run(
        [file],
        f"""
        source = "x"
        [[table]]
        file = "r.csv"
        makes = "client"
        key = "N"
        where = [{{ {test} }}]
        fields = {{ name = "N" }}
        """,
    )
    assert set(desk.clients()) == left


def test_distinct_pairs_take_the_first_row_of_each(desk: Desk) -> None:
    visits = "ID,WHO,DOCTOR,DAY\nv1,1,d1,2026-03-02\nv2,1,d1,2026-04-02\nv3,1,d2,2026-05-02\nv4,1,d1,2026-06-02\n"
    team = """
    [[table]]
    file = "visits.csv"
    makes = "care-team"
    distinct = ["WHO", "DOCTOR"]
    fields = { client = "WHO", provider = "DOCTOR", on = "DAY", role = { constant = "specialist" } }
    """
    desk.run(desk.clinic(visits=visits), MAP + team)
    assert [f.on for f in desk.facts(FactKind.CARE_TEAM)] == [date(2026, 3, 2), date(2026, 5, 2)]


def test_every_mistake_in_a_map_is_told_at_once_with_its_place(desk: Desk) -> None:
    map_ = """
    source = "clinic"
    sauce = 1
    [lookup.orgs]
    file = "orgs.csv"
    kee = "ID"
    [[table]]
    file = "visits.csv"
    makes = "visit"
    fields = { client = "WHOM", on = { column = "DAY", date = "%B" }, vaule = { constant = "x" } }
    [[table]]
    file = "visits.csv"
    makes = "visits"
    key = "ID"
    [[table]]
    file = "visits.csv"
    makes = "visit"
    key = "ID"
    where = [{ column = "DAY" }]
    [table.fields]
    client = { column = "WHO", constant = "x" }
    provider = { column = "WHO", lookup = "org", take = "NAME" }
    value = { constant = "schedulled" }
    on = { columns = [], join = "" }
    """
    told = desk.refused(desk.clinic(), map_)
    for words in (
        "map.toml: unknown key `sauce`; did you mean `source`?",
        "map.toml, lookup.orgs: unknown key `kee`; did you mean `key`?",
        "map.toml, lookup.orgs: `key` is missing",
        "map.toml, table[1]: `key` is missing",
        'map.toml, table[1].fields.on.date: "%B" does not say which day is meant',
        "map.toml, table[1].fields: unknown field of a visit `vaule`; did you mean `value`?",
        "map.toml, table[2].makes: unknown target `visits`; did you mean `visit`?",
        "map.toml, table[3].where[1]: asks nothing of the column",
        "map.toml, table[3].fields.client: column and constant are given; it takes one of",
        "map.toml, table[3].fields.provider.lookup: unknown lookup `org`; did you mean `orgs`?",
        "map.toml, table[3].fields.value: unknown value of a visit `schedulled`; did you mean `scheduled`?",
        "map.toml, table[3].fields.on: it takes one of",
        "map.toml, table[3].name: another table makes a visit too",
        "map.toml, table[1].fields.client: unknown column `WHOM`; did you mean `WHO`?",
    ):
        assert words in told
    assert told.endswith("15 mistakes. Nothing was imported.")


def test_mistakes_at_the_top_of_a_map_are_told_with_their_key(desk: Desk) -> None:
    top = 'source = " "\nencoding = "utf-9"\nzone = "Mars"\ndates = "%Q"\ndelimiter = "--"\n'
    told = desk.refused(desk.clinic(), MAP.replace('source = "clinic"', top))
    for words in (
        'map.toml, encoding: "utf-9" cannot be read; did you mean `utf-8`?',
        'map.toml, zone: "Mars" is not a time zone',
        'map.toml, dates: "%Q" does not say which day is meant',
        "map.toml, delimiter: expected one character",
        "map.toml, source: expected a short name",
    ):
        assert words in told


def test_a_wrong_column_is_named_with_the_nearest(desk: Desk) -> None:
    told = desk.refused(desk.clinic(visits="ID,WHO,DOKTOR,DAY\nv1,1,d1,2026-12-02\n"))
    assert told == (
        "map.toml, table[3].fields.provider: unknown column `DOCTOR`; did you mean `DOKTOR`?\n"
        "1 mistake. Nothing was imported."
    )


def test_a_map_that_is_not_there_or_not_toml_or_not_utf_8_is_refused(desk: Desk) -> None:
    assert "map.toml: not TOML" in desk.refused(desk.clinic(), "source = ")
    assert "there is no [[table]]" in desk.refused(desk.clinic(), 'source = "x"')
    assert "reads none of these files; it reads" in desk.refused([desk.write("other.csv", "a\n1\n")])


def test_a_lookup_needs_its_file(desk: Desk) -> None:
    map_ = MAP.replace('"PHONE"', '{ column = "PHONE", lookup = "orgs", take = "P" }')
    told = desk.refused(desk.clinic(), map_ + '[lookup.orgs]\nfile = "orgs.csv"\nkey = "ID"')
    assert "map.toml, lookup.orgs.file: orgs.csv is needed by what is imported; give it too" in told


def test_a_days_limit_that_does_not_read_is_a_mistake(desk: Desk) -> None:
    map_ = MAP.replace('is = "active"', 'before = "eighteen years ago"')
    assert 'table[1].where[1].before: "eighteen years ago" is not a day' in desk.refused(desk.clinic(), map_)


def test_limits_count_from_today_and_clamp_to_the_months_end() -> None:
    today = date(2024, 2, 29)
    assert limit("18 years ago", today) == date(2006, 2, 28)
    assert limit("Tomorrow", today) == date(2024, 3, 1)
    assert limit("3 weeks ahead", today) == date(2024, 3, 21)
    assert limit("2023-04-03", today) == date(2023, 4, 3)
    with pytest.raises(BadMoment):
        limit("9999 years ago", today)
