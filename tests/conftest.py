"""How the tests are shared out when several processes run them (pytest-xdist, `make test`).

What runs a whole kiosk, listens to a room or looks at a real window does so in real time: such
tests spend their time waiting, and disturb one another. They come first, in one process and in
their order; the files of the others are run beside them, wherever there is room. Last come the
visits by voice, which take the longest: by then nothing computes any more.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

VISITS_BY_VOICE = "test_voice_alone.py"
IN_REAL_TIME = re.compile(
    r"^from (terminals|sound_room|desk|bench\.soak\.\w+) import", re.MULTILINE
)


@cache
def in_real_time(file: Path) -> bool:
    """Whether a file of tests has anything to do with whole kiosks."""
    return bool(IN_REAL_TIME.search(file.read_text(encoding="utf-8")))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (item.path.name == VISITS_BY_VOICE, not in_real_time(item.path)))


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Real time is one share, and so is every other file, and that of the visits by voice.

    (pytest-xdist's own groups are lost with pytest 9: an item's name is not changed any more.)
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        alone = file.endswith(VISITS_BY_VOICE) or not in_real_time(self.config.rootpath / file)
        return file if alone else "in real time"


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    return Sharing(config, log)
