"""Alembic revisions, one intent each."""
