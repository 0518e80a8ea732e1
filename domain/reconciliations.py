"""Rapprochements: two files that may be about the same person, for the coordination to decide."""

from domain.labels import LabelledEnum


class ReconciliationStatus(LabelledEnum):
    """What was decided on two files that look alike."""

    OPEN = "open", "À décider"
    LINKED = "linked", "Réunies en un seul dossier"
    APART = "apart", "Deux personnes différentes"
