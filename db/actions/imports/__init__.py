"""Imports of people: preview, decisions, confirmation, undoing. Only db/worker.py runs the two long ones."""
