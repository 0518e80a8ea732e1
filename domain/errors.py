"""Business errors, apart from bugs: each carries a French sentence for the user."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class DomainError(Exception):
    """What the user asked cannot be done; `str(error)` is the French reason."""

    is_told = False  # True once the journal has its line


class NotFoundError(DomainError):
    """Absent and out of the viewer's scope answer alike, so that nothing is confirmed."""

    def __init__(self) -> None:
        super().__init__("Cet élément n’existe pas ou ne vous est pas accessible.")


class ForbiddenError(DomainError):
    """The viewer may read this but not change it."""

    def __init__(self, reason: str = "Votre rôle ne permet pas cette modification.") -> None:
        super().__init__(reason)


class InvalidInputError(DomainError):
    """What was typed breaks a rule: `problems` maps a field name to its French message."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(" ".join(self.problems.values()))


class FieldDifference(NamedTuple):
    """One field that two people changed: its French label, the stored value, the typed one."""

    label: str
    stored: str
    typed: str


class EditConflictError(DomainError):
    """Somebody else saved the record after it was shown; both values are kept to choose from."""

    def __init__(self, differences: Sequence[FieldDifference], current_version: int) -> None:
        self.differences = list(differences)
        self.current_version = current_version
        super().__init__("Cette fiche a été modifiée par quelqu’un d’autre pendant votre saisie.")
