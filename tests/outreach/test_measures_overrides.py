"""A practice's own table of measures: what it may change, and every mistake in words."""

from dataclasses import fields

import pytest

from outreach.measures import Area, BadMeasure, Better, Override, Verdict, catalogue, judge, measures

OWN = "Our clients 2025, unpublished"


def mistakes(*overrides: Override) -> tuple[str, ...]:
    with pytest.raises(BadMeasure) as found:
        catalogue(overrides)
    assert str(found.value) == "\n".join(found.value.mistakes)
    return found.value.mistakes


def test_without_a_table_of_its_own_the_packaged_measures_stand() -> None:
    assert catalogue() == measures()


def test_a_practice_may_replace_a_threshold_with_its_own_citation() -> None:
    own = catalogue([Override(id="6mwt", mcid=40, mdc=35, population="our clients over 70", citation=OWN)])
    assert judge("6mwt", 300, 340, own) is Verdict.GAIN
    assert judge("6mwt", 300, 340) is Verdict.NO_CHANGE
    assert own["6mwt"].citation == OWN
    assert own["6mwt"].mcid_source.population == "our clients over 70"
    assert not own["6mwt"].checked
    assert {k: v for k, v in own.items() if k != "6mwt"} == {k: v for k, v in measures().items() if k != "6mwt"}


def test_a_threshold_of_its_own_is_refused_without_a_citation() -> None:
    found = mistakes(Override(id="grip", mcid=5, mdc=6, worsening=2, citation=" "))
    assert found == tuple(f"grip, {k}: a threshold of your own needs a citation" for k in ("mcid", "mdc", "worsening"))


def test_an_absolute_threshold_of_its_own_replaces_the_published_pair() -> None:
    own = catalogue([Override(id="pain_nrs", mcid=1, citation=OWN)])
    assert judge("pain_nrs", 9, 8, own) is Verdict.GAIN
    both = catalogue([Override(id="pain_nrs", mcid=1, mcid_share=0.5, citation=OWN)])
    assert judge("pain_nrs", 9, 8, both) is Verdict.NO_CHANGE
    assert judge("pain_nrs", 2, 1, both) is Verdict.GAIN


def test_a_warning_threshold_of_its_own_is_told_at_its_value() -> None:
    own = catalogue([Override(id="6mwt", worsening=15, citation=OWN)])
    assert judge("6mwt", 300, 285, own) is Verdict.WORSENING
    assert judge("6mwt", 300, 285.1, own) is Verdict.NO_CHANGE
    late = catalogue([Override(id="6mwt", worsening=100, citation=OWN)])
    assert judge("6mwt", 300, 240, late) is Verdict.BEYOND_ERROR


def test_an_error_may_differ_by_baseline() -> None:
    own = catalogue([Override(id="fes_i", mdc="16-30:3|31-64:6", citation=OWN)])
    assert judge("fes_i", 30, 27, own) is Verdict.BEYOND_ERROR
    assert judge("fes_i", 31, 28, own) is Verdict.NO_CHANGE


def test_an_error_of_its_own_counts_for_every_device() -> None:
    own = catalogue([Override(id="knee_flex", mdc=8, citation=OWN)])
    assert own["knee_flex"].judge(98, 105, device="digital inclinometer") is Verdict.NO_CHANGE
    assert own["knee_flex"].judge(98, 106, device="digital inclinometer") is Verdict.BEYOND_ERROR


def test_a_new_measure_needs_no_threshold() -> None:
    own = catalogue(
        [
            Override(id="reach", name="Functional reach", unit="cm", range="0-80", better="higher", area="balance"),
            Override(id="plank", name="Plank", unit="s", range="0-600", better="higher", area="stability", mdc=12,
                     citation=OWN),
        ]
    )  # fmt: skip
    assert judge("reach", 20, 40, own) is Verdict.UNKNOWN
    assert (own["reach"].better, own["reach"].area, own["reach"].high) == (Better.HIGHER, Area.BALANCE, 80)
    assert judge("plank", 30, 42, own) is Verdict.BEYOND_ERROR
    assert list(own)[-2:] == ["reach", "plank"]


def test_blood_pressure_stays_without_praise_whatever_the_table_says() -> None:
    own = catalogue([Override(id="sbp", mcid=5, citation=OWN)])
    assert judge("sbp", 160, 120, own) is Verdict.UNKNOWN


def test_every_mistake_is_told_at_once_with_its_place() -> None:
    found = mistakes(
        Override(id="Grip Left", name="Grip", unit="kg", range="0-100", better="higher"),
        Override(id="lefs", unit="%", better="lower", mcid=-1, citation=OWN),
        Override(id="reach", name="Reach", unit="cm", range="80-0", better="hihger", area="balanse"),
        Override(id="hop"),
        Override(id="berg", mdc="45-56:x", citation=OWN),
        Override(id="odi", mcid_share=30, citation=OWN),
        Override(id="tug", mcid=500, citation=OWN),
        Override(id="tug", name="TUG"),
        Override(id="fes_i", worsening=49, citation=OWN),
    )
    assert found == (
        "Grip Left, id: write small letters, digits and _ only, as in grip_left",
        "lefs, unit: it stays points; add a measure of your own with another id instead",
        "lefs, better: it stays higher; add a measure of your own with another id instead",
        "lefs, mcid: write a number above 0, in the unit of the measure",
        "reach, range: write it from less to more, as in 0-100",
        "reach, better: valid: higher, lower, target; did you mean higher?",
        "reach, area: valid: function, strength, flexibility, stability, endurance, balance, or nothing; "
        "did you mean balance?",
        "hop, name: a new measure needs a name",
        "hop, unit: a new measure needs a unit, as in cm",
        "hop, range: a new measure needs a range, as in 0-100",
        "hop, better: say which way is better: higher, lower or target",
        "berg, mdc: write a number above 0, or by baseline 45-56:4|35-44:5",
        "odi, mcid_share: write a share of the baseline between 0 and 1, as in 0.30 for 30 %",
        "tug, mcid: more than the whole range of 0 to 120",
        "tug, id: this measure is in the table twice",
        "fes_i, worsening: more than the whole range of 16 to 64",
    )


@pytest.mark.parametrize("number", [0, -3, float("nan"), float("inf"), True])
def test_a_threshold_is_a_number_above_nothing(number: float) -> None:
    entries = {
        "mcid": Override(id="grip", citation=OWN, mcid=number),
        "mdc": Override(id="grip", citation=OWN, mdc=number),
        "worsening": Override(id="grip", citation=OWN, worsening=number),
    }
    for key, entry in entries.items():
        assert mistakes(entry)[0].startswith(f"grip, {key}: write a number")


def test_a_mistake_leaves_the_packaged_measures_as_they_are() -> None:
    mistakes(Override(id="grip", mcid=5))
    assert measures()["grip"].mcid_abs == 6.5
    with pytest.raises(TypeError):
        measures()["grip"] = measures()["tug"]  # type: ignore[index]


def test_every_field_of_an_entry_may_be_left_out_but_its_id() -> None:
    assert [f.name for f in fields(Override) if f.default is not None] == ["id"]
