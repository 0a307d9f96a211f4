"""The terminals whose letters a program can change, one driver for each."""
