"""A report as FHIR: the page and the numbers that it tells, where an authorization allows it, and nothing else."""

import base64
import json
from typing import Any

import pytest

from tests.stories.conftest import Cli, once
from tests.stories.conftest import cli as cli


@pytest.fixture
def ana(cli: Cli) -> str:
    return once(cli, _ana)


def _ana(cli: Cli) -> str:
    """A client with a referral and measures; a report to Dr. Lee that lacks nothing."""
    lee = cli.provider("Dr. Alan Lee", "--phone", "(617) 555-0142", "--fax", "(617) 555-0143")
    cli.configure('phone  = ""', 'phone  = "(617) 555-0100"')
    cli.configure('fax    = ""', 'fax    = "(617) 555-0101"')
    code = cli.client("Ana Maria Ruiz", "--referring", "lee", "--born", "1961-05-30", "--phone", "617-555-0177")
    cli.fact("referral", code, "--provider", lee, "--on", "2026-10-20")
    cli.fact("milestone", code, "assessment", "--on", "2026-10-26")
    for measure, unit, values in (
        ("6mwt", "m", ("318", "350", "382")),
        ("sbp", "mmHg", ("148", "136")),
        ("dbp", "mmHg", ("92", "84")),
        ("weight", "lb", ("176",)),
        ("gait_speed", "m/s", ("0.9",)),
        ("phq9", "points", ("12",)),
    ):
        for on, value in zip(("2026-10-26", "2026-11-09", "2026-11-23"), values, strict=False):
            cli.fact("measure", code, measure, "--value", value, "--unit", unit, "--on", on, "--yes")
    return code


def report_of(cli: Cli) -> str:
    """The id of the report."""
    return str(next(f["id"] for f in cli.upcoming("--kind", "report")))


def signed(cli: Cli, ana: str, *more: str) -> str:
    """An authorization; the id of the report."""
    cli.fact("authorization", ana, "--until", "2027-11-01", *more)
    id_ = report_of(cli)
    cli.ok("report", "draft", id_, "--attended", "7/8", "--plan", "balance twice a week")
    return id_


def written(cli: Cli, id_: str) -> dict[str, Any]:
    """The bundle."""
    file = cli.folder / "report.json"
    cli.ok("report", "show", id_, "--to", str(file))
    assert file.stat().st_mode & 0o077 == 0
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found


def of_kind(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The resources of one kind."""
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def test_without_an_authorization_there_is_no_file(cli: Cli, ana: str) -> None:
    id_ = report_of(cli)
    cli.ok("report", "draft", id_, "--attended", "7/8", "--plan", "balance")
    said = cli("report", "show", id_, "--to", str(cli.folder / "report.json"))
    assert said.status == 2 and "this report may not go" in said.err
    assert not (cli.folder / "report.json").exists()


def test_the_report_is_a_consult_note_with_its_page_and_its_referral(cli: Cli, ana: str) -> None:
    id_ = signed(cli, ana)
    (report,) = of_kind(written(cli, id_), "DiagnosticReport")
    assert report["meta"]["profile"] == [
        "http://hl7.org/fhir/us/physical-activity/StructureDefinition/pa-diagnosticreport"
    ]
    assert report["code"]["coding"][0]["code"] == "11488-4"
    assert report["category"][0]["coding"][0]["code"] == "PhysicalActivity"
    assert report["status"] == "preliminary"
    (page,) = report["presentedForm"]
    assert base64.b64decode(page["data"]).startswith(b"%PDF") and page["contentType"] == "application/pdf"
    (order,) = report["basedOn"]
    assert order["type"] == "ServiceRequest" and order["identifier"]["value"].startswith(f"{ana}/F")
    assert "reference" not in order and order["display"] == "Referral of 2026-10-20"


def test_the_readings_are_those_of_the_page_in_the_unit_of_their_measure(cli: Cli, ana: str) -> None:
    bundle = written(cli, signed(cli, ana))
    found = {}
    for one in of_kind(bundle, "Observation"):
        if "valueQuantity" in one:
            key = (one["code"]["text"], one["effectiveDateTime"])
            found[key] = (one["valueQuantity"]["value"], one["valueQuantity"]["code"])
    assert found == {
        ("6-minute walk distance", "2026-10-26"): (318, "m"),
        ("6-minute walk distance", "2026-11-09"): (350, "m"),
        ("6-minute walk distance", "2026-11-23"): (382, "m"),
        ("Comfortable gait speed", "2026-10-26"): (0.9, "m/s"),
        ("Body weight", "2026-10-26"): (79.832257, "kg"),
    }
    panels = [one for one in of_kind(bundle, "Observation") if "component" in one]
    told = {p["effectiveDateTime"]: [c["valueQuantity"]["value"] for c in p["component"]] for p in panels}
    assert told == {"2026-10-26": [148, 92], "2026-11-09": [136, 84]}
    assert {p["code"]["coding"][0]["code"] for p in panels} == {"85354-9"}
    results = {r["reference"] for r in of_kind(bundle, "DiagnosticReport")[0]["result"]}
    assert results == {e["fullUrl"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Observation"}


def test_a_code_stands_only_where_it_says_what_was_measured(cli: Cli, ana: str) -> None:
    bundle = written(cli, signed(cli, ana))
    codes = {o["code"]["text"]: o["code"].get("coding", [{}])[0].get("code") for o in of_kind(bundle, "Observation")}
    assert codes["6-minute walk distance"] == "64098-7"
    assert codes["Comfortable gait speed"] is None  # its code means a course of 4 m


def test_mental_health_goes_along_only_where_its_box_is_ticked(cli: Cli, ana: str) -> None:
    assert "PHQ-9" not in json.dumps(written(cli, signed(cli, ana)))
    cli.fact("authorization", ana, "--until", "2027-11-02", "--sensitive", "mental health", "--yes")
    assert "PHQ-9" in json.dumps(written(cli, report_of(cli)))


def test_nothing_else_of_the_client_is_in_it(cli: Cli, ana: str) -> None:
    bundle = written(cli, signed(cli, ana))
    (client,) = of_kind(bundle, "Patient")
    assert (client["name"][0]["family"], client["name"][0]["given"]) == ("Ruiz", ["Ana", "Maria"])
    assert client["birthDate"] == "1961-05-30"
    assert "0177" not in json.dumps(client) and "telecom" not in client
    assert {e["resource"]["resourceType"] for e in bundle["entry"]} == {
        *("DiagnosticReport", "Patient", "Organization", "Practitioner", "Observation"),
    }


def test_every_reference_leads_somewhere_and_the_same_report_has_the_same_ids(cli: Cli, ana: str) -> None:
    id_ = signed(cli, ana)
    bundle = written(cli, id_)
    urls = {e["fullUrl"] for e in bundle["entry"]}
    assert len(urls) == len(bundle["entry"])

    def references(value: Any) -> set[str]:
        if isinstance(value, list):
            return {r for one in value for r in references(one)}
        if isinstance(value, dict):
            return {r for k, v in value.items() for r in ({v} if k == "reference" else references(v))}
        return set()

    assert references(bundle) <= urls
    assert {e["fullUrl"] for e in written(cli, id_)["entry"]} == urls


def test_an_approved_report_is_final_with_the_page_that_was_approved(cli: Cli, ana: str) -> None:
    id_ = signed(cli, ana)
    page = cli.folder / "page.pdf"
    cli.now = "2026-11-24T09:30"
    cli.ok("report", "approve", id_, "--to", str(page))
    (report,) = of_kind(written(cli, id_), "DiagnosticReport")
    assert report["status"] == "final"
    assert base64.b64decode(report["presentedForm"][0]["data"]) == page.read_bytes()
    cli.fact("measure", ana, "6mwt", "--value", "390", "--unit", "m", "--yes", now="2026-11-24T10:00")
    said = cli("report", "show", id_, "--to", str(cli.folder / "r.json"), now="2026-11-24T11:00")
    assert said.status == 2 and "measures were recorded since the page was approved" in said.err
