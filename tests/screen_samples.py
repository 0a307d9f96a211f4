"""Samples: one view of each scene, as the engine would give them, for the tests of the screen."""

from __future__ import annotations

from dataclasses import replace

from kiosk.dialogue.view import Block, Hint, Role, Scene, View

TITLE = "When and How to Seek a Second Opinion"

HINTS = (
    Hint("→", "next"),
    Hint("←", "back"),
    Hint("Space", "pause"),
    Hint("R", "repeat"),
    Hint("M", "menu"),
    Hint("H", "help"),
    Hint("Esc", "end"),
)

FRAME = View(
    Scene.START,
    heading="",
    title=TITLE,
    hints=HINTS,
    more_hint=Hint("PgDn", "more"),
    less_hint=Hint("PgUp", "page before"),
    page_label="Page {page} of {pages}",
    too_small="This window is too small. I need {columns} columns and {rows} rows.",
)

START = replace(
    FRAME,
    title="",
    heading=TITLE,
    blocks=(
        Block(
            Role.TEXT,
            "Getting a second opinion is a normal and often wise part of making informed "
            "healthcare decisions.",
        ),
        Block(Role.TEXT, "Press any key to begin."),
    ),
    current=1,
    hints=(Hint("any key", "begin"),),
)

MENU = replace(
    FRAME,
    scene=Scene.MENU,
    heading="What would you like to hear?",
    place="Menu",
    status="speaking",
    blocks=tuple(
        Block(Role.CHOICE, text, number=str(number))
        for number, text in enumerate(
            (
                "When Should You Consider a Second Opinion?",
                "How to Request a Second Opinion",
                "Where to Find a Second Opinion",
                "What to Do After Getting a Second Opinion",
                "Your Right to a Second Opinion",
            ),
            1,
        )
    ),
    current=1,
    hints=(
        Hint("1–5", "choose a part"),
        Hint("↑ ↓", "move"),
        Hint("Enter", "choose"),
        Hint("R", "repeat"),
        Hint("H", "help"),
        Hint("Esc", "end"),
    ),
)

STEPS = (
    ("Tell your current doctor", "Most physicians support and even encourage second opinions. "
     "Ask them to share your medical records with the consulting doctor."),
    ("Check your insurance", "Many insurance plans cover second opinions, especially for major "
     "diagnoses. Some plans require them before certain procedures."),
    ("Gather your records", "Collect test results, imaging studies, pathology reports, and "
     "treatment history to share with the new doctor."),
    ("Find a qualified specialist", "Look for a doctor who specializes in your condition, "
     "ideally at a different practice or hospital system."),
    ("Prepare for the appointment", "Write down your questions and concerns to discuss with the "
     "consulting physician."),
)  # fmt: skip

READING = replace(
    FRAME,
    scene=Scene.READING,
    heading="How to Request a Second Opinion",
    place="Part 2 of 5",
    status="speaking",
    blocks=tuple(
        Block(Role.POINT, text, label=label, number=str(number))
        for number, (label, text) in enumerate(STEPS, 1)
    ),
    current=1,
)

BULLETS = replace(
    FRAME,
    scene=Scene.READING,
    heading="When Should You Consider a Second Opinion?",
    place="Part 1 of 5",
    status="paused",
    blocks=(
        Block(Role.TEXT, "A second opinion may be valuable when:"),
        *(
            Block(Role.POINT, text)
            for text in (
                "You've been diagnosed with a serious or life-threatening condition",
                "Surgery or an invasive procedure is recommended",
                "The diagnosis is rare or unusual",
                "Treatment isn't working as expected",
                "You're unsure about the recommended treatment plan",
                "Your doctor seems uncertain about the diagnosis",
                "You want to explore all available options",
            )
        ),
    ),
    current=3,
    notice="Louder.",
)

QUESTION = replace(
    FRAME,
    scene=Scene.QUESTION,
    heading="Have you been diagnosed with a serious or life-threatening condition?",
    place="Question 1 of 7",
    status="speaking",
    blocks=(
        Block(Role.ANSWER, "YES", label="Y"),
        Block(Role.ANSWER, "NO", label="N"),
        Block(Role.ANSWER, "NOT SURE", label="U"),
    ),
    current=0,
    hints=(
        Hint("Y", "yes"),
        Hint("N", "no"),
        Hint("U", "not sure"),
        Hint("R", "repeat"),
        Hint("M", "menu"),
        Hint("H", "help"),
        Hint("Esc", "end"),
    ),
)

SUMMARY = replace(
    FRAME,
    scene=Scene.SUMMARY,
    heading="Your answers",
    place="Part 1 of 5",
    blocks=(
        Block(Role.TEXT, "You said yes to:"),
        Block(Role.POINT, "The diagnosis is rare or unusual"),
        Block(Role.POINT, "Treatment isn't working as expected"),
        Block(Role.TEXT, "In these cases a second opinion may be valuable."),
        Block(Role.CHOICE, "Hear how to request one", number="1"),
        Block(Role.CHOICE, "Back to the menu", number="2"),
    ),
    current=4,
)

HELP = replace(
    FRAME,
    scene=Scene.HELP,
    heading="Help",
    place="Help",
    blocks=tuple(
        Block(Role.KEY, does, label=key)
        for key, does in (
            ("Enter", "choose"),
            ("1 to 9", "choose by number"),
            ("↑ ↓", "move the mark"),
            ("→", "next"),
            ("←", "back"),
            ("Y N U", "yes, no, not sure"),
            ("Space", "pause and go on"),
            ("R", "say it again; twice: the whole part"),
            (", .", "slower, faster"),
            ("- =", "quieter, louder"),
            ("M", "menu"),
            ("PgDn PgUp", "more, and back"),
            ("H ?", "this help"),
            ("Esc", "end your visit"),
        )
    ),
    hints=(Hint("H", "go back to where you were"), Hint("Esc", "end")),
)

GOODBYE = replace(
    FRAME,
    scene=Scene.GOODBYE,
    heading="Goodbye",
    title="",
    blocks=(Block(Role.TEXT, "Nothing of your visit was kept. Take care."),),
    current=0,
    hints=(Hint("any key", "begin again"),),
)

LANGUAGES = replace(
    MENU,
    heading="Choose a language",
    place="",
    blocks=tuple(
        Block(Role.CHOICE, name, number=str(number))
        for number, name in enumerate(("English", "Español", "한국어"), 1)
    ),
)

LANGUAGE = replace(
    QUESTION,
    heading="¿Quiere seguir en español?",
    place="",
    blocks=(
        Block(Role.TEXT, "Esta traducción es un borrador."),
        Block(Role.ANSWER, "Sí", label="Y"),
        Block(Role.ANSWER, "Back to English", label="N"),
    ),
    current=2,
)

ABROAD = replace(
    START,
    blocks=(
        START.blocks[1],
        Block(Role.KEY, "Español", label="L"),
        Block(Role.KEY, "한국어", label="L"),
        START.blocks[0],
    ),
)

SHORT = replace(QUESTION, heading="Is the diagnosis rare or unusual?", place="Question 3 of 7")
NEXT = replace(
    QUESTION,
    heading="Would you like to go on to the next part?",
    place="Part 2 of 5",
    blocks=QUESTION.blocks[:2],
    current=1,
    hints=HINTS,
)

SCENES = {
    "short": SHORT,
    "next": NEXT,
    "start": START,
    "menu": MENU,
    "steps": READING,
    "bullets": BULLETS,
    "question": QUESTION,
    "summary": SUMMARY,
    "help": HELP,
    "goodbye": GOODBYE,
    "languages": LANGUAGES,
    "language": LANGUAGE,
    "start abroad": ABROAD,
}

SIZES = ((40, 12), (60, 17), (80, 24), (120, 34))
