"""Headings: the one idea of a screen, set above everything else."""

from __future__ import annotations

from kiosk.dialogue.view import Scene
from kiosk.screen.blockletters import large
from kiosk.screen.lines import Ink, Line, Span, blank, lettered
from kiosk.screen.makeup import Body
from kiosk.screen.spacing import Spacing
from kiosk.screen.wrapping import wrap

LARGEST_TITLE = 0.6
"""The part of the screen's height that the title on the first screen may take."""


def header(body: Body, spacing: Spacing) -> list[Line] | None:
    """The heading, or None where block letters are wanted and cannot be had."""
    scene, heading = body.scene, body.heading
    inner = body.column - 2
    if not spacing.letters:
        # A question is a sentence, and sentences in capitals are hard to read.
        words = heading if scene is Scene.QUESTION else heading.upper()
        lines: list[Line] = [(blank(1), Span(line, Ink.HEADING)) for line in wrap(words, inner)]
        rule = [(blank(1), Span("━" * inner, Ink.RULE))] if spacing.rule else []
        return [*lines, *rule] if heading else []
    drawn = large(heading, inner)
    if drawn is None:
        return None
    rows = [row for line in drawn for row in (*line, "")][:-1]
    match scene:
        case Scene.START:
            fits = len(rows) <= body.height * LARGEST_TITLE
        case Scene.QUESTION:
            fits = True
        case _:
            fits = len(drawn) <= 2 and spacing.air > 0
    if not fits:
        return None
    # The same in plain letters below: not everybody reads block letters, and no program does.
    plain_words = [(blank(1), Span(line, Ink.HEADING)) for line in wrap(heading, inner)]
    return [*((blank(1), *lettered(row)) for row in rows), (blank(1),), *plain_words]
