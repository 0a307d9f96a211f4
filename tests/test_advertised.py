"""What visitors are told to say: every author's mistake that would make a prompt untrue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.dialogue.advertised import check_advertised, syllables

ENGLISH = Path(__file__).parent.parent / "content" / "en"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    for name in ("phrases.yaml", "understood.yaml", "second-opinion.yaml"):
        shutil.copy(ENGLISH / name, tmp_path / "en")
    return tmp_path


def changed(content: Path, file: str, old: str, new: str) -> list[str]:
    """The problems after a change: file, message, and whether it is a note."""
    path = content / "en" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return [str(p).removeprefix(f"{content}/en/") for p in check_advertised(content)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'say: "no", say_or_press',
            "say: perhaps, say_or_press",
            'this is not understood as "no"; add it to understood.yaml, under "hear"',
        ),
        (
            "say: list of parts",
            "say: the kitchen",
            'this is not understood as "menu"; add it to understood.yaml, under "hear"',
        ),
        (
            "say: slower",
            "say: help me",
            'this is not understood as "slower"; add it to understood.yaml, under "hear"',
        ),
        (
            "es: speak Spanish please",
            "es: guacamole please",
            'this is not understood as "language es"; add it to understood.yaml, under "hear"',
        ),
        (
            "say: help",
            "say: I am stuck",
            'nobody listens for this; add it to understood.yaml, under "hear" of "help"',
        ),
    ],
)
def test_words_that_would_not_do_what_a_prompt_promises_are_told(
    content: Path, old: str, new: str, expected: str
) -> None:
    found = changed(content, "phrases.yaml", old, new)

    text = (content / "en" / "phrases.yaml").read_text(encoding="utf-8")
    before = text[: text.index(new) + new.index(": ") + 2].split("\n")
    assert found == [f"phrases.yaml:{len(before)}:{len(before[-1]) + 1}: {expected}"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "hear: [pause]",
            "hear: [pause, go back]",
            'this is the command "back" already; delete one of them',
        ),
        (
            "hear: [not sure, ",
            "hear: [not sure, yes, ",
            'this is understood as "yes"; write it elsewhere, or delete it',
        ),
    ],
)
def test_phrases_to_listen_for_that_mean_something_else_are_told(
    content: Path, old: str, new: str, expected: str
) -> None:
    found = changed(content, "understood.yaml", old, new)

    assert [one.split(": ", 1)[1] for one in found] == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "names: [what to do after,",
            "names: [part number two,",
            "who says this may mean section 2; write another one",
        ),
        (
            "names: [what to do after,",
            "names: [your right to an opinion,",
            "who says this may mean section 5; write another one",
        ),
        (
            "names: [what to do after,",
            "names: [“…”,",
            "this chooses no section when it is said; write another one",
        ),
        (
            "names: [what to do after,",
            "names: [soon,",
            "note: a name is heard best with 3 syllables or more; write a longer one",
        ),
        (
            "names: [what to do after,",
            "names: [the 5 next steps,",
            "note: recognisers know words, not digits; write the number as a word",
        ),
        (
            "names: [what to do after,",
            "names: [say it again,",
            'note: who says this in the list cannot give the command "repeat"; write another one',
        ),
    ],
)
def test_names_that_would_be_heard_badly_are_told(
    content: Path, old: str, new: str, expected: str
) -> None:
    found = changed(content, "second-opinion.yaml", old, new)

    assert [one.split(": ", 1)[1] for one in found] == [expected]


def test_a_name_of_two_sections_is_left_to_the_check_of_the_content(content: Path) -> None:
    assert (
        changed(content, "second-opinion.yaml", "[what to do after,", "[where to find one,") == []
    )


@pytest.mark.parametrize("name", ["phrases.yaml", "understood.yaml", "second-opinion.yaml"])
def test_what_cannot_be_read_is_left_to_the_check_of_the_content(content: Path, name: str) -> None:
    (content / "en" / name).write_text("broken: [", encoding="utf-8")

    assert check_advertised(content) == []


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("one", "en", 1),
        ("where to find one", "en", 4),
        ("comparing opinions", "en", 6),
        ("my right to one", "en", 4),
        ("the phones", "en", 2),
        ("mis derechos", "es", 4),
        ("qué hacer después", "es", 5),
        ("parte", "es", 2),
        ("환자의 권리", "ko", 5),
        ("네", "ko", 1),
        ("CT 검사", "ko", 2),
        ("ماذا بعد", "ar", None),
        ("", "en", None),
    ],
)
def test_syllables_are_counted_about_right(text: str, language: str, count: int | None) -> None:
    assert syllables(text, language) == count
