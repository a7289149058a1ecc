"""A message and a day for these tests."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from outreach.letters import Digest, Line
from outreach.messages import Message

PLAIN = Message(
    message_id="<digest.maya.2026-11-24@rapport.example.org>",
    sender="Rapport <rapport@example.org>",
    recipient="Maya Chen <maya@example.org>",
    subject="Rapport: 1 now, 2 today",
    text="NOW  R2QX  call\n.\n..and a line that begins with dots\n",
    html="<p>NOW R2QX call</p>\n",
    date=datetime(2026, 11, 24, 12, 0, tzinfo=UTC),
)

R2QX = Line(
    id="R2QX",
    kind="call",
    to="Dr. Alan Lee, orthopedics",
    phone="(617) 555-0142",
    link="https://rapport.example.org/f/R2QX",
)
BUSY = Digest(
    practitioner="Maya Chen",
    day=date(2026, 11, 24),
    now=(R2QX,),
    today=(
        Line(
            id="7F3K",
            kind="call",
            to="Dr. Priya Shah, primary care",
            phone="(617) 555-0110",
            note="three clients in one call",
        ),
        Line(id="M4TD", kind="report", to="Dr. Alan Lee", note="draft ready"),
    ),
    blocked=(Line(id="K9WA", kind="report", to="Dr. Sam Ortiz", note="an authorization has ended; first V1HC"),),
    tomorrow=2,
    week=7,
    link="https://rapport.example.org/today",
    last_round="06:59",
    last_fetch="5 h ago",
    last_backup="03:10, restored and checked on Sunday",
)


def message(**changes: Any) -> Message:
    return replace(PLAIN, **changes)
