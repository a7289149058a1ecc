"""Seventeen further rules by hand; for most of them the facts that the benchmarks make are none of theirs."""

from bench.by_hand_reading import Told
from bench.by_hand_tools import DISCHARGED, Tools

#: In thousandths of a metre a second: the smallest change that matters, and the measurement error.
_MATTERS, _ERROR = 100, 160
_PLATEAU_APART = 28
#: Those that are planned by hand here, and have to be switched on.
FURTHER = (
    "clearance",
    "introduction-call",
    "joint-visit",
    "visit-thanks",
    "goal-met",
    "condition-change",
    "vitals",
    "pain",
    "gain",
    "decline",
    "plateau",
    "medication",
    "missed-sessions",
    "absent",
    "clearance-ends",
    "receipt",
    "outcome-check",
)
_SPEAK = {
    "clearance": set[str](),
    "change": {"new diagnosis", "admission", "emergency visit", "surgery", "vitals out of limits", "pain"},
    "milestone": {"goal met"},
    "visit": {"attended"},
}


class Further(Tools):
    """What is planned besides, by rules that are off to begin with."""

    #: How many reports went to each provider, about whichever client.
    reports: dict[str, int]

    def further(self, care: list[str]) -> None:
        """The seventeen about one client."""
        self._must_not_speak()
        days, of = self.days, self.of
        for told in of["milestone"]:
            if told.value == "intake":
                for to in care:
                    due = days.due(told.on, 0)
                    self.put("clearance/request", told, to, due, 60, self.on("intake", told), telling=True)
        for told in self.sent:
            self._after_a_report(told)
        for told in of["discharge"]:
            if told.value == "completed":
                due = days.due(told.on, 90, "day")
                self.put("outcome-check/check", told, "", due, 30, self.on("discharge", told), during=(DISCHARGED,))
        attended = [f for f in of["session"] if f.value == "attended"]
        if attended:
            last = attended[-1]
            anchor = last._replace(on=last.on + 14)
            said = f"last {self.on('session (attended)', last)} + 14 days"
            self.put("absent/call", anchor, "", days.due(anchor.on, 1), 21, said)
        self._measured(care)

    def _must_not_speak(self) -> None:
        row = 0
        for told in self.of["session"]:
            row = row + 1 if told.value == "missed" else 0
            if row == 3:
                raise ValueError("three missed sessions in a row: not planned by hand")
        for kind, values in _SPEAK.items():
            if any(f.value in values for f in self.of[kind]):
                raise ValueError(f"{kind}: not planned by hand")

    def _after_a_report(self, told: Told) -> None:
        days, to, said = self.days, told.provider, self.on("report", told)
        self.put("introduction-call/introduction", told, to, days.due(told.on, 5), 30, said)
        if self.reports[to] < 2:
            first, second = days.due(told.on, 5), days.due(told.on, 10)
            self.put("receipt/first", told, to, first, None, said, latest=min(first.day + 30, second.day - 1))
            self.put("receipt/second", told, to, second, 30, said)

    def _measured(self, care: list[str]) -> None:
        """Each reading against the last one that was worth telling."""
        readings = self.of["measure"]
        if not readings:
            return
        days, reference = self.days, readings[0]
        unchanged, last = 1, reference.on
        for told in readings[1:]:
            gain = told.number - reference.number
            if gain <= -min(_MATTERS, _ERROR):
                rule, after, what = "decline", 1, "meaningful decline"
            elif gain >= max(_MATTERS, _ERROR):
                rule, after, what = "gain", 2, "meaningful gain"
            else:
                if told.on - last >= _PLATEAU_APART:
                    unchanged, last = unchanged + 1, told.on
                if unchanged < 3:
                    continue
                rule, after, what = "plateau", 3, "plateau"
            due = days.due(told.on, after)
            said = f"{self.on(f'{what} in Comfortable gait speed', told)}, held against {days.spoken(reference.on)}"
            because = f'["{reference.id}","{told.id}"]'
            for to in care:
                if rule != "gain" or not self.sent_since(to, days.add(due.day, -5)):
                    self.put(f"{rule}/call", told, to, due, 21, said, telling=True, because=because)
            reference, unchanged, last = told, 1, told.on
