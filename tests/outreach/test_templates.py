from pathlib import Path

import pytest

from outreach.letters import TemplateMistake, digest, notice
from tests.outreach.words import BUSY, R2QX


def test_a_template_of_ones_own_comes_first_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "digest.txt.j2").write_text("{{ practitioner }}: {{ subject }}\n")
    letter = digest(BUSY, tmp_path)
    assert letter.text == "Maya Chen: Rapport: 1 now, 2 today, 1 blocked\n"
    assert letter.html == digest(BUSY).html


def test_html_of_ones_own_is_escaped_too(tmp_path: Path) -> None:
    (tmp_path / "notice.html.j2").write_text("<p>{{ urgent }}</p>")
    assert notice(R2QX, urgent="<b>", folder=tmp_path).html == "<p>&lt;b&gt;</p>"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("ok\n{{ practitoner }}", "line 2: unknown name `practitoner`; did you mean `practitioner`?"),
        ("{% for line in now %}\n\n{{ line.fone }}{% endfor %}", "line 3: unknown name `fone`; did you mean `phone`?"),
        ("{{ zzz }}", "line 1: unknown name `zzz`; valid: blocked, day, id, kind, "),
        ("ok\n{% if now %}", "line 2: Unexpected end of template"),
        ("ok\n\n{{ now | shout }}", "line 3: No filter named 'shout'"),
        ("\n{{ week + practitioner }}", "line 2: unsupported operand type(s) for +: 'int' and 'str'"),
        ("{{ week // 0 }}", "line 1: integer division or modulo by zero"),
        ("\n{% include 'other.j2' %}", "line 2: there is no template `other.j2`"),
        ("\n{% include 'digest.txt.j2' %}", "line 2: maximum recursion depth exceeded"),
    ],
)
def test_a_mistake_in_a_template_names_its_place(template: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "digest.txt.j2"
    file.write_text(template)
    with pytest.raises(TemplateMistake) as caught:
        digest(BUSY, tmp_path)
    assert str(caught.value).startswith(f"{file}, {words}")


def test_a_template_that_is_not_utf8_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "digest.html.j2").write_bytes("é".encode("latin-1"))
    with pytest.raises(TemplateMistake, match=r"digest\.html\.j2: .*utf-8") as caught:
        digest(BUSY, tmp_path)
    assert str(caught.value).startswith(str(tmp_path))
