"""Reads: a viewer comes in, rows or a frame come out."""
