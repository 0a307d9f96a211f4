"""Where a terminal has no UTF-8: what is shown instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from kiosk.approximation import carried

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("shown", "instead"),
    [
        ("─ 1–5  → Next  ▲ “You’re” …", '- 1-5  > Next  ^ "You\'re" .'),
        ("━━ ▶ • ● ╭─╮", "== > * * +-+"),
        ("¿Está aquí? ¡Sí!", "?Esta aqui? !Si!"),
        ("네, 도움말", "??, ??????"),
        ("▟▀▙ █", "### #"),
    ],
)
def test_a_sign_becomes_one_that_is_like_it_and_as_wide(shown: str, instead: str) -> None:
    assert carried(shown, "ascii") == instead
    assert carried(shown, "utf-8") == shown
    assert cell_len(instead) == cell_len(shown)


def test_every_sign_of_the_content_and_of_the_screen_keeps_its_width() -> None:
    files = [*ROOT.glob("content/*/*.yaml"), *ROOT.glob("kiosk/screen/**/*.py")]
    signs = set("".join(file.read_text(encoding="utf-8") for file in files))
    assert "█" in signs
    for sign in signs:
        assert len(carried(sign, "ascii")) == max(cell_len(sign), sign.isascii()), sign
