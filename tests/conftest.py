"""How the tests are shared out when several processes run them (pytest-xdist, `make test`).

What runs a whole kiosk, listens to a room or looks at a real window does so in real time: such
tests spend their time waiting, and disturb one another. They come first, in one process and in
their order; the others run beside them, wherever there is room.
"""

from __future__ import annotations

import pytest
from desk import Desk
from sound_room import SoundRoom
from terminals import Terminal

REAL_TIME = (Terminal, SoundRoom, Desk)


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if in_real_time(item):
            item.add_marker(pytest.mark.xdist_group("real-time"))
    items.sort(key=in_real_time, reverse=True)


def in_real_time(item: pytest.Item) -> bool:
    """Whether the test's module has anything to do with whole kiosks."""
    names = vars(item.module).values() if isinstance(item, pytest.Function) else ()
    return any(name in REAL_TIME for name in names if isinstance(name, type))
