"""The library: everything checked before the first visitor, and never half a kiosk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.content.folder import find_content, guide_files, languages
from kiosk.content.loader import FULL_CHECK_LIMIT, Library, load
from kiosk.content.model import Guide
from kiosk.errors import ContentError

ROOT = Path(__file__).parent.parent

GUIDE = """\
guide: {name}
title: {title}
language: en
version: "1"
author: nobody
sources: [a source]
introduction: It is good to know.
sections:
  - id: one
    title: The only part
    text: Ask.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the real English phrases and two guides."""
    folder = tmp_path / "content"
    (folder / "en").mkdir(parents=True)
    shutil.copy(ROOT / "content" / "en" / "phrases.yaml", folder / "en")
    write_guide(folder, "tea", "Zen and tea")
    write_guide(folder, "water", "About water")
    return folder


def write_guide(content: Path, name: str, title: str, more: str = "") -> Path:
    file = content / "en" / f"{name}.yaml"
    file.write_text(GUIDE.format(name=name, title=title) + more, encoding="utf-8")
    return file


def make_large(content: Path) -> None:
    """Guides enough that the library is no longer read whole."""
    point = "      - text: " + "word " * 300 + "\n"
    section = "  - id: more\n    title: Many words\n    points:\n" + point * 500
    write_guide(content, "large", "Much to read", section)
    write_guide(content, "larger", "More to read", section)
    assert sum(f.stat().st_size for f in guide_files(content / "en")) > FULL_CHECK_LIMIT


def told(content: Path, language: str = "en") -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(content, language)
    return [f"{p.file.name}:{p.line}:{p.column}: {p.message}" for p in caught.value.problems]


def titles(library: Library) -> list[str]:
    return [entry.title for entry in library.shelf]


# — what is there —


def test_the_content_that_ships_is_a_library() -> None:
    library = load(ROOT / "content", "en")

    assert titles(library) == ["When and How to Seek a Second Opinion"]
    assert library.open("second-opinion").sections[0].id == "when"
    assert library.phrases.language == library.language == "en"


def test_the_shelf_is_in_the_order_of_the_titles(content: Path) -> None:
    assert titles(load(content, "en")) == ["About water", "Zen and tea"]


def test_a_guide_of_a_small_library_stays_as_it_was_at_the_start(content: Path) -> None:
    library = load(content, "en")
    (content / "en" / "tea.yaml").write_text("broken: [")

    assert library.open("tea").title == "Zen and tea"


def test_files_that_are_no_guides_are_left_alone(content: Path) -> None:
    for name in ("README.md", ".tea.yaml", "tea.yaml~", "notes.txt"):
        (content / "en" / name).write_text("not: [a guide")

    assert len(load(content, "en").shelf) == 2


# — never half a kiosk —


def test_every_problem_of_every_file_stops_the_start(content: Path) -> None:
    write_guide(content, "tea", "Tea", "unknown: 1\n")
    write_guide(content, "water", "Water", "  - id: one\n    title: Again\n    text: b\n")
    (content / "en" / "phrases.yaml").write_text("langauge: en\n")

    names = [one.split(":")[0] for one in told(content)]

    assert {"tea.yaml", "water.yaml", "phrases.yaml"} == set(names)


def test_a_language_without_phrases_is_told(content: Path) -> None:
    (content / "en" / "phrases.yaml").unlink()

    assert told(content) == [
        "phrases.yaml:1:1: there is no such file; create it, or correct its name"
    ]


def test_a_language_without_guides_is_told(content: Path) -> None:
    for file in guide_files(content / "en"):
        file.unlink()

    assert told(content) == [
        'en:1:1: there is no guide here; a guide is a file whose name ends in ".yaml"'
    ]


def test_a_language_that_is_not_there_is_told_with_those_that_are(content: Path) -> None:
    assert told(content, "fr") == ['fr:1:1: there is no language "fr" here; known are: en']


def test_a_language_never_leads_out_of_the_content(content: Path) -> None:
    assert "there is no language" in told(content, "../content/en")[0]


@pytest.mark.parametrize("name", ["extra.yml", "extra.YAML"])
def test_a_guide_that_would_be_overlooked_because_of_its_name_is_told(
    content: Path, name: str
) -> None:
    (content / "en" / name).write_text(GUIDE.format(name="extra", title="x"))

    assert told(content) == [
        f'{name}:1:1: the name of this file must end in ".yaml"; call it extra.yaml'
    ]


def test_a_folder_with_the_name_of_a_guide_is_told(content: Path) -> None:
    (content / "en" / "more.yaml").mkdir()

    assert told(content) == ["more.yaml:1:1: this is a folder; a file is expected here"]


def test_a_guide_with_another_name_than_its_file_is_told_with_both_remedies(content: Path) -> None:
    (content / "en" / "tea.yaml").rename(content / "en" / "coffee.yaml")

    assert told(content) == [
        'coffee.yaml:1:8: the guide is called "tea", and its file coffee.yaml; '
        'write "coffee", or call the file tea.yaml'
    ]


def test_two_guides_with_one_name_are_told(content: Path) -> None:
    shutil.copy(content / "en" / "tea.yaml", content / "en" / "tea2.yaml")

    assert told(content) == ['tea2.yaml:1:8: tea.yaml is called "tea" already; write "tea2"']


def test_a_guide_in_the_folder_of_another_language_is_told(content: Path) -> None:
    shutil.copytree(content / "en", content / "es")

    found = told(content, "es")

    remedy = 'write "es", or move the file'
    message = f'the language is "en", but the folder is "es"; {remedy}'
    assert [one.split(": ", 1)[1] for one in found] == [message] * 3


def test_a_guide_that_nobody_knows_is_told_with_the_likely_one(content: Path) -> None:
    with pytest.raises(ContentError, match='there is no guide "watr"; did you mean "water"'):
        load(content, "en").open("watr")


# — what visitors may say —


def test_words_to_understand_are_read_when_they_are_asked_for_and_once(content: Path) -> None:
    library = load(content, "en")
    for name in ("understood.yaml", "decoys.yaml"):
        shutil.copy(ROOT / "content" / "en" / name, content / "en")

    understood, decoys = library.understood(), library.decoys()

    assert understood is not None
    assert "help" in understood.commands["help"].hear
    assert decoys is not None
    assert len(decoys.words) > 10
    assert library.understood() is understood


def test_a_language_without_words_to_understand_is_a_library_all_the_same(content: Path) -> None:
    library = load(content, "en")

    assert library.understood() is None
    assert library.decoys() is None
    assert titles(library) == ["About water", "Zen and tea"]


def test_broken_words_to_understand_do_not_stop_the_start(content: Path) -> None:
    for name in ("understood.yaml", "decoys.yaml"):
        (content / "en" / name).write_text("words: [\n")

    library = load(content, "en")

    with pytest.raises(ContentError, match=r"understood\.yaml:"):
        library.understood()
    with pytest.raises(ContentError, match=r"decoys\.yaml:"):
        library.decoys()


def test_broken_words_can_be_mended_without_a_new_start(content: Path) -> None:
    file = content / "en" / "decoys.yaml"
    file.write_text("words: []\n")
    library = load(content, "en")
    with pytest.raises(ContentError, match=r"decoys\.yaml:1:8"):
        library.decoys()

    file.write_text("words: [table]\n")

    assert library.decoys() is not None


# — large libraries —


def test_a_large_library_opens_its_guides_when_they_are_chosen(content: Path) -> None:
    make_large(content)

    library = load(content, "en")

    assert titles(library) == ["About water", "More to read", "Much to read", "Zen and tea"]
    assert len(library.open("large").sections[1].points) == 500


def test_a_guide_of_a_large_library_that_is_broken_further_down_is_told_when_it_is_opened(
    content: Path,
) -> None:
    make_large(content)
    write_guide(content, "tea", "Zen and tea", "  - id: two\n    titel: x\n")
    library = load(content, "en")

    with pytest.raises(ContentError, match=r"tea\.yaml:13:5: \"titel\" is not known here"):
        library.open("tea")
    assert library.open("water").title == "About water"


def test_a_guide_that_was_mended_can_be_opened_without_a_new_start(content: Path) -> None:
    make_large(content)
    write_guide(content, "tea", "Zen and tea", "broken: [")
    library = load(content, "en")
    with pytest.raises(ContentError):
        library.open("tea")

    write_guide(content, "tea", "Zen and tea")

    assert library.open("tea").guide == "tea"


@pytest.mark.parametrize(
    "head", ["titel: x", "guide: other\ntitle: x\nlanguage: en", "guide: tea\ntitle: [x]", "{"]
)
def test_a_guide_of_a_large_library_with_a_broken_head_stops_the_start(
    content: Path, head: str
) -> None:
    make_large(content)
    (content / "en" / "tea.yaml").write_text(head)

    assert all(one.startswith("tea.yaml:") for one in told(content))


def test_the_head_of_a_guide_may_stand_anywhere_in_it(content: Path) -> None:
    make_large(content)
    text = (content / "en" / "tea.yaml").read_text()
    first, rest = text.split("\n", 1)
    (content / "en" / "tea.yaml").write_text(rest + first + "\n")

    assert "Zen and tea" in titles(load(content, "en"))


def test_large_and_small_libraries_give_the_same_guides(content: Path) -> None:
    small = load(content, "en")
    make_large(content)
    large = load(content, "en")

    for entry in small.shelf:
        assert entry in large.shelf
        assert isinstance(large.open(entry.guide_id), Guide)
        assert small.open(entry.guide_id) == large.open(entry.guide_id)


# — where the content is —


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A working folder without content."""
    before, folder = Path.cwd(), tmp_path / "elsewhere"
    folder.mkdir()
    os.chdir(folder)
    yield folder
    os.chdir(before)


def test_the_named_folder_comes_before_the_working_folder_and_that_before_what_is_carried(
    elsewhere: Path, content: Path
) -> None:
    assert find_content() == ROOT / "content"
    machine = elsewhere / "srv"
    (machine / "en").mkdir(parents=True)
    assert find_content(machine=machine) == machine
    (elsewhere / "content" / "es").mkdir(parents=True)
    assert find_content(machine=machine) == Path("content")
    assert find_content(content) == content


def test_a_folder_called_content_without_languages_belongs_to_something_else(
    elsewhere: Path,
) -> None:
    (elsewhere / "content" / "blog-posts").mkdir(parents=True)

    assert find_content() == ROOT / "content"


def test_a_named_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="there is no such folder"):
        find_content(tmp_path / "none")


def test_languages_are_the_folders_with_a_languages_code(tmp_path: Path) -> None:
    for name in ("en", "pt-BR", "english", ".git", "EN", "e"):
        (tmp_path / name).mkdir()
    (tmp_path / "fr").write_text("")

    assert languages(tmp_path) == ("en", "pt-BR")
