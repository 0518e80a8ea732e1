"""Pieces of the administration's screens."""
