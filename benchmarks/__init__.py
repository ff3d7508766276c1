"""Measurements of speed and quality; each is a command that prints a table."""
