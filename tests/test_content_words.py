"""The guidance that ships: every word of it, and questions that fit it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.content.model import Guide, Section
from kiosk.content.phrases import Phrases
from kiosk.documents.document import read

ROOT = Path(__file__).parent.parent
ENGLISH = ROOT / "content" / "en"


@pytest.fixture(scope="module")
def guide() -> Guide:
    return read(ENGLISH / "second-opinion.yaml", Guide)


def guidance() -> list[str]:
    lines = (ROOT / "tests" / "guidance.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line]


def as_lines(guide: Guide) -> Iterator[str]:
    yield guide.title
    yield guide.introduction
    for section in guide.sections:
        yield from section_lines(section)


def section_lines(section: Section) -> Iterator[str]:
    yield section.title
    yield from filter(None, (section.lead, section.text))
    for number, point in enumerate(section.points, start=1):
        sign = f"{number}." if section.style == "steps" else "-"
        label = f"{point.label}: " if point.label else ""
        yield f"{sign} {label}{point.text}"


def test_the_guide_says_the_guidance_word_for_word_and_nothing_else(guide: Guide) -> None:
    assert list(as_lines(guide)) == guidance()


def test_the_parts_have_the_shape_of_the_guidance(guide: Guide) -> None:
    shape = {s.id: (s.style, len(s.points), s.check is not None) for s in guide.sections}

    assert shape == {
        "when": ("bullets", 7, True),
        "how": ("steps", 5, False),
        "where": ("bullets", 4, False),
        "after": ("bullets", 5, False),
        "right": ("bullets", 0, False),
    }


def test_every_reason_for_a_second_opinion_can_be_asked_about(guide: Guide) -> None:
    questions = [point.question or "" for point in guide.sections[0].points]

    assert len(set(questions)) == 7
    assert all(question.endswith("?") and len(question.split()) <= 20 for question in questions)


def test_the_offer_names_as_many_questions_as_there_are(guide: Guide) -> None:
    section = guide.sections[0]
    numbers = read(ENGLISH / "phrases.yaml", Phrases).numbers
    assert section.check
    offered = {word for word in numbers if word in section.check.offer.lower().split()}

    assert offered == {numbers[len(section.points)]}


def test_the_summary_informs_and_never_diagnoses(guide: Guide) -> None:
    check = guide.sections[0].check
    assert check

    assert "may be valuable" in check.some_yes
    assert "your right" in check.no_yes
    assert not any(word in check.some_yes for word in ("should", "must", "need", "you have"))


def test_a_spoken_form_says_what_is_shown_without_what_cannot_be_read_aloud(guide: Guide) -> None:
    spoken = [p for section in guide.sections for p in section.points if p.spoken]
    assert spoken

    for point in spoken:
        shown = f"{point.label or ''} {point.text}".replace("etc.", "and so on")
        assert words(point.spoken or "") == words(shown)
        assert not set(point.spoken or "") & set("()/&")


def words(text: str) -> list[str]:
    return [word.strip(".,:;()").lower() for word in text.split()]


def test_the_guide_does_not_claim_a_review_that_has_not_happened(guide: Guide) -> None:
    assert (guide.reviewed_by, guide.reviewed_on, guide.review_due) == (None, None, None)
    assert guide.translation == "original"
