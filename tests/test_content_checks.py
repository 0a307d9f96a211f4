"""The checks: every mistake that an author can make beyond spelling."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from kiosk.content.checks import check
from kiosk.content.model import Guide
from kiosk.documents.document import read

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 6, 1)

GUIDE = """\
guide: tea
title: About tea
language: en
version: "1"
author: nobody
sources: [a source]
translation: original
introduction: It is good to know.
sections:
  - id: when
    title: When is tea good?
    names: [the best time]
    check:
      offer: Shall I ask you two questions?
      some_yes: Tea may be good for you.
      no_yes: Tea is there whenever you want it.
    points:
      - text: You are thirsty
        question: Are you thirsty?
      - text: You are cold
        question: Are you cold?
  - id: how
    title: How to make tea
    names: [making it, steps to make it]
    lead: "This is all:"
    points:
      - text: Boil water
  - id: right
    title: Your right
    text: Tea is for everybody.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "en").mkdir()
    for name in ("phrases.yaml", "understood.yaml"):
        shutil.copy(ROOT / "content" / "en" / name, tmp_path / "en")
    return tmp_path


def told(content: Path, text: str, language: str = "en") -> list[str]:
    (content / language / "tea.yaml").write_text(text, encoding="utf-8")
    return lines(content)


def lines(content: Path) -> list[str]:
    return [str(p).removeprefix(f"{content}/") for p in check(content, TODAY)]


def changed(old: str, new: str) -> str:
    assert GUIDE.count(old) == 1
    return GUIDE.replace(old, new)


def test_the_content_that_ships_has_no_problem() -> None:
    assert check(ROOT / "content") == []


def test_a_good_guide_has_no_problem(content: Path) -> None:
    assert told(content, GUIDE) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "id: how",
            "id: when",
            '22:9: section 1 has the id "when" already; write another one',
        ),
        (
            "title: How to make tea",
            "title: When is tea good",
            '23:12: section 1 is called "When is tea good?" already; '
            "write another one, or delete this",
        ),
        (
            "names: [making it,",
            "names: [The best time!,",
            '24:13: section 1 is called "the best time" already; write another one, or delete this',
        ),
        (
            "names: [making it,",
            "names: [steps to make it,",
            '24:31: section 2 is called "steps to make it" already; '
            "write another one, or delete this",
        ),
        (
            "names: [making it,",
            "names: [your right,",
            '29:12: section 2 is called "your right" already; write another one, or delete this',
        ),
        (
            "    text: Tea is for everybody.\n",
            "",
            '28:9: section "right" is empty; write "points" or a "text"',
        ),
        (
            "    text: Tea is for everybody.\n",
            "    points: []\n",
            '28:9: section "right" is empty; write "points" or a "text"',
        ),
        (
            "    lead: ",
            "    text: Water.\n    lead: ",
            '25:11: words before the points stand under "lead"; write them there',
        ),
        (
            "    text: Tea is",
            "    lead: Know\n    text: Tea is",
            '30:11: "lead" stands before points, and there are none; write it as "text"',
        ),
        (
            "        question: Are you cold?\n",
            "",
            '20:9: this point has no "question"; a section with "check" asks about every point',
        ),
        (
            "      - text: Boil water",
            "      - text: Boil water\n        question: Can you?",
            '28:19: a question is asked only in a section with "check"; add that, or delete this',
        ),
        (
            "    text: Tea is for everybody.\n",
            "    text: Tea\n    check: {offer: a?, some_yes: b, no_yes: c}\n",
            '31:12: "check" asks the questions of points, and there are none; delete it',
        ),
        (
            "sources: [a source]",
            "sources: []",
            '6:10: "sources" needs at least 1 of its "- …" entries',
        ),
        (
            "translation: original",
            "translation: reviewed",
            "7:14: a reviewed translation needs its reviewer; "
            'write who reviewed it under "reviewed_by", or "draft" here',
        ),
        (
            "translation: original",
            "reviewed_by: Dr. Kim",
            '7:14: a review needs its day; write it under "reviewed_on"',
        ),
        (
            "translation: original",
            "reviewed_on: 2026-01-01",
            '7:14: a review needs its reviewer; write the name under "reviewed_by"',
        ),
        (
            "translation: original",
            "reviewed_by: Dr. Kim\nreviewed_on: 2026-06-02",
            "8:14: this day is still to come; write the day of the review",
        ),
        (
            "translation: original",
            "reviewed_by: Dr. Kim\nreviewed_on: 2026-05-01\nreview_due: 2026-05-01",
            "9:13: the next review must be after the last one",
        ),
        (
            "translation: original",
            "reviewed_on: 20000",
            '7:14: "reviewed_on": "20000" is not a date; write year-month-day, as in 2026-03-31',
        ),
        (
            "translation: original",
            "reviewed_on: 2026-02-30",
            '7:14: "reviewed_on" must be a date, not "2026-02-30"; '
            "write the date as year-month-day, for example 2026-03-31",
        ),
        (
            "guide: tea",
            "guide: Green tea",
            '1:8: "guide" cannot be "Green tea"; '
            "write small letters a to z, digits and hyphens, without spaces",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(
    content: Path, old: str, new: str, expected: str
) -> None:
    found = told(content, changed(old, new))

    assert f"en/tea.yaml:{expected}" in found
    # A mistake about the due date is also a due review, and nothing else is told twice.
    assert [one for one in found if ": note: " not in one] == [f"en/tea.yaml:{expected}"]


def test_a_guide_without_sections_is_told(content: Path) -> None:
    empty = GUIDE[: GUIDE.index("sections:")] + "sections: []\n"

    assert told(content, empty) == [
        'en/tea.yaml:9:11: "sections" needs at least 1 of its "- …" entries'
    ]


def test_a_review_that_is_due_is_a_note(content: Path) -> None:
    due = "reviewed_by: Dr. Kim\nreviewed_on: 2025-05-31\nreview_due: 2026-05-31"

    assert told(content, changed("translation: original", due)) == [
        "en/tea.yaml:9:13: note: the review was due on 2026-05-31; have the guide read again"
    ]
    assert check(content, date(2026, 5, 31)) == []


# — what visitors may say —


def test_a_language_without_words_to_understand_is_used_by_keys_which_is_a_note(
    content: Path,
) -> None:
    (content / "en" / "understood.yaml").unlink()

    assert told(content, GUIDE) == [
        "en/understood.yaml:1:1: note: there is no such file; "
        "in this language the kiosk is used by keys alone"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("understood.yaml", "  negations:", "  negation:"),
        ("understood.yaml", "hear_last: [", "hear_last: [["),
        ("decoys.yaml", "table", "two words"),
        ("decoys.yaml", "-3.5", "high"),
    ],
)
def test_a_mistake_in_the_words_to_listen_for_is_told(
    content: Path, name: str, old: str, new: str
) -> None:
    (content / "en" / "decoys.yaml").write_text("threshold: -3.5\nwords: [table, window]\n")
    file = content / "en" / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")

    found = told(content, GUIDE)

    assert found
    assert all(one.startswith(f"en/{name}:") for one in found)


def test_good_decoys_are_no_guide_and_no_problem(content: Path) -> None:
    (content / "en" / "decoys.yaml").write_text("words: [table, window]\n")

    assert told(content, GUIDE) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "say: help, say_or_press: ",
            "say: help, instruction_by_voice: ",
            "is not known here",
        ),
        (
            'say: help, say_or_press: "For help, say {say}, or press {key}."',
            "say: help",
            'nothing tells a visitor to say this; write "say_or_press", or delete it',
        ),
        (
            "say: help, say_or_press:",
            "say_or_press:",
            'what is there to say? write the words under "say", or delete this',
        ),
    ],
)
def test_words_to_say_stand_with_the_sentence_that_tells_them(
    content: Path, old: str, new: str, expected: str
) -> None:
    file = content / "en" / "phrases.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")

    found = told(content, GUIDE)

    assert len(found) == 1
    assert found[0].startswith("en/phrases.yaml:")
    assert expected in found[0]


# — several languages —


@pytest.fixture
def spanish(content: Path) -> Path:
    """The content with a faithful Spanish translation."""
    shutil.copytree(content / "en", content / "es")
    phrases = content / "es" / "phrases.yaml"
    phrases.write_text(phrases.read_text().replace("language: en", "language: es"))
    (content / "en" / "tea.yaml").write_text(GUIDE)
    return content


def translated(old: str = "", new: str = "") -> str:
    text = GUIDE.replace("language: en", "language: es").replace("original", "draft")
    assert text.count(old) == 1 or not old
    return text.replace(old, new) if old else text


def test_a_faithful_translation_has_no_problem(spanish: Path) -> None:
    assert told(spanish, translated(), "es") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "      - text: You are cold\n        question: Are you cold?\n",
            "",
            '10:5: points of "when": 1 here, 2 in "en"; write the same number',
        ),
        (
            "id: how",
            "id: como",
            '10:5: the sections must be those of "en", in this order: when, how, right',
        ),
        (
            "  - id: right\n    title: Your right\n    text: Tea is for everybody.\n",
            "",
            '10:5: the sections must be those of "en", in this order: when, how, right',
        ),
        (
            "translation: draft",
            "translation: original",
            '7:14: "en" is the original; write "draft" or "reviewed" here',
        ),
        (
            "translation: draft\n",
            "",
            '1:1: "en" is the original; write "draft" or "reviewed" here',
        ),
    ],
)
def test_a_translation_in_which_a_visitor_would_lose_the_place_is_told(
    spanish: Path, old: str, new: str, expected: str
) -> None:
    assert told(spanish, translated(old, new), "es") == [f"es/tea.yaml:{expected}"]


def test_a_translation_without_the_questions_is_told(spanish: Path) -> None:
    text = translated("        question: Are you cold?\n", "").replace(
        "        question: Are you thirsty?\n", ""
    )
    start, end = text.index("    check:"), text.index("    points:")

    assert told(spanish, text[:start] + text[end:], "es") == [
        'es/tea.yaml:10:5: "when" has "check" in "en"; do the same here'
    ]


def test_a_guide_that_a_language_lacks_is_a_note(spanish: Path) -> None:
    (spanish / "es" / "other.yaml").write_text(
        translated().replace("guide: tea", "guide: other").replace("draft", "original")
    )
    (spanish / "es" / "tea.yaml").write_text(translated())

    assert lines(spanish) == [
        'es/other.yaml:7:14: note: there is no translation of this guide in "en"'
    ]


def test_a_folder_that_is_no_language_is_told(content: Path) -> None:
    (content / "english").mkdir()
    (content / ".git").mkdir()

    assert told(content, GUIDE) == [
        "english:1:1: the name of this folder is not the code of a language, as en or pt-BR are"
    ]


def test_a_folder_without_languages_is_told(tmp_path: Path) -> None:
    found = check(tmp_path)

    assert [p.message for p in found] == [
        'there is no language here; a language is a folder, for example "en"'
    ]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert [p.message for p in check(tmp_path / "none")] == ["there is no such folder"]


def test_problems_come_in_the_order_of_files_and_lines(content: Path) -> None:
    (content / "en" / "a.yaml").write_text("title: [")
    found = told(content, GUIDE.replace("id: how", "id: when").replace("text: You", "txet: You"))

    places = [(one.split(":")[0], int(one.split(":")[1])) for one in found]
    assert places == sorted(places)
    assert len({name for name, _ in places}) == 2


def test_the_guide_in_the_authors_page_is_a_guide(content: Path) -> None:
    page = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
    text = page.split("```yaml\n")[1].split("```")[0]
    file = content / "en" / "second-opinion.yaml"
    file.write_text(text, encoding="utf-8")

    assert read(file, Guide).sections[0].id == "after"
    assert [p for p in check(content, TODAY) if p.severity == "error"] == []
