"""Complete visits, from the start screen to the goodbye, each by one way of using the kiosk."""

from __future__ import annotations

import time
from collections.abc import Callable

from terminals import BETWEEN_PRESSES, Terminal

BOX_ROWS = 6
"""Of an answer in block letters, with its border."""

MOST_PRESSES = 40
"""More things than any screen offers."""


def by_keys(kiosk: Terminal, look: Callable[[], None] = lambda: None) -> None:
    """With a keyboard; `look` is called on every kind of screen."""
    kiosk.press("enter")
    kiosk.wait_for("Nothing you press or say is kept.")
    look()
    kiosk.press("right")
    kiosk.wait_for("How to Request a Second Opinion")
    look()
    from_the_list(kiosk, look)
    look()
    kiosk.press("x")
    kiosk.wait_for("Press any key to begin")


def from_the_list(kiosk: Terminal, look: Callable[[], None] = lambda: None) -> None:
    """The rest of such a visit, to the goodbye."""
    kiosk.press("2")
    kiosk.wait_for("Part 2 of 5")
    for number in range(1, 6):
        kiosk.press("right")
        kiosk.wait_for(f"▶ {number} ")
        look()
        time.sleep(BETWEEN_PRESSES)
    kiosk.press("right")
    kiosk.wait_for("Would you like to go on to the next part?")
    kiosk.press("n")
    kiosk.wait_for("Choose")
    kiosk.press("1")
    kiosk.wait_for("seven")
    kiosk.press("y")
    for number in range(1, 8):
        kiosk.wait_for(f"Question {number} of 7")
        look()
        time.sleep(BETWEEN_PRESSES)
        kiosk.press("y" if number in (1, 3) else "right")
    kiosk.wait_for("You said yes to two of seven:")
    kiosk.wait_for("The diagnosis is rare or unusual")
    look()
    kiosk.press("h")
    kiosk.wait_for("This is what you can do.")
    look()
    kiosk.press("escape")
    kiosk.wait_for("Would you like to end your visit?")
    look()
    kiosk.press("y")
    kiosk.wait_for("Thank you for your visit.")


def is_marked(kiosk: Terminal, answer: str) -> bool:
    """Whether the mark stands in the box of this answer ("Y Yes"), drawn in block letters."""
    lines, answer = kiosk.lines, answer.replace(" ", "  ", 1)
    for row, line in enumerate(lines):
        if answer in line and "╭" in line:
            left = line.rindex("╭", 0, line.index(answer))
            right = line.index("╮", left)
            return any("▶" in below[left:right] for below in lines[row : row + BOX_ROWS])
    return False


def by_two_switches(kiosk: Terminal, move: str, choose: str) -> None:
    """With two keys alone."""

    def take(name: str, until: str) -> None:
        for _ in range(MOST_PRESSES):
            before = kiosk.lines
            kiosk.press(move)
            kiosk.wait_for(lambda: kiosk.lines != before)  # noqa: B023 - waited for here
            time.sleep(BETWEEN_PRESSES)
            if f"▶ {name}" in kiosk.text or is_marked(kiosk, name):
                break
        kiosk.press(choose)
        kiosk.wait_for(until)

    kiosk.press(choose)
    kiosk.wait_for("Nothing you press or say is kept.")
    take("Next", until="How to Request a Second Opinion")
    take("2", until="Part 2 of 5")
    take("Next", until="▶ 1 ")
    for number in range(2, 6):
        time.sleep(BETWEEN_PRESSES)
        kiosk.press(choose)
        kiosk.wait_for(f"▶ {number} ")
    time.sleep(BETWEEN_PRESSES)
    kiosk.press(choose)
    kiosk.wait_for("Would you like to go on to the next part?")
    take("N No", until="Choose a part")
    take("1", until="seven")
    take("Y Yes", until="Question 1 of 7")
    for number in range(2, 8):
        take("N No" if number == 3 else "Y Yes", until=f"Question {number} of 7")
    take("U Not sure", until="You said yes to five of seven:")
    take("End", until="Would you like to end your visit?")
    take("Y Yes", until="Thank you for your visit.")
    kiosk.press(move)
    kiosk.wait_for("Press any key to begin")
