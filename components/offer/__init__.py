"""Screens of the offer."""
