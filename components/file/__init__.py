"""The screen of a person's file, piece by piece."""
