"""A visitor who wanders through the kiosk at random, and knows where every step has to lead.

The same visitor comes for the same seed. What is expected is written down by hand: where each key
leads from each screen (`ways`), what has to be answered to each setting (`adjusting`), and what the
summary says.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from visitors import recording

from bench.soak.adjusting import KEYS, NUMBERS, Settings, change
from bench.soak.kiosk import Kiosk, StuckError
from bench.soak.places import PARTS, marked
from bench.soak.ways import INTERRUPTIONS, Step, leads_on, step, ways

BY_VOICE = 0.06
"""The share of steps that are said, where something can be said."""
CALM = frozenset({"start", "presence", "goodbye", *INTERRUPTIONS})
"""Where no setting is tried, and no rest taken."""
_ESCAPES = 0.3
"""Seconds after which a terminal's escape is a key, and not the beginning of a chord."""
_LATE = 1.0
"""Seconds until a key has ended the visit. If the time were skipped before, the key could come
after the end, and begin the next visit."""
_ATTEMPTS = 3
_IN_BLOCKS = 2
"""From this text size on, what is marked is drawn in block letters, which nothing here can read."""
_OVERTAKING = (
    "the sound is back",
    "the sound is coming",
    "i can hear you again",
    "i cannot hear you",
)
"""News of the kiosk's senses that may come at the same time, and stand in the same line."""
_ANSWERS = {"y": "y", "n": "n", "u": "u", "right": "u"}


@dataclass
class Tally:
    """What happened in all the visits."""

    steps: int = 0
    said: int = 0
    """Steps taken by voice."""
    unheard: int = 0
    """Things said three times, and then done by key."""
    misheard: int = 0
    """Things said and taken for something else."""


class Visitor:
    """One visit, from the start screen to the start screen."""

    def __init__(self, kiosk: Kiosk, chance: random.Random, tally: Tally) -> None:
        self._kiosk = kiosk
        self._chance = chance
        self._tally = tally
        self._place = "start"
        self._before = ""
        """Beneath help and the questions that interrupt."""
        self._answers: list[str] = []
        self._spoke = False
        """Some of the answers were said, and may have been taken for others."""
        self._settings = Settings()
        self._key = ""
        """The one that was pressed last to go somewhere."""
        self.trace: list[str] = []
        """What was done, for whoever has to explain what came of it."""

    @property
    def place(self) -> str:
        return self._place

    @property
    def near(self) -> set[str]:
        """Here, and where what is being read leads on by itself."""
        return {self._place, *leads_on(self._place)}

    def visits(self, disturb: Callable[[Visitor], bool]) -> None:
        """From the start screen to the start screen.

        `disturb` is called on the way, until it has done what it wanted.
        """
        length = self._chance.randint(3, 14)
        disturbed = self._chance.randrange(length)
        self._go_somewhere()
        for number in range(length):
            if number >= disturbed and disturb(self):
                disturbed = length
            self._wander()
        self._leave()

    def mute(self) -> None:
        """Have the kiosk silent, and so listening."""
        if not self._settings.muted:
            self._set("m")

    def speaks_again(self) -> None:
        """Have it say what stands here."""
        if self._settings.muted:
            self._set("m")
        self._kiosk.press("r")

    def look(self) -> None:
        """What is read leads on by itself."""
        seen = self._kiosk.place
        if seen in leads_on(self._place):
            self._arrive(seen)

    def _wander(self) -> None:
        self.look()
        dice = self._chance.random() if self._place not in CALM else 1.0
        if dice < 0.22:
            self._set(self._chance.choice(KEYS))
        elif dice < 0.25:
            self._blank()
        elif dice < 0.32:
            self._rest()
        elif dice < 0.335 and self._place in ("welcome", "menu"):
            self._is_asked()
        elif dice < 0.45 and self._place == "menu" and self._settings.size < _IN_BLOCKS:
            self._choose_under_the_mark()
        else:
            self._go_somewhere()

    def _go_somewhere(self) -> None:
        self._take(self._chance.choice(list(ways(self._place, self._before, self._key))))

    def _take(self, step: Step) -> None:
        self._tally.steps += 1
        if step.says and self._chance.random() < BY_VOICE and self._say(step):
            return
        key = self._chance.choice(step.keys)
        self.trace.append(f"{self._place}: {key}")
        self._kiosk.press(key)
        self._key = key
        self._go(step.to, key)

    def _go(self, to: frozenset[str] | set[str], by: str) -> None:
        if self._place in to:
            self._kiosk.settle()
        beyond = set().union(*(leads_on(place) for place in to))  # by itself, while nobody looked
        self._arrive(self._kiosk.reach(to | (beyond - {self._place})), by)

    def _arrive(self, there: str, by: str = "") -> None:
        here, self._place = self._place, there
        if there in INTERRUPTIONS and here not in INTERRUPTIONS:
            self._before = here
        kind, _, number = here.partition(" ")
        if there == "question 1":
            self._answers, self._spoke = [], False
        if kind == "question" and there in (f"question {int(number) + 1}", "summary"):
            self._answers[int(number) - 1 :] = [_ANSWERS[by]]
        if kind == "question" and there == "summary":
            self._check_summary()

    def _check_summary(self) -> None:
        """Nothing that was answered is lost."""
        yes, unsure = self._answers.count("y"), self._answers.count("u")
        said = f"You said yes to {NUMBERS[yes]} of seven:" if yes else "You did not say yes to any"
        try:
            self._expect(said)
            if unsure:
                many = "one of them" if unsure == 1 else f"{NUMBERS[unsure]} of them"
                self._expect(f"You were not sure about {many}.")
        except StuckError:
            if not self._spoke:
                raise
            self._tally.misheard += 1

    def _expect(self, words: str) -> None:
        """These words stand on the screen, perhaps on its next page, perhaps in capitals."""

        def shown() -> bool:
            return words.casefold() in self._kiosk.terminal.text.casefold()

        try:
            self._kiosk.wait(shown, f'expected the words "{words}"', patience=2)
        except StuckError:
            for _ in range(3):  # other pages, with large letters
                self._kiosk.press("pagedown")
                try:
                    self._kiosk.wait(shown, f'expected the words "{words}"', patience=2)
                except StuckError:
                    continue
                return
            raise

    def _say(self, step: Step) -> bool:
        """By voice; False: it was not understood, and is to be done by key."""
        speech = recording(step.says, "en")
        self._spoke = True
        here = self._place
        for _ in range(_ATTEMPTS):
            if self._kiosk.sign.startswith("speaking"):
                self._kiosk.press("space")
            self._kiosk.wait(lambda: self._kiosk.hears, "the kiosk does not listen", patience=60)
            self.look()
            if self._place != here:
                return True  # it has led on: there is nothing to say here any more
            self.trace.append(f'{here}: "{step.says}"')
            self._kiosk.room.says(speech)
            try:
                self._kiosk.wait(lambda: self._kiosk.place not in ("", here), "", patience=3)
            except StuckError:
                continue
            self._tally.said += 1
            there = self._kiosk.place
            self._tally.misheard += there not in step.to | leads_on(here)
            self._arrive(there, step.keys[0])
            return True
        self._tally.unheard += 1
        return False

    def _set(self, key: str) -> None:
        """Change a setting, and see that the kiosk says what it is now."""
        self._tally.steps += 1
        self.trace.append(f"{self._place}: {key}")
        self._settings, words = change(self._settings, key)
        self._kiosk.press(key)
        shown = (words, *_OVERTAKING)
        self._kiosk.wait(lambda: any(one in self._kiosk.terminal.text.casefold() for one in shown),
                         f'expected "{words}"')  # fmt: skip
        self.look()

    def _blank(self) -> None:
        """The screen off, and on again."""
        self.trace.append(f"{self._place}: screen off")
        self._kiosk.press("b")
        self._kiosk.reach({"blank"})
        self._kiosk.press("b")
        self._kiosk.reach(self.near)
        self.look()

    def _rest(self) -> None:
        """A pause, and on again."""
        self.trace.append(f"{self._place}: pause")
        self._kiosk.press("space")
        self._kiosk.press("r")
        self.look()

    def _choose_under_the_mark(self) -> None:
        """By the arrows."""
        self._kiosk.press(self._chance.choice(("down", "up")))
        self._kiosk.wait(lambda: marked(self._kiosk.terminal.lines) is not None, "no mark")
        self._kiosk.press("space")  # or what is being read would move the mark
        self._kiosk.press("down")
        number = marked(self._kiosk.terminal.lines) or 0
        self.trace.append(f"menu: the mark is on {number}")
        self._kiosk.press("enter")
        opened = {"offer", *(f"reading {part}" for part in range(2, PARTS + 1))}
        self._go(opened, "enter")

    def _is_asked(self) -> None:
        """Nobody reacts until the kiosk asks; then somebody does."""
        self._rather_mute()
        self.trace.append(f"{self._place}: waits to be asked")
        before = self._place
        self._kiosk.wait(lambda: self._kiosk.place == "presence", "is never asked",
                         skipping=True, patience=90)  # fmt: skip
        self._kiosk.press(self._chance.choice(("y", "x", "right", "h")))
        self._place = before
        self._arrive(self._kiosk.reach({before, "menu"}))

    def _rather_mute(self) -> None:
        """Mostly; what is only seen goes by sooner."""
        if self._place not in CALM and self._chance.random() < 0.8:
            self.mute()

    def _leave(self) -> None:
        """In one of the ways to leave."""
        self.look()
        if self._place == "learn":
            self._take(step(self._before, "escape"))
        if self._chance.random() < 0.06:
            self._rather_mute()
            self.trace.append(f"{self._place}: goes away")
            self._kiosk.wait(lambda: self._kiosk.place == "start", "the visit never ends",
                             skipping=True, patience=120)  # fmt: skip
            return
        if self._place != "ending":
            if self._chance.random() < 0.15:
                self._kiosk.press("b")  # and leaves without having seen anything
                self._kiosk.press("escape")
                time.sleep(_ESCAPES)
                self._kiosk.press("y")
                self._kiosk.press("x")
                time.sleep(_LATE)
                self._kiosk.reach({"start"}, skipping=True)
                return
            self._take(step("ending", "escape", says="end the visit"))
        self._take(step("goodbye", "y", says="yes please"))
        if self._chance.random() < 0.5:
            self._kiosk.press(self._chance.choice(("x", "enter", "n")))
            time.sleep(_LATE)
        self._kiosk.reach({"start"}, skipping=True)
