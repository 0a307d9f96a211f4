"""A voice-first kiosk that leads a visitor through health guidance.

The pure engine decides, thin hands do. Imports point down only:

                 cli · commands · assembly               put the parts together
                      unattended                         keeps a kiosk that nobody watches
        session | screen | speaking | listening          hands: they do
                       dialogue                          head: decides, does nothing
                       content                           words
                  workers | settings
                      documents                          YAML files, checked against models
                       errors

`session` carries events to the engine (`dialogue.machine.step`) and its effects to the hands.
Native libraries live in child processes (`workers`); the interface never touches them.
"""

import os

__version__ = "0.1.0"

# pydantic looks for plugins in every installed package; the kiosk has none, and starts sooner.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
