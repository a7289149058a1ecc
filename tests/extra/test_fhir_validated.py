"""What Rapport writes as FHIR holds before a judge of others: fhir.resources, R4B (none is for R4 alone)."""

import json

import pytest

from tests.importing.bundles import ALL, bundle
from tests.scheduler.test_fhir_report import ana as ana
from tests.scheduler.test_fhir_report import signed, written
from tests.stories.conftest import Cli
from tests.stories.conftest import cli as cli

judge = pytest.importorskip("fhir.resources.R4B", reason="the extra fhir is not installed")


def test_the_bundle_of_a_report_is_valid(cli: Cli, ana: str) -> None:
    found = written(cli, signed(cli, ana))
    kinds = set()
    for entry in found["entry"]:
        resource = entry["resource"]
        kinds.add(resource["resourceType"])
        judge.get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    assert len(kinds) == 5
    read = judge.get_fhir_model_class("Bundle").model_validate_json(json.dumps(found))
    assert len(read.entry) == len(found["entry"])


def test_a_wrong_bundle_is_not_valid(cli: Cli, ana: str) -> None:
    found = written(cli, signed(cli, ana))
    report = found["entry"][0]["resource"]
    del report["code"]
    with pytest.raises(ValueError, match="code"):
        judge.get_fhir_model_class("DiagnosticReport").model_validate(report)


def test_the_small_record_that_the_importer_is_tested_with_is_what_a_portal_may_write() -> None:
    spoilt = {"no-number", "bad-day", "x1", "x2", "x3"}
    for entry in json.loads(bundle(ALL))["entry"]:
        resource = entry["resource"]
        if resource["id"] not in spoilt:
            judge.get_fhir_model_class(resource["resourceType"]).model_validate(resource)
