"""The soak: thousands of visits to one kiosk, with faults, in which only the waiting is skipped.

The kiosk is the real one, in a real pseudo-terminal, with its real children. What it waits for is
cut short in two places: its session's timers ring when the visitor skips the waiting (`hurried`),
and its loudspeaker and microphone (`room`) run faster than sound does.
"""
