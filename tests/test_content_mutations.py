"""Ten thousand broken files: each is a valid kiosk or clear problems, and never anything else."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from mutations import mutated
from pydantic import BaseModel

from kiosk.content.checks import check, check_guide, check_phrases
from kiosk.content.loader import load
from kiosk.content.model import Guide
from kiosk.content.phrases import Phrases
from kiosk.content.understood import Understood
from kiosk.documents.document import PARSER, open_document, read_head
from kiosk.errors import ContentError, DocumentError, Problem

ENGLISH = Path(__file__).parent.parent / "content" / "en"
TODAY = date(2026, 6, 1)
JARGON = re.compile(r"Input should|type=|ctx|<class|object at 0x|Error\b|pydantic|while parsing")


def write(file: Path, content: bytes) -> None:
    # Some file systems wait for the disc when a file is overwritten in place.
    file.unlink(missing_ok=True)
    file.write_bytes(content)


def assert_clear(problems: list[Problem], file: Path) -> None:
    """Every problem names the file, a place that exists in it, and says something."""
    lines = re.split(rb"\r\n|\r|\n", file.read_bytes())
    for problem in problems:
        assert problem.file == file
        assert 1 <= problem.line <= len(lines) + 1
        assert 1 <= problem.column <= max(map(len, lines)) + 1
        assert len(problem.message) > 10
        assert not JARGON.search(problem.message), problem.message
        assert str(problem).isprintable()


def test_ten_thousand_mutated_files_are_content_or_clear_problems(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    outcomes: Counter[str] = Counter()
    for name, rounds in (("second-opinion.yaml", 6000), ("phrases.yaml", 4000)):
        original = (ENGLISH / name).read_text(encoding="utf-8")
        file = tmp_path / "en" / name
        random = Random(name)
        for _ in range(rounds):
            write(file, mutated(original, random))
            if name == "phrases.yaml":
                document, problems = check_phrases(file)
            else:
                document, problems = check_guide(file, TODAY)
                head = read_head(file, ("guide", "title"))
                if document:
                    assert head
                    assert head["title"].strip() == document.model.title
            assert document is not None or problems
            assert_clear(problems, file)
            outcomes["problems" if problems else "valid"] += 1

    assert sum(outcomes.values()) == 10_000
    assert min(outcomes["valid"], outcomes["problems"]) > 500, outcomes


@pytest.mark.parametrize(
    ("name", "model"),
    [("second-opinion", Guide), ("phrases", Phrases), ("understood", Understood)],
)
def test_the_parser_without_libyaml_is_as_robust(
    tmp_path: Path, name: str, model: type[BaseModel]
) -> None:
    original = (ENGLISH / f"{name}.yaml").read_text(encoding="utf-8")
    file = tmp_path / f"{name}.yaml"
    random = Random(name)
    for _ in range(60):
        write(file, mutated(original, random))
        found = [outcome(file, model, parser) for parser in (yaml.SafeLoader, PARSER)]
        # In a few corners one of them is stricter; what both can read they read alike.
        assert found[0] == found[1] or None in found


def outcome(file: Path, model: type[BaseModel], parser: Any) -> BaseModel | None:
    try:
        return open_document(file, model, parser).model
    except DocumentError as error:
        assert_clear(list(error.problems), file)
        return None


def test_a_folder_of_mutated_files_is_a_library_or_clear_problems(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    random = Random("folder")
    for _ in range(150):
        for name in ("second-opinion.yaml", "phrases.yaml"):
            original = (ENGLISH / name).read_text(encoding="utf-8")
            content = mutated(original, random) if random.random() < 0.5 else original.encode()
            write(tmp_path / "en" / name, content)
        problems = [problem for problem in check(tmp_path) if problem.severity == "error"]
        if problems:
            with pytest.raises(ContentError) as caught:
                load(tmp_path, "en")
            assert list(caught.value.problems) == problems
        else:
            library = load(tmp_path, "en")
            assert library.open(library.shelf[0].guide_id).sections
