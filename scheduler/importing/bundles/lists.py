"""What is taken of a record, by name; what is not listed stays out."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from outreach.measures import measures

LOINC = "http://loinc.org"
NPI = "http://hl7.org/fhir/sid/us-npi"

#: Further codes of what the table of measures knows: heart rate, HbA1c after IFCC.
_ALSO = {"8867-4": "rhr", "59261-8": "hba1c"}
#: How UCUM writes units that we write otherwise.
UNITS: Mapping[str, str] = MappingProxyType(
    {
        "{score}": "points",
        "1": "",
        "mm[Hg]": "mmHg",
        "/min": "bpm",
        "{beats}/min": "bpm",
        "{Beats}/min": "bpm",
        "[lb_av]": "lb",
        "[in_i]": "in",
        "[ft_i]": "ft",
        "kg/m2": "kg/m2",
        "min/wk": "min/wk",
        "min/(7.d)": "min/wk",
        "{repetitions}": "reps",
    }
)
#: Units that the table of measures does not know: the unit it does, factor, addend. Grams are exact; HbA1c after
#: the NGSP's master equation, 0.09148 x IFCC + 2.152.
TURNED: Mapping[str, tuple[str, float, float]] = MappingProxyType(
    {"g": ("kg", 0.001, 0.0), "mmol/mol": ("%", 0.09148, 2.152)}
)

#: Diagnoses that matter for training, as in docs/examples/synthea.toml: work, housing, abuse, stress, substance use
#: and pregnancies are nobody's business here.
DIAGNOSES = (
    *("hypertension", "hyperlipidemia", "coronary", "myocardial infarction", "ischemic heart", "heart failure"),
    *("cardiac arrest", "atrial fibrillation", "stroke", "embolism", "anemia (disorder)"),
    *("diabetes", "prediabetes", "metabolic syndrome", "body mass index 30+", "body mass index 40+"),
    *("chronic obstructive", "emphysema", "asthma", "hypoxemia"),
    *("osteoarthritis", "rheumatoid arthritis", "osteoporosis", "fracture", "sprain", "rupture", "tear of"),
    *("concussion", "chronic pain", "chronic neck pain", "chronic low back pain", "fibromyalgia", "neuropathy"),
)
NOT_DIAGNOSES = ("pregnancy", "suspected", "history of")

#: Encounters that are visits, and those that are a change in the client's condition (HL7 v3 ActCode).
VISITS = ("AMB", "VR", "HH")
CHANGES: Mapping[str, str] = MappingProxyType(
    {"EMER": "emergency visit", "IMP": "admission", "ACUTE": "admission", "NONAC": "admission", "SS": "admission"}
)
#: A check-up (SNOMED CT): who does them is the primary care provider.
CHECK_UPS = ("162673000", "410620009")
#: A referral to a physical activity program (SNOMED CT, HL7 US Physical Activity).
TO_EXERCISE = "390893007"

#: How a role or a specialty is told in words, and what it is here; the first that is found counts.
ROLES: tuple[tuple[str, str], ...] = (
    ("primary care", "primary care"),
    ("general practi", "primary care"),
    ("family", "primary care"),
    ("internal medicine", "primary care"),
    ("surg", "surgeon"),
    ("therap", "therapist"),
    ("physio", "therapist"),
)


@cache
def loinc() -> Mapping[str, str]:
    """Our measures by LOINC code."""
    own = {m.loinc: m.id for m in measures().values() if m.loinc and m.loinc_status == "seen"}
    return MappingProxyType({**own, **_ALSO})


def role_of(*told: str) -> str:
    """The role that words stand for; a specialist's, where they say nothing."""
    for text in told:
        for part, role in ROLES:
            if part in text.casefold():
                return role
    return "specialist"


def is_diagnosis(called: str) -> bool:
    """Whether a condition is one that matters for training."""
    folded = called.casefold()
    return any(word in folded for word in DIAGNOSES) and not any(word in folded for word in NOT_DIAGNOSES)
