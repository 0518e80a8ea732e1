"""The parts of a person's file."""

from domain.labels import LabelledEnum


class FileSection(LabelledEnum):
    """Parts of a file; only the one on screen is read."""

    OVERVIEW = "overview", "Vue d’ensemble"
    PATH = "path", "Parcours"
    DIAGNOSES = "diagnoses", "Diagnostics"
    EXCHANGES = "exchanges", "Échanges"
    PLAN = "plan", "Plan"
    NOTES = "notes", "Notes"
    PERSON = "person", "Identité et groupe"
    HISTORY = "history", "Historique"
