"""YAML files that people write, checked against models: every problem with its place."""
