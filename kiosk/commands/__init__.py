"""The commands of the command line, besides running the kiosk."""
