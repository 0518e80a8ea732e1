"""Reads of the data-protection officer, and files opened in urgency."""
