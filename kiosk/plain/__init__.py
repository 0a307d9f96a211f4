"""The kiosk as lines of text: for braille displays, screen readers, serial consoles and pipes."""
