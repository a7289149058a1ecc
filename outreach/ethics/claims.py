"""Claims that deserve a warning wherever they are made, each with its reason and better words."""

import re
from dataclasses import dataclass

from outreach.ethics import matching, words
from outreach.ethics.matching import Reading, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Words that deserve a warning wherever they are said."""

    rule: str
    vocabulary: re.Pattern[str]
    reason: str
    rewrite: str


_SCOPE = "that is outside the scope of medical exercise"

CLAIMS: tuple[Claim, ...] = (
    Claim(
        rule="exclusivity",
        vocabulary=words.phrases(r"""
            all (?:of )?your (?:{W} ){0,3}(?:patients|clients|referrals|business)
            (?:only|exclusively|solely) (?:refer|send|recommend|to us|use)
            refer (?:only|exclusively|solely)
            exclusiv(?:e|ely|ity)
            (?:stop|instead of) (?:referring|sending) (?:{W} ){0,3}(?:elsewhere|others?|competitors?)
            nobody else
            preferred provider status
            first right of
        """),
        reason="it asks for exclusive referrals; the patient chooses",
        rewrite='"We would be glad to be one of the places your patients can choose."',
    ),
    Claim(
        rule="flattery",
        vocabulary=words.phrases(r"""
            (?:most|more) (?:valuable|valued|important|productive|prolific) (?:referr{W}|referral {W}|source)
            (?:top|best|biggest|number one|#1|star|favorite) (?:referrers?|referral {W}|referring {W})
            send (?:us )?(?:{W} )?more
            more (?:referrals|patients|clients) (?:from you|like|this)
            keep (?:{W} ){0,2}(?:referrals|patients|clients|them) coming
            increase your referrals
            (?:hope|look forward|looking forward) (?:{W} ){0,3}(?:many )?more (?:referrals|patients)
        """),
        reason="it praises or asks for volume of referrals",
        rewrite="Speak of the client's progress, not of numbers.",
    ),
    Claim(
        rule="outcome-promise",
        vocabulary=words.phrases(r"""
            guarante{W}
            (?:100|one hundred) ?(?:%|percent) (?:relief|success|effective|recovery|satisfaction|results|pain)
            (?:pain|symptoms?|problems?|back pain) (?:{W} )?(?:will be|is) (?:gone|eliminated|a thing of the past)
            (?:eliminat(?:e|es)|erase|banish) (?:{W} ){0,2}pain
            (?:will|you'll) (?:be|walk|live) pain[- ]free
            proven (?:to|results|method)
            miracl{W}
            results (?:promised|assured)
            never (?:fall|hurt|have pain) again
            avoid surgery
            permanent (?:relief|results)
        """),
        reason="nobody can promise an outcome",
        rewrite='Say what was measured: "In 2026, 7 of 10 clients reached the goal they had set."',
    ),
    Claim(
        rule="medical-claim",
        vocabulary=words.phrases(r"""
            (?:cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?) (?!process|time|well|after|from|fracture)(?:{W} )?{W}
            (?:we|i|our (?:{W} ){0,3}{W}|northside|the practice|program|exercises?|trainers?|that|can|also|
                to) (?:{W} )?(?:treats?|diagnos(?:e|es)|prescribes?|cures?|heals?|reverses?)(?! (?:you|each other|
                everyone|(?:your|every|each|our) (?:patients?|clients?|people|person|
                referral)(?: you send us)? (?:with|as)|your referral|each person|every referral)\b)
            (?:treating|diagnosing|prescribing|curing|healing) (?:{W} )?(?:pain|disease|arthritis|diabetes|injur{W}|
                conditions?|exercise|patients)
            treatment of (?:{W} )?(?:pain|disease|arthritis|diabetes|injuries|conditions)
            reverses? (?:{W} )?(?:diabetes|disease|arthritis|aging)
            fix(?:es)? (?:your )?(?:pain|back|knees?|disc)
        """),
        reason=f"it claims to cure, treat, diagnose or prescribe; {_SCOPE}",
        rewrite='"We train people after discharge, within the limits you set."',
    ),
    Claim(
        rule="protected-title",
        vocabulary=words.phrases(r"""
            (?:our|we offer|we provide|we are|we're|as|a|your|my|i'm|i am|and|like|of|affordable|
                licensed) (?:{W} )?(?:physical therap(?:y|ies|ists?)|physiotherap(?:y|ists?)|occupational therap(?:y|
                ists?)|therapists?|rehabilitation (?:clinics?|cent(?:er|re)s?|specialists?)|rehab (?:clinics?|
                cent(?:er|re)s?)|medical clinics?|pts)
            (?:exercise|movement|sports|rehab) therap(?:y|ists?)
        """),
        reason="the title or service is protected by license",
        rewrite='"medical exercise" and "medical exercise specialist"',
    ),
    Claim(
        rule="hipaa",
        vocabulary=words.phrases(r"hipaa[- ](?:{W} )?(?:certified|compliant|approved|certification|compliance)"),
        reason="nobody certifies that, and few practices like this are covered by HIPAA",
        rewrite='"We keep health information confidential and tell it only under the client\'s signed authorization."',
    ),
    Claim(
        rule="patient",
        vocabulary=words.phrases(r"(?:our|my) (?:{W} )?patients?"),
        reason="the practice has clients; patients are the provider's",
        rewrite='"our clients"',
    ),
    Claim(
        rule="birth-date",
        vocabulary=words.phrases(r"""
            (?:dob|d\.o\.b\.?|date of birth|birth ?date|born(?: on)?):? ?(?:\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|
                \d{1,2}(?:st|nd|rd|th)? [a-z]{3,9},? \d{4}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})
        """),
        reason="a birth date identifies a client",
        rewrite="Leave it out, or send it in a report under the client's authorization.",
    ),
    Claim(
        rule="diagnosis-code",
        vocabulary=re.compile(
            r"(?<![\w$.-])[a-tv-z]\d[\dab](?:\.[\da-z]{1,4})(?![\w-])|(?:icd-?10|dx|"
            r"diagnosis)(?: code)?:? ?[a-z]\d[\dab]\b"
        ),
        reason="a diagnosis code tells a client's condition",
        rewrite="Leave it out, or send it in a report under the client's authorization.",
    ),
)


#: Whether a sentence makes any claim at all.
ANY = words.union(*(c.vocabulary for c in CLAIMS))


def made(at: Reading, claim: Claim) -> list[Span]:
    """Where a claim is made and not denied."""
    return [s for s in matching.spans(claim.vocabulary, at.sentence.text) if not matching.denied(at, s)]
