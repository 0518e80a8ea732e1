"""Pieces of screen: data in, value out."""
