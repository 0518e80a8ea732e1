"""A file of services being loaded: what it is made of, the verdict on each line."""

from domain.labels import LabelledEnum

MAX_BYTES = 60_000_000  # 10,000 services told at length, and their structures
MAX_LINES = 30_000
LINES_OF_A_FILE = 1_000_000  # lines are numbered by file: what parts two files in the number that is stored


class LoadKind(LabelledEnum):
    """What a line tells."""

    STRUCTURE = "structure", "Structure"
    SERVICE = "service", "Service"


class LoadStatus(LabelledEnum):
    """Life of a load."""

    PREVIEWED = "previewed", "À confirmer"
    DONE = "done", "Chargé"
    DROPPED = "dropped", "Abandonné"


class LoadVerdict(LabelledEnum):
    """What becomes of a line."""

    NEW = "new", "Nouveau"
    CHANGED = "changed", "Modifié"
    UNCHANGED = "unchanged", "Inchangé"
    ERROR = "error", "À corriger"
