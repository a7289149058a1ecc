"""What an import remembers of its rows, beside a dictionary."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.importing.seen import Seen


@given(st.lists(st.tuples(st.text(max_size=2), st.integers(0, 2))))
def test_it_answers_as_a_dictionary_would(rows: list[tuple[str, int]]) -> None:
    seen, kept = Seen(), dict[str, int]()
    for key, said in rows:
        expected = kept[key] == said if key in kept else None
        assert seen.before(key, said) is expected
        kept.setdefault(key, said)
