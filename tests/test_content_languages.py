"""The languages that ship: each complete, honest about its state, and fit to be spoken."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from click.testing import CliRunner

from kiosk.cli import kiosk
from kiosk.content.checks import check
from kiosk.content.folder import PHRASES, languages
from kiosk.content.loader import load
from kiosk.content.model import Guide
from kiosk.content.phrases import Phrases
from kiosk.dialogue.advertised import check_advertised
from kiosk.documents.document import read
from kiosk.errors import DocumentError
from kiosk.keyboard import DEFAULT_KEYS
from kiosk.settings import Settings

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"
LANGUAGES = languages(CONTENT)
TRANSLATIONS = tuple(language for language in LANGUAGES if language != "en")
SCRIPTS = sorted((ROOT / "tests/scripts").glob("*/*.txt"))


def phrases_in(language: str) -> Phrases:
    return read(CONTENT / language / PHRASES, Phrases)


def guide_in(language: str) -> Guide:
    return read(CONTENT / language / "second-opinion.yaml", Guide)


def sentences_of(value: Any, route: tuple[str, ...] = ()) -> dict[tuple[str, ...], str]:
    """Every text of the phrases, by the way to it."""
    if isinstance(value, str):
        return {route: value}
    found: dict[tuple[str, ...], str] = {}
    if isinstance(value, dict):
        for key, inner in value.items():
            found |= sentences_of(inner, (*route, key))
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_english_spanish_and_korean_ship() -> None:
    assert LANGUAGES == ("en", "es", "ko")


def test_no_language_has_a_problem() -> None:
    assert [str(p) for p in (*check(CONTENT), *check_advertised(CONTENT))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_a_library_with_words_to_understand(language: str) -> None:
    library = load(CONTENT, language)

    assert library.language == library.phrases.language == language
    assert [entry.guide_id for entry in library.shelf] == ["second-opinion"]
    assert library.understood() is not None


def test_a_kiosk_speaks_english_unless_it_is_told_otherwise() -> None:
    assert Settings().language == "en"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translation_says_that_it_is_an_unreviewed_draft(language: str) -> None:
    guide = guide_in(language)

    assert guide.translation == "draft"
    assert (guide.reviewed_by, guide.reviewed_on, guide.review_due) == (None, None, None)
    assert "machine-assisted draft, not reviewed by a qualified person" in guide.author


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_a_translated_guide_has_the_shape_of_the_original(language: str) -> None:
    def shape(guide: Guide) -> list[Any]:
        return [
            (
                section.id,
                section.style,
                bool(section.lead),
                bool(section.text),
                section.check is not None,
                [(bool(p.label), bool(p.spoken), bool(p.question)) for p in section.points],
            )
            for section in guide.sections
        ]

    assert shape(guide_in(language)) == shape(guide_in("en"))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_translated_phrases_fill_in_what_the_english_ones_do(language: str) -> None:
    own = {"languages": {"say"}}  # of each language the others
    english = sentences_of(phrases_in("en").model_dump(exclude_none=True, exclude=own))
    translated = sentences_of(phrases_in(language).model_dump(exclude_none=True, exclude=own))

    assert {way for way in english if way[0] != "keys"} == {
        way for way in translated if way[0] != "keys"
    }
    for way, text in english.items():
        if way in translated and way[-1] != "one":
            assert placeholders(translated[way]) == placeholders(text), way


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_a_name_that_can_be_spoken(language: str) -> None:
    phrases = phrases_in(language)

    for key in DEFAULT_KEYS:
        named = phrases.key_name(key)
        assert named.spoken.replace(" ", "").isalnum(), key
        assert len(named.shown) < 10, key


def test_no_language_leaves_words_of_another_one_standing() -> None:
    korean = sentences_of(phrases_in("ko").model_dump(exclude_none=True, exclude={"keys"}))
    said = [text for way, text in korean.items() if way != ("language",)]
    guide = guide_in("ko")
    said += [guide.title, guide.introduction]
    for section in guide.sections:
        said += [section.title, *section.names, section.lead or "", section.text or ""]
        said += chain.from_iterable(
            (p.label or "", p.text, p.spoken or "", p.question or "") for p in section.points
        )

    for text in said:
        words = "".join(part for part, *_ in Formatter().parse(text))
        assert not any(char.isascii() and char.isalpha() for char in words), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_are_short_and_end_as_questions(language: str) -> None:
    section = guide_in(language).sections[0]
    questions = [point.question or "" for point in section.points]

    assert len(set(questions)) == len(section.points) == 7
    assert all(q.endswith("?") and len(q.split()) <= 20 for q in questions)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.parent.name)
def test_a_whole_visit_goes_as_written(script: Path) -> None:
    arguments = ["rehearse", "--content", str(CONTENT), "--language", script.parent.name]
    result = CliRunner().invoke(kiosk, [*arguments, "--script", str(script)])

    assert result.exit_code == 0, result.output


def test_every_translation_has_a_visit() -> None:
    assert {script.parent.name for script in SCRIPTS} == set(TRANSLATIONS)


def test_a_command_without_words_is_told_before_a_visitor_needs_them(tmp_path: Path) -> None:
    text = (CONTENT / "en/phrases.yaml").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    start = next(i for i, line in enumerate(lines) if line.startswith("  repeat:"))
    end = next(i for i, line in enumerate(lines) if i > start and line.startswith("  slower:"))
    file = tmp_path / "phrases.yaml"
    file.write_text("".join(lines[:start] + lines[end:]), encoding="utf-8")
    with pytest.raises(DocumentError, match='the words of "repeat" are missing'):
        read(file, Phrases)
