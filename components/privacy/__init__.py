"""Pieces of the data-protection officer’s pages."""
