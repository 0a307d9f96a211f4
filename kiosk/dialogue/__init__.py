"""The head: decides what happens next; pure, without clock, sound, screen or chance."""
