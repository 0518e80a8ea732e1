"""Reasons of pause and exit as a consortium offers them: the national ones, and its own words for them."""

from domain.labels import LabelledEnum


class ReasonKind(LabelledEnum):
    """What a reason explains."""

    PAUSE = "pause", "Suivi en pause"
    EXIT = "exit", "Sortie"
