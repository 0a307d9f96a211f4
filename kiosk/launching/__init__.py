"""The launch: a terminal of the right size around the kiosk."""
