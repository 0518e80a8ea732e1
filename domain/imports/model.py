"""What an import is made of: the table found in a file, its fields, the verdict on each line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.errors import DomainError
from domain.follow_up import ContractKind, Track
from domain.labels import LabelledEnum
from domain.people import Civility, IdentifierOrigin, Public

# Bounds of a file: what a team needs, and what a hostile file may not exceed.
MAX_BYTES = 10_000_000
MAX_LINES = 50_000
MAX_COLUMNS = 200
MAX_CELL = 5_000
UNDONE_WITHIN = timedelta(hours=24)  # after the confirmation


class ImportField(LabelledEnum):
    """What a column may hold; the stored value also names it in the memory of headings."""

    JALONS_ID = "jalons_id", "N° Jalons"
    CIVILITY = "civility", "Civilité"
    BIRTH_NAME = "birth_name", "Nom de naissance"
    USUAL_NAME = "usual_name", "Nom d’usage"
    FIRST_NAMES = "first_names", "Prénoms"
    BIRTH_DATE = "birth_date", "Date de naissance"
    PHONE = "phone", "Téléphone"
    EMAIL = "email", "Courriel"
    ADDRESS = "address", "Adresse"
    POSTAL_CODE = "postal_code", "Code postal"
    COMMUNE = "commune", "Commune"
    PUBLICS = "publics", "Publics"
    ID_DEPARTMENT = "id_department", "Numéro au Département"
    ID_FRANCE_TRAVAIL = "id_france_travail", "Identifiant France Travail"
    ID_CAF = "id_caf", "Numéro d’allocataire CAF"
    ID_MSA = "id_msa", "Numéro MSA"
    ID_MISSION_LOCALE = "id_mission_locale", "Numéro mission locale"
    ID_CAP_EMPLOI = "id_cap_emploi", "Numéro Cap emploi"
    ID_OTHER = "id_other", "Autre numéro"
    ENTERED_ON = "entered_on", "Date d’entrée"
    STRUCTURE = "structure", "Structure"
    REFERENT = "referent", "Référent·e"
    TRACK = "track", "Parcours"
    ORIENTED_ON = "oriented_on", "Date d’orientation"
    CONTRACT_KIND = "contract_kind", "Type de contrat"
    CONTRACT_STARTS_ON = "contract_starts_on", "Début du contrat"
    CONTRACT_ENDS_ON = "contract_ends_on", "Fin du contrat"
    LAST_APPOINTMENT = "last_appointment", "Dernier rendez-vous honoré"
    NEXT_APPOINTMENT = "next_appointment", "Prochain rendez-vous"


IDENTIFIER_FIELDS: dict[ImportField, IdentifierOrigin] = {
    ImportField(f"id_{origin}"): origin for origin in IdentifierOrigin
}


class Encoding(LabelledEnum):
    """How the signs of a text file are written."""

    UTF_8 = "utf-8-sig", "UTF-8"
    UTF_16 = "utf-16", "UTF-16"
    WINDOWS_1252 = "cp1252", "Windows-1252"


class Separator(LabelledEnum):
    """What stands between two cells of a text file."""

    SEMICOLON = ";", "Point-virgule"
    COMMA = ",", "Virgule"
    TAB = "\t", "Tabulation"


class Verdict(LabelledEnum):
    """What becomes of a line of the file."""

    NEW = "new", "Nouvelle"
    UPDATE = "update", "À compléter"
    UNCHANGED = "unchanged", "Inchangée"
    TO_DECIDE = "to_decide", "Doublon possible"
    REPEATED = "repeated", "En double dans le fichier"
    ERROR = "error", "À corriger"


class Decision(LabelledEnum):
    """What the importer decides on a line that looks like somebody known."""

    SAME = "same", "C’est la même personne"
    OTHER = "other", "C’est une autre personne"
    SKIP = "skip", "Ne pas importer"


class Outcome(LabelledEnum):
    """What became of a line once the import was confirmed."""

    CREATED = "created", "Ajoutée"
    UPDATED = "updated", "Complétée"
    UNCHANGED = "unchanged", "Inchangée"
    LEFT = "left", "Non importée"


class RunStatus(LabelledEnum):
    """Life of an import."""

    PREPARING = "preparing", "Lecture en cours"
    PREVIEWED = "previewed", "À confirmer"
    DONE = "done", "Importé"
    UNDONE = "undone", "Annulé après import"
    DROPPED = "dropped", "Abandonné"


@dataclass(frozen=True)
class ReadingChoices:
    """What the importer corrects in what was detected; None leaves the detection."""

    encoding: Encoding | None = None
    separator: Separator | None = None
    heading_line: int | None = None  # as counted in the file, from 1


@dataclass(frozen=True)
class Line:
    """A line as written: its number in the file, its cells as text, why it cannot be read at all."""

    number: int
    cells: list[str]
    problem: str = ""


@dataclass(frozen=True)
class Table:
    """What was found in a file. `encoding` and `separator` are None for a workbook, `sheet` for a text."""

    encoding: Encoding | None
    separator: Separator | None
    sheet: str | None
    heading_line: int
    headings: list[str]
    lines: list[Line]


Value = str | int | date | datetime | Civility | Track | ContractKind | frozenset[Public]


@dataclass(frozen=True)
class KnownNames:
    """The names that cells are compared with; keys are `normalise_name` of what is written."""

    communes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name → INSEE codes
    postal_codes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # postal code → INSEE codes
    structures: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # name → identifiers
    professionals: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # names, e-mail → identifiers


@dataclass(frozen=True)
class ReadRow:
    """A line once understood. `problems` and `warnings` map the index of a column to a French sentence."""

    line: Line
    values: dict[ImportField, Value]
    problems: dict[int, str]
    warnings: dict[int, str]


class FileRefusedError(DomainError):
    """The file as a whole cannot be read; nothing of it is kept."""
