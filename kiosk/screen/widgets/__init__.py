"""The parts of the screen, each drawing one part of a view."""
