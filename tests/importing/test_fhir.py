"""FHIR bundles: what a client's portal exports becomes client, care team, visits, measures, diagnoses that matter."""

import copy
import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduler.borders import on_screen
from scheduler.facts import FactKind
from scheduler.importing.bundles import extract
from scheduler.mistakes import Refusal
from tests.importing.bundles import ALL, MEASURES, PEOPLE, bundle, encounter, observation
from tests.importing.desk import Desk
from tests.stories.conftest import Cli

TODAY = date(2026, 11, 24)


def left(run: Any) -> dict[str, int]:
    """What was left out, by words."""
    return {f"{x.table.partition(': ')[2]}: {x.reason}": x.count for x in run.left_out}


def test_the_client_and_the_care_team(desk: Desk) -> None:
    run = desk.run([desk.write("record.json", bundle(ALL))], None)
    ana = desk.clients()["Ana Maria Ruiz"]
    assert (on_screen(ana.born), on_screen(ana.phone)) == (date(1961, 3, 12), "+16175550101")
    providers = desk.providers()
    assert set(providers) == {"Dr. Priya Shah", "Alan Lee"}
    shah = providers["Dr. Priya Shah"]
    assert (shah.npi, shah.credentials, shah.specialty) == ("1234567893", "MD", "Family medicine")
    assert (shah.phone, shah.fax) == ("+16175550110", "+16175550111")
    assert shah.office == "Elm Street Clinic, 1 Elm St, Boston, MA"
    team = {(f.provider, f.value) for f in desk.facts(FactKind.CARE_TEAM)}
    assert team == {(shah.code, "primary care"), (providers["Alan Lee"].code, "surgeon")}
    assert left(run)["Practitioner: nothing that is taken names them"] == 1


def test_measures_come_with_their_units_and_what_is_wrong_is_counted_with_its_reason(desk: Desk) -> None:
    run = desk.run([desk.write("record.json", bundle(ALL))], None)
    told = sorted((f.value, f.data["value"], f.data.get("unit", "")) for f in desk.facts(FactKind.MEASURE))
    assert told == [
        ("dbp", 84, "mmHg"),
        ("hba1c", 6.54304, "%"),
        ("pain_nrs", 4, "points"),
        ("phq9", 5, "points"),
        ("rhr", 68, "bpm"),
        ("sbp", 132, "mmHg"),
        ("weight", 79.4, "kg"),
        ("weight", 79.83225712, "kg"),
    ]
    place = {r["id"]: number for number, r in enumerate(ALL, 1)}
    assert {r.line: r.reason.partition(": ")[2].partition(";")[0] for r in run.rejected} == {
        place["bad-range"]: "that value is outside the range of Body weight, 20 to 350 kg",
        place["bad-unit"]: "BMI is not measured in that unit",
        place["bad-ahead"]: "(date) lies ahead",
        place["bad-day"]: "its day is missing, or only a month or a year",
    }
    assert all(str(r).startswith(f"bundle, entry {r.line}: ") for r in run.rejected)
    expected = {
        "Observation: it holds no plain number": 2,
        "Observation: it is not final": 1,
        "Observation: from before 2021-11-24": 1,
        "Observation: not one of the measures that Rapport knows": 1,
        "measure: a row before it says the same": 1,
    }
    assert expected.items() <= left(run).items()
    taken = run.counts["measure"].new
    panels = 1
    assert taken + sum(expected.values()) + len(run.rejected) == len(MEASURES) + panels


def test_visits_lie_behind_and_ahead_and_nobody_plans_an_emergency(desk: Desk) -> None:
    desk.run([desk.write("record.json", bundle(ALL))], None)
    visits = {(f.on, f.value) for f in desk.facts(FactKind.VISIT)}
    assert visits == {
        (date(2026, 10, 5), "attended"),
        (date(2026, 12, 2), "scheduled"),
        (date(2026, 10, 12), "cancelled"),
        (date(2026, 12, 9), "scheduled"),
    }
    (lee,) = (f.provider for f in desk.facts(FactKind.VISIT) if f.on == date(2026, 12, 9))
    assert lee == desk.providers()["Alan Lee"].code
    changes = Counter(f.value for f in desk.facts(FactKind.CHANGE))
    assert changes == {"emergency visit": 1, "admission": 1, "new diagnosis": 2}


def test_only_standing_diagnoses_that_matter_for_training_are_taken(desk: Desk) -> None:
    run = desk.run([desk.write("record.json", bundle(ALL))], None)
    notes = {f.data["note"] for f in desk.facts(FactKind.CHANGE) if "note" in f.data}
    assert notes == {"Essential hypertension (disorder)", "Chronic low back pain (finding)"}
    assert left(run)["Condition: it is over"] == 1
    assert left(run)["Condition: not one of those that matter for training"] == 1
    assert left(run)["Claim 2, Immunization 1: not needed in order to stay in touch"] == 3


def test_the_same_bundle_again_changes_nothing_and_undo_takes_it_back(desk: Desk) -> None:
    path = desk.write("record.json", bundle(ALL))
    first = desk.run([path], None)
    again = desk.run([path], None)
    assert again.batch is None and again.rejected == first.rejected
    assert all(count.new == count.changed == 0 for count in again.counts.values())
    desk.undo(first.batch)
    assert (desk.facts(), desk.clients(), desk.providers()) == ([], {}, {})


def test_a_later_export_of_the_same_portal_moves_a_visit_and_keeps_the_rest(desk: Desk) -> None:
    desk.run([desk.write("record.json", bundle(ALL))], None)
    moved = [encounter("v2", "AMB", "2026-12-16T15:30:00Z", "planned") if r["id"] == "v2" else r for r in ALL]
    run = desk.run([desk.write("later.json", bundle(moved))], None)
    assert (run.counts["visit"].changed, run.counts["visit"].unchanged) == (1, 3)


def test_since_takes_what_lies_further_back(desk: Desk) -> None:
    desk.context = replace(desk.context, since=date(1990, 1, 1))
    run = desk.run([desk.write("record.json", bundle(ALL))], None)
    assert run.counts["visit"].new == 5
    assert "Otto Longago" in desk.providers()


def test_the_record_of_somebody_who_has_died_brings_nothing(desk: Desk) -> None:
    gone = copy.deepcopy(ALL)
    gone[0]["deceasedDateTime"] = "2026-11-01"
    run = desk.run([desk.write("record.json", bundle(gone))], None)
    assert run.batch is None and run.counts == {}
    assert left(run)["Observation: the person has died"] == len(MEASURES)


def test_whoever_was_entered_by_hand_is_found_by_name_and_birth_date(cli: Cli, tmp_path: Path) -> None:
    code = cli.client("Ruiz, Ana Maria", "--born", "1961-03-12")
    path = tmp_path / "record.json"
    path.write_text(bundle(ALL))
    said = cli.ok("import", str(path))
    assert "client          1 changed" in said.out
    (ana,) = cli.json("client", "list")
    assert (ana["code"], ana["phone"]) == (code, "+16175550101")
    assert "Nothing changed" in cli.ok("import", str(path)).out


def test_nothing_of_a_bundle_stands_in_messages_or_in_what_is_remembered_of_the_file(cli: Cli) -> None:
    path = cli.folder / "Ana_Ruiz_1961.json"
    wrong = observation("x", "29463-7", 4713, "kg", note=[{"text": "secret"}])
    path.write_text(bundle([*ALL, wrong]))
    told = ""
    for arguments in (("--dry-run",), ("--strict",), (), ("--json",)):
        said = cli("import", str(path), *arguments)
        told += said.out + said.err
    told += cli.ok("import", "list").out
    assert "entry" in told
    for word in ("Ruiz", "Ana", "1961", "4713", "Elm Street", "Shah", "hypertension", "0101", "secret"):
        assert word not in told, word


def test_a_whole_life_raises_no_flood(cli: Cli) -> None:
    path = cli.folder / "record.json"
    path.write_text(bundle(ALL))
    cli.ok("import", str(path), "--since", "1950-01-01")
    assert cli.upcoming() == []
    code = cli.json("client", "list")[0]["code"]
    cli.fact("authorization", code, "--until", "2027-11-20")
    cli.fact("milestone", code, "assessment")
    raised = cli.upcoming()
    assert Counter(f["rule"] for f in raised)["visit-report"] == 2
    assert all(f["due"][:10] >= "2026-11-24" for f in raised)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"{", "bundle, line 1: this is not JSON"),
        (b'{"a": 1}', "JSON, and not FHIR"),
        (b"[1, 2]", "JSON, and not FHIR"),
        (b'{"resourceType": "Bundle", "entry": [{"a": NaN}]}', "holds a number that is none"),
        (b'{"resourceType": "Bundle", "total": ' + b"9" * 5000 + b"}", "holds a number that is none"),
        (b'{"a": "\xff"}', "not UTF-8 (byte 8)"),
        (b'{"resourceType": "Bundle", "x": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "nested too deep"),
    ],
    ids=["cut", "other JSON", "a list", "NaN", "endless number", "latin-1", "nested"],
)
def test_what_is_no_bundle_is_refused_in_words(desk: Desk, text: bytes, words: str) -> None:
    assert words in desk.refused([desk.write("record.json", text)], None)


def test_fifty_megabytes_are_read_and_more_than_sixty_four_are_refused(desk: Desk) -> None:
    text = bundle([*PEOPLE, {"resourceType": "DocumentReference", "id": "big", "data": "A" * 50_000_000}])
    path = desk.write("record.json", text)
    assert desk.run([path], None).counts["client"].new == 1
    with path.open("ab") as file:
        file.truncate(65_000_000)
    with pytest.raises(Refusal, match="larger than 64 MB"):
        desk.run([path], None)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def _spoilt(draw: st.DrawFn) -> list[Any]:
    """The small record with anything in the place of some of its values."""
    entries: list[Any] = [{"fullUrl": f"urn:{n}", "resource": copy.deepcopy(r)} for n, r in enumerate(ALL)]
    for _ in range(draw(st.integers(1, 12))):
        at: Any = entries
        while isinstance(at, dict | list) and at:
            key: Any = draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            if not isinstance(at[key], dict | list) or draw(st.integers(0, 3)) == 0:
                at[key] = draw(_JSON)
                break
            at = at[key]
    return entries


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_spoilt())
def test_wrong_types_anywhere_are_no_defect(desk: Desk, entries: list[Any]) -> None:
    document = {"resourceType": "Bundle", "entry": entries}
    path = desk.write("record.json", json.dumps(document).replace("NaN", "0").replace("Infinity", "1"))
    desk.run([path], None)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_JSON)
def test_whatever_json_says_is_read_or_refused(tmp_path: Path, document: Any) -> None:
    path = tmp_path / "record.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "entry": document}))
    try:
        extract(path, "bundle", TODAY, None)
    except Refusal as refusal:
        assert "holds a number that is none" in refusal.message


# ------------------------------------------------------------------- four whole lives, generated by others

LIVES = Path(__file__).parents[3] / "shared" / "data" / "fhir"
whole = pytest.mark.skipif(not LIVES.is_dir(), reason="the FHIR bundles are not beside the project")
CODES = {"72514-3", "8480-6", "8462-4", "29463-7", "39156-5", "4548-4", "44261-6", "8867-4"}


def _lives() -> list[tuple[Path, list[dict[str, Any]]]]:
    files = sorted(LIVES.glob("*.json"))
    return [(file, [e["resource"] for e in json.loads(file.read_text("utf-8"))["entry"]]) for file in files]


def _numbers(resources: list[dict[str, Any]], since: str) -> set[tuple[str, str, float]]:
    """Code, moment and number, as nothing but `json` sees them; a panel and its parts tell the same once."""
    found = set()
    for one in resources:
        if one["resourceType"] == "Observation" and one["effectiveDateTime"] >= since:
            for part in (one, *one.get("component", [])):
                code = part["code"]["coding"][0]["code"]
                if code in CODES and "valueQuantity" in part:
                    found.add((code, one["effectiveDateTime"], float(part["valueQuantity"]["value"])))
    return found


@whole
def test_the_living_are_clients_with_the_measures_and_visits_that_json_counts(desk: Desk) -> None:
    desk.context = replace(desk.context, since=date(1900, 1, 1))
    run = desk.run([file for file, _ in _lives()], None)
    living = [resources for _, resources in _lives() if not any("deceasedDateTime" in r for r in resources)]
    assert len(_lives()) == 4 and len(living) == 2 and len(desk.clients()) == 2
    numbers = [number for resources in living for number in _numbers(resources, "1900")]
    light = [number for number in numbers if number[0] == "29463-7" and number[2] < 20]
    assert len(light) == 25  # a child's weight is outside the range of the measure
    measures = Counter(f"{float(f.data['value']):g}" for f in desk.facts(FactKind.MEASURE))
    assert measures == Counter(f"{number[2]:g}" for number in numbers) - Counter(f"{n[2]:g}" for n in light)
    weighed = [r for life in living for r in life if r["resourceType"] == "Observation"]
    bad = [r for r in weighed if r["code"]["coding"][0]["code"] == "29463-7" and r["valueQuantity"]["value"] < 20]
    assert run.rejected_count == len(bad)
    assert all("outside the range of Body weight" in r.reason for r in run.rejected)
    seen = Counter(r["class"]["code"] for life in living for r in life if r["resourceType"] == "Encounter")
    assert run.counts["visit"].new == seen["AMB"]
    changes = Counter(f.value for f in desk.facts(FactKind.CHANGE))
    assert (changes["emergency visit"], changes["admission"]) == (seen["EMER"], seen["IMP"])
    total = sum(x.count for x in run.left_out if x.reason.startswith("not needed"))
    kinds = {"Patient", "Observation", "Encounter", "Condition", "CareTeam", "Practitioner", "PractitionerRole"}
    others = [r for _, life in _lives() for r in life if r["resourceType"] not in {*kinds, "Organization"}]
    assert total == len(others)


@whole
def test_by_itself_only_the_last_five_years_are_taken_and_no_follow_up_is_raised(cli: Cli) -> None:
    files = [str(file) for file, _ in _lives()]
    said = cli.json("import", *files)
    living = [life for _, life in _lives() if not any("deceasedDateTime" in r for r in life)]
    recent = [number for life in living for number in _numbers(life, "2021-11-24T05")]
    assert said["counts"]["measure"]["new"] == len(recent)
    visits = [
        r
        for life in living
        for r in life
        if r["resourceType"] == "Encounter" and r["class"]["code"] == "AMB" and r["period"]["start"] >= "2021-11-24T05"
    ]
    assert said["counts"]["visit"]["new"] == len(visits)
    assert said["follow_ups"]["new"] == 0
    for client in cli.json("client", "list"):
        cli.fact("authorization", client["code"], "--until", "2027-11-20")
        cli.fact("milestone", client["code"], "assessment")
    assert all(f["due"][:10] >= "2026-11-24" for f in cli.upcoming())


@whole
def test_four_lives_again_change_nothing(desk: Desk) -> None:
    files = [file for file, _ in _lives()]
    first = desk.run(files, None)
    before = desk.facts()
    assert desk.run(files, None).batch is None
    desk.undo(first.batch)
    assert desk.facts() == [] and desk.clients() == {}
    desk.run(files, None)
    assert len(desk.facts()) == len(before)
