"""The soak in small: it does what it says, and it would say so if something grew."""

from dataclasses import replace

from faults.soak import PRACTITIONERS, Sample, soak, verdict

FIRST = Sample(
    hour=1, rss_mb=100, handles=9, threads=2, database_mb=1, letters=0, facts=0, done=0, fetched=0, ticks_a_second=1
)
LEVEL = [replace(FIRST, hour=number) for number in range(1, 10)]


def test_a_simulated_morning_keeps_its_handles_and_sends_its_letters() -> None:
    samples = list(soak(10, 20, pause=60))
    assert len(samples) == 10
    assert samples[5].letters == 0
    assert min(samples[-1].facts, samples[-1].fetched) > 0
    assert samples[-1].letters >= len(PRACTITIONERS)
    assert samples[-1].handles < samples[0].handles + 10
    assert samples[-1].database_mb >= samples[0].database_mb


def test_what_grows_is_called_so() -> None:
    assert verdict(LEVEL)[0]
    for name, grown in (("rss_mb", 110), ("handles", 10), ("threads", 3)):
        flat, words = verdict([*LEVEL[:-3], *(replace(s, **{name: grown}) for s in LEVEL[-3:])])
        assert not flat
        assert "NOT FLAT" in " ".join(words)
