"""What a load changes, in words: on its own page, then in the history of each service."""

from collections.abc import Iterable, Sequence
from typing import Any

from domain.offer.exporting import official_words
from domain.offer.official import LABELS, Record, changed_fields

LOADED = "load"  # field of a line of history that a load wrote; only its new value says something
ADDED = "Ajouté au catalogue."
DISAPPEARED = "Absent du fichier complet de sa source."
BACK_AGAIN = "De retour dans le fichier de sa source."
CLOSED = "Fermé\u00a0: disparu de sa source."
_SHORT = 60  # signs of a value shown beside another


def label_of(name: str) -> str:
    """The French label of an official field."""
    return LABELS.get(name, "Version 0" if name == "version" else name)


def told_changes(changes: Iterable[Sequence[Any]]) -> str:
    """« Frais : Payant → Gratuit », field by field, long values cut; `changes`: [field, before, after]."""
    return "\n".join(
        f"{label_of(name)}\u00a0: {_short(name, before)} → {_short(name, after)}"
        for name, before, after in changes
    )


def told_load(before: Record, after: Record, *, is_back: bool) -> str:
    """What a load made of a service already known."""
    changes = [[name, before.get(name), after.get(name)] for name in changed_fields(before, after)]
    return "\n".join(filter(None, (BACK_AGAIN if is_back else "", told_changes(changes))))


def _short(name: str, value: object) -> str:
    words = " ".join(official_words(name, value).split())
    return (words if len(words) <= _SHORT else f"{words[:_SHORT]}…") or "(vide)"
