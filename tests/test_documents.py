"""Documents: whatever stands in a file, the model or clear problems with their places."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from kiosk.documents.document import PARSER, open_document, read, read_head
from kiosk.documents.textfile import SIZE_LIMIT
from kiosk.errors import DocumentError


class Leaf(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str
    label: str | None = None
    colour: Literal["green", "yellow"] = "green"


class Tree(BaseModel):
    """A model with one of everything that ours are made of."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=40)]
    code: Annotated[str, Field(pattern=r"^[a-z]+$")] = "a"
    height: Annotated[float, Field(gt=0, le=100)] = 1
    rings: int = 1
    evergreen: bool = False
    planted: date | None = None
    names: tuple[str, ...] = ()
    leaves: Annotated[tuple[Leaf, ...], Field(max_length=3)] = ()
    words: dict[str, Leaf] = Field(default_factory=dict)


def tree(folder: Path, text: str | bytes, parser: Any = PARSER) -> Tree:
    file = folder / "tree.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return open_document(file, Tree, parser).model


def problems(folder: Path, text: str | bytes, parser: Any = PARSER) -> list[str]:
    """Every problem as "line:column: message"."""
    with pytest.raises(DocumentError) as caught:
        tree(folder, text, parser)
    assert all(problem.file == folder / "tree.yaml" for problem in caught.value.problems)
    return [f"{p.line}:{p.column}: {p.message}" for p in caught.value.problems]


# — what authors write without thinking of YAML —


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "true", "1", "1.10", "007", "2024-01-01", "12:30", ".5", "y"]
)
def test_where_a_text_is_expected_every_word_stays_as_it_was_written(
    tmp_path: Path, word: str
) -> None:
    found = tree(tmp_path, f"title: {word}\nnames: [{word}]\nwords: {{{word}: {{text: {word}}}}}")

    assert found.title == word
    assert found.names == (word,)
    assert found.words == {word: Leaf(text=word)}


def test_numbers_truth_and_dates_are_understood_where_they_are_expected(tmp_path: Path) -> None:
    text = 'title: x\nheight: 2.5\nrings: "3"\nevergreen: yes\nplanted: 2024-02-29'

    found = tree(tmp_path, text)

    assert (found.height, found.rings, found.evergreen) == (2.5, 3, True)
    assert found.planted == date(2024, 2, 29)


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_nothing_after_the_colon_means_left_empty(tmp_path: Path, nothing: str) -> None:
    assert tree(tmp_path, f"title: x\nplanted: {nothing}\n").planted is None
    assert '"title" is empty; write a text' in problems(tmp_path, f"title: {nothing}\n")[0]


def test_a_quoted_null_is_a_word(tmp_path: Path) -> None:
    assert tree(tmp_path, 'title: "null"').title == "null"


def test_json_is_yaml_too(tmp_path: Path) -> None:
    assert tree(tmp_path, '{"title": "x", "names": ["a", "b"]}').names == ("a", "b")


def test_a_byte_order_mark_changes_nothing_and_moves_no_column(tmp_path: Path) -> None:
    assert tree(tmp_path, "\ufefftitle: x").title == "x"
    assert problems(tmp_path, "\ufefftitel: x")[0].startswith("1:1: ")


def test_columns_count_characters_and_not_bytes(tmp_path: Path) -> None:
    told = problems(tmp_path, "title: x\nwords: {é: {text: 네, colour: red}}")

    assert told == ['2:30: "colour" cannot be "red"; known are: green, yellow']


# — what the model rejects, in the author's words —


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("names: [a]", '1:1: "title" is missing; add a line "title: …" here'),
        ("title: x\nnmaes: []", '2:1: "nmaes" is not known here; did you mean "names"?'),
        (
            "title: x\nleaves:\n  - text: a\n    zzz: b",
            '4:5: "zzz" is not known here; known are: colour, label, text',
        ),
        (
            "title: x\nwords:\n  w:\n    text: a\n    lable: b",
            '5:5: "lable" is not known here; did you mean "label"?',
        ),
        (
            "title: [x]",
            '1:8: "title" must be a text, not a list; '
            'write a text after the colon, in "quotes" if it begins with [ or {',
        ),
        (
            "title: {count} of them",
            "1:16: this does not continue the lines above; lines that belong together begin in "
            "the same column, and nothing follows a closing quote (write \"it's\" or 'it''s')",
        ),
        (
            "title: {count}",
            '1:8: "title" must be a text, not a group of keys; '
            'write a text after the colon, in "quotes" if it begins with [ or {',
        ),
        (
            "title: x\nnames: a, b",
            '2:8: "names" must be a list, not "a, b"; '
            'write a list: each entry on a line of its own, beginning with "- "',
        ),
        (
            "title: x\nnames: [a, [b]]",
            '2:12: entry 2 of "names" must be a text, not a list; '
            'write a text after the colon, in "quotes" if it begins with [ or {',
        ),
        (
            "title: x\nleaves: [a]",
            '2:10: entry 1 of "leaves" must be a group of keys, not "a"; '
            'write lines of the form "key: value", indented',
        ),
        (
            "title: x\nwords: a",
            '2:8: "words" must be a group of keys, not "a"; '
            'write lines of the form "key: value", indented',
        ),
        (
            "title: x\nleaves: [{text: a, colour: gren}]",
            '2:28: "colour" cannot be "gren"; did you mean "green"?',
        ),
        (
            "title: x\nrings: many",
            '2:8: "rings" must be a whole number, not "many"; write a whole number, for example 3',
        ),
        (
            "title: x\nrings: 2.5",
            '2:8: "rings" must be a whole number, not "2.5"; write a whole number, for example 3',
        ),
        (
            "title: x\nheight: tall",
            '2:9: "height" must be a number, not "tall"; write a number, for example 2.5',
        ),
        ("title: x\nheight: 0", '2:9: "height": 0 is too small; it must be more than 0'),
        ("title: x\nheight: 101", '2:9: "height": 101 is too large; it must be at most 100'),
        (
            "title: x\nevergreen: maybe",
            '2:12: "evergreen" must be true or false, not "maybe"; write true or false',
        ),
        (
            "title: x\nplanted: 2024-02-30",
            '2:10: "planted" must be a date, not "2024-02-30"; '
            "write the date as year-month-day, for example 2026-03-31",
        ),
        (
            "title: x\nplanted: in spring",
            '2:10: "planted" must be a date, not "in spring"; '
            "write the date as year-month-day, for example 2026-03-31",
        ),
        ('title: ""', '1:8: "title" is empty; write a text'),
        (f"title: {'x' * 41}", '1:8: "title" is longer than 40 characters; divide it'),
        (
            "title: x\nleaves: [{text: a}, {text: a}, {text: a}, {text: a}]",
            '2:9: "leaves" has more than 3 entries; shorten it',
        ),
        ("title: x\ncode: A b", '2:7: "code" cannot be "A b"; it must look like ^[a-z]+$'),
    ],
)
def test_what_the_model_rejects_is_told_with_its_place_and_what_to_write(
    tmp_path: Path, text: str, expected: str
) -> None:
    assert problems(tmp_path, text) == [expected]


def test_no_problem_speaks_of_types_or_inputs(tmp_path: Path) -> None:
    text = (
        "titel: x\nheight: [1]\nrings: {a: b}\nevergreen:\nplanted: x\nleaves: {a: b}\nwords: [a]"
    )

    told = "\n".join(problems(tmp_path, text))

    assert told.count("\n") == 7
    for jargon in ("Input should", "valid string", "type=", "tuple", "dictionary", "None"):
        assert jargon not in told


def test_a_thousand_problems_are_cut_short_with_their_number(tmp_path: Path) -> None:
    told = problems(tmp_path, "title: x\n" + "".join(f"k{n}: v\n" for n in range(1000)))

    assert len(told) == 51
    assert told[-1] == "52:1: and 950 more problems from here on; mend those above first"


# — what YAML rejects, or allows and we do not —


@pytest.mark.parametrize("parser", [PARSER, yaml.SafeLoader], ids=["libyaml", "python"])
@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("title: x\ntitle: y", "2:1", '"title" stands here a second time (first in line 1)'),
        ("title: x\nwords:\n  a: {text: b, text: c}", "3:16", '"text" stands here a second'),
        ("title: x\nparts:\n  - a: b\n    a: c", "4:5", 'write "- " before this one'),
        ("title: x\n\tcode: a", "2:1", "a tab stands here; indent with spaces"),
        ("title: x\nwords:\n\ta: b", "3:1", "a tab stands here; indent with spaces"),
        ("title: Second opinions: why", "1:23", 'a text with ": " in it needs "quotes"'),
        ("title: 'You've been'", "1:13", "nothing follows a closing quote"),
        ('title: "never closed\nnames: []\n', "1:8", "the quote that opens here is never closed"),
        (r'title: "a\q"', "1:1", "is special inside double quotes"),
        ("title: x\nwords\nnames: []", "2:1", "is a colon missing?"),
        ("title: [a, b\nnames: []", "2:6", "is not complete"),
        ("title: @home", "1:8", 'needs "quotes"'),
        ("title: `x`", "1:8", 'needs "quotes"'),
        ("title: %x", "1:8", 'needs "quotes"'),
        ("title: x\n  names: []", "2:8", "no key can stand here"),
        ("title: > x\n  y", "1:10", "the text begins on the next line"),
        ("title: - x", "1:8", 'no entry "- …" can stand here'),
        ("title: *x", "1:8", 'YAML aliases are not read here; a text that begins with "*"'),
        ("title: &x y", "1:8", 'YAML anchors are not read here; a text that begins with "&"'),
        ("title: !x y", "1:8", 'YAML tags are not read here; a text that begins with "!"'),
        ("title: !!python/name:os.system x", "1:8", "YAML tags are not read here"),
        ("title: **bold**", "1:9", 'needs "quotes"'),
        ("title: x\nwords: {<<: {a: {text: b}}}", "2:9", "YAML merge keys (<<) are not read here"),
        ("title: x\n---\ntitle: y", "2:1", '"---" begins a second document'),
        ("title: {{count}}", "1:9", 'a text with { } in it needs "quotes"'),
        ("title: x\n? [a]\n: b", "2:3", 'a text with [ ] in it needs "quotes"'),
        ("title: x\n: b", "2:1", "this does not continue the lines above"),
        ("title: x\nwords: {~: b}", "2:9", "the key in front of the colon is missing"),
        ('title: "\\e[31mred"', "1:8", "an invisible character (U+001B) stands here"),
        ("- a", "1:1", "the file must be a group of keys, not a list"),
        ("just words", "1:1", 'the file must be a group of keys, not "just words"'),
        ("", "1:1", "the file is empty"),
        ("# nothing but a comment\n", "1:1", "the file is empty"),
        ("---\n...\n", "2:1", "the file is empty"),
    ],
)
def test_what_yaml_does_not_allow_is_told_with_its_place_and_what_to_write(
    tmp_path: Path, text: str, place: str, message: str, parser: Any
) -> None:
    told = problems(tmp_path, text, parser)

    assert any(one.startswith(place) and message in one for one in told), told


def test_binary_is_told_as_no_text(tmp_path: Path) -> None:
    assert problems(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00") == [
        "1:1: this is not UTF-8 text; save the file as UTF-8"
    ]


def test_broken_utf8_is_told_with_its_place(tmp_path: Path) -> None:
    assert problems(tmp_path, "title: x\r\nnames: [é, ".encode() + b"\xe9]\n") == [
        "2:12: this is not UTF-8 text; save the file as UTF-8"
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    told = problems(tmp_path, "title: x".encode(encoding))

    assert len(told) == 1
    assert told[0].startswith("1:")


def test_utf16_is_called_by_its_name(tmp_path: Path) -> None:
    told = problems(tmp_path, "title: x".encode("utf-16"))

    assert told == ["1:1: this is UTF-16; save the file as UTF-8"]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028"])
def test_invisible_characters_are_told_with_their_place(tmp_path: Path, character: str) -> None:
    told = problems(tmp_path, f"title: x\nnames: [é{character}]")

    code = f"U+{ord(character):04X}"
    assert told == [f"2:10: an invisible character ({code}) stands here; delete it"]


@pytest.mark.parametrize(
    "ladder", ["[", "{", "- ", "? ", "a: {", "[a, ", "[[[{a: "], ids=lambda text: repr(text)
)
def test_a_bottomless_document_is_refused_at_once(tmp_path: Path, ladder: str) -> None:
    told = problems(tmp_path, ladder * (SIZE_LIMIT // len(ladder)))

    # libyaml alone would take minutes for some of them.
    assert len(told) == 1
    assert "more than 30 levels deep" in told[0] or "cannot be a key" in told[0]


def test_a_thousand_references_before_the_end_of_what_can_be_read_are_cut_short(
    tmp_path: Path,
) -> None:
    told = problems(tmp_path, "title: x\nnames:\n" + "- *a\n" * 1000 + "]")

    assert len(told) == 51


def test_what_an_author_cannot_see_is_shown_in_the_problem(tmp_path: Path) -> None:
    (tmp_path / "tree.yaml").write_text("title: x\nnames\u00a0: []", encoding="utf-8")

    with pytest.raises(DocumentError, match=r'"names<U\+00A0>" is not known here; did you mean'):
        read(tmp_path / "tree.yaml", Tree)


def test_a_yaml_bomb_is_refused_without_going_off(tmp_path: Path) -> None:
    bomb = "title: x\nnames: &a [x, x]\n" + "".join(
        f"k{n}: &k{n} [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n" for n in range(9)
    )

    told = problems(tmp_path, bomb)

    assert told[0].startswith("2:8: YAML anchors are not read here")


def test_a_file_that_is_too_large_is_refused_with_the_limit(tmp_path: Path) -> None:
    assert problems(tmp_path, b"# x\n" * 2_500_000) == [
        "1:1: the file is larger than 1,000,000 bytes; divide it into several files"
    ]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"1:1: there is no such file; create it"):
        read(tmp_path / "none.yaml", Tree)


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"1:1: this is a folder; a file is expected here"):
        read(tmp_path, Tree)


def test_a_pipe_in_the_place_of_a_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert read_head(pipe, ("title",)) is None
    with pytest.raises(DocumentError, match=r"1:1: this is a pipe; a file is expected here"):
        read(pipe, Tree)


def test_a_link_that_leads_nowhere_or_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "nowhere.yaml").symlink_to(tmp_path / "gone.yaml")
    (tmp_path / "round.yaml").symlink_to(tmp_path / "round.yaml")

    for name, message in (("nowhere", "there is no such file"), ("round", "cannot be read")):
        with pytest.raises(DocumentError, match=rf"{name}\.yaml:1:1: .*{message}"):
            read(tmp_path / f"{name}.yaml", Tree)


def test_a_document_knows_where_everything_stands(tmp_path: Path) -> None:
    (tmp_path / "tree.yaml").write_text("title: x\nleaves:\n  - text: a\n  - text: b\n")
    document = open_document(tmp_path / "tree.yaml", Tree)

    assert str(document.problem("wrong", "leaves", 1, "text")).endswith("tree.yaml:4:11: wrong")
    assert str(document.problem("wrong", "leaves", 1, "label")).endswith("tree.yaml:4:5: wrong")
    assert str(document.problem("wrong", "rings")).endswith("tree.yaml:1:1: wrong")


# — the head of a document —


def head(folder: Path, text: str | bytes) -> dict[str, str] | None:
    file = folder / "head.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = read_head(file, ("id", "title"))
    return None if found is None else dict(found)


def test_the_head_is_read_without_the_rest(tmp_path: Path) -> None:
    rest = "\nleaves: [*broken, !beyond { repair\n" + "x" * 100_000

    assert head(tmp_path, f"# note\nid: yes\ntitle: >\n  A long\n  title\nwords: {{}}{rest}") == {
        "id": "yes",
        "title": "A long title\n",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a",
        "id: a",
        "id: a\ntitle:",
        "id: a\ntitle: [b]",
        "words: {id: a, title: b}",
        "id: a\nid: b\ntitle: c",
        "id: *a\ntitle: b",
        "id: a\n\ttitle: b",
        'id: "\\e"\ntitle: b',
        b"id: \xe9\ntitle: b",
        "id: a\ntitle: b".encode("utf-16"),
        "[" * 1_000_000,
    ],
    ids=lambda text: repr(text)[:20],
)
def test_a_head_that_is_not_plainly_there_is_left_to_the_reader_of_the_whole(
    tmp_path: Path, text: str | bytes
) -> None:
    assert head(tmp_path, text) is None


def test_the_head_of_a_missing_file_is_left_to_the_reader_of_the_whole(tmp_path: Path) -> None:
    assert read_head(tmp_path / "none.yaml", ("id",)) is None
