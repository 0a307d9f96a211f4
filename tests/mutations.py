"""Mutated texts: what careless hands, broken editors and broken discs make of a YAML file."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

SIGNS = "\"'[]{}:,-#&*!|>%@`?~\\\t\n\r \x00\x1b\x85\u2028\ufeff\ud7ff네é0aZ<=."

Mutation = Callable[[str, Random], str]


def mutated(text: str, random: Random) -> bytes:
    """The text after one to four accidents, as the bytes of a file."""
    for _ in range(random.randint(1, 4)):
        text = random.choice(ON_TEXT)(text, random)
    content = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.15:
        content = _break_bytes(content, random)
    return content


def _break_bytes(content: bytes, random: Random) -> bytes:
    at = random.randrange(len(content) + 1)
    match random.randrange(5):
        case 0:
            return content[:at] + random.randbytes(random.randint(1, 8)) + content[at:]
        case 1:
            return content[:at]
        case 2:
            return b"\xef\xbb\xbf" + content
        case 3:
            return content.decode("utf-8", "replace").encode("utf-16")
        case _:
            return random.randbytes(random.randrange(200))


def _change_sign(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(SIGNS) + text[at + random.randrange(2) :]


def _remove_sign(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + 1 :]


def _remove_piece(text: str, random: Random) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + random.randrange(60) :]


def _cut_off(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _on_lines(change: Callable[[list[str], int, Random], None]) -> Mutation:
    def mutation(text: str, random: Random) -> str:
        lines = text.split("\n")
        change(lines, random.randrange(len(lines)), random)
        return "\n".join(lines)

    return mutation


def _remove_line(lines: list[str], at: int, random: Random) -> None:
    del lines[at]


def _repeat_line(lines: list[str], at: int, random: Random) -> None:
    lines.insert(random.randrange(len(lines) + 1), lines[at])


def _indent(lines: list[str], at: int, random: Random) -> None:
    lines[at] = random.choice([" ", "  ", "\t", "    "]) + lines[at]


def _outdent(lines: list[str], at: int, random: Random) -> None:
    lines[at] = lines[at][random.randint(1, 4) :]


def _swap_lines(lines: list[str], at: int, random: Random) -> None:
    other = random.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _repeat_block(lines: list[str], at: int, random: Random) -> None:
    block = lines[at : at + random.randint(2, 20)]
    where = random.randrange(len(lines) + 1)
    lines[where:where] = block


def _change_value(lines: list[str], at: int, random: Random) -> None:
    key = lines[at].split(":")[0]
    values = ["", "~", "yes", "3", "-1", "[]", "{}", "[a, b]", "{a: b}", "*a", "&a b", "!!int 3"]
    values += ["2026-99-99", "'", '"', "|", "- a", "<<", "x" * 2500, "[" * 50, "a: b", "{{a}}"]
    lines[at] = f"{key}: {random.choice(values)}"


def _change_key(lines: list[str], at: int, random: Random) -> None:
    head, colon, value = lines[at].partition(":")
    indentation = head[: len(head) - len(head.lstrip(" -"))]
    keys = ["id", "title", "points", "text", "yes", "null", "<<", "? a", "[a]", "", "check", "1"]
    lines[at] = f"{indentation}{random.choice(keys)}{colon}{value}"


def _change_key_slightly(lines: list[str], at: int, random: Random) -> None:
    head, colon, value = lines[at].partition(":")
    lines[at] = f"{head[:-1]}{colon}{value}"


ON_TEXT: tuple[Mutation, ...] = (
    _change_sign,
    _remove_sign,
    _remove_piece,
    _cut_off,
    *map(
        _on_lines,
        (
            _remove_line,
            _repeat_line,
            _indent,
            _outdent,
            _swap_lines,
            _repeat_block,
            _change_value,
            _change_key,
            _change_key_slightly,
        ),
    ),
)
