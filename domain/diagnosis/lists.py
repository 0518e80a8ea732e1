"""How the list of diagnoses is filtered and sorted."""

from dataclasses import dataclass
from datetime import date

from domain.diagnosis.words import DiagnosisStatus, Moment
from domain.labels import LabelledEnum

CORE_SIZE = 16  # themes of the national core: what completeness is counted on
COUNTED_AT_MOST = 1_000  # beyond, the count would cost more than the list
USUAL_STATUSES = (DiagnosisStatus.DRAFT, DiagnosisStatus.COMPLETED, DiagnosisStatus.VALIDATED)


class Together(LabelledEnum):
    """Whether both fields validated."""

    JOINT = "joint", "Conjoints"
    SINGLE = "single", "Un seul champ"


class DiagnosisSort(LabelledEnum):
    """Orders of the list."""

    NEWEST = "newest", "Le plus récent"
    OLDEST = "oldest", "Le plus ancien"
    NAME = "name", "Nom"


@dataclass(frozen=True)
class DiagnosisFilters:
    """Every filter of the list; empty means everything but what was replaced or abandoned."""

    search: str = ""
    statuses: tuple[DiagnosisStatus, ...] = USUAL_STATUSES
    moments: tuple[Moment, ...] = ()
    together: Together | None = None
    held_from: date | None = None
    held_to: date | None = None
    structure_id: int | None = None


def proposed_moment(*, has_one: bool, is_over: bool) -> Moment:
    """The moment that a new diagnosis is likely to be of: at the exit, else the first or a later one."""
    if is_over:
        return Moment.EXIT
    return Moment.INTERMEDIATE if has_one else Moment.ENTRY
