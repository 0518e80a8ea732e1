"""Table of contents: every page, under its menu section, for its roles only."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.access import ALL_ROLES, BULK_ROLES, PEOPLE_ROLES, TEMPLATE_ROLES, TRANSFER_ROLES, Role


@dataclass(frozen=True)
class PageEntry:
    """One page: its script, its words in the menu, its address, and who may open it.

    `keeps_session`: people talk there for long without typing, so that the session is idle later.
    """

    path: str
    title: str
    icon: str
    url_path: str
    roles: frozenset[Role]
    is_hidden: bool = False
    keeps_session: bool = False


DAY = PageEntry("pages/day/day.py", "Ma journée", ":material/today:", "ma-journee", PEOPLE_ROLES)
CASELOAD = PageEntry(
    "pages/caseload/caseload.py", "File active", ":material/groups:", "file-active", PEOPLE_ROLES
)
VIEWS = PageEntry(
    "pages/caseload/views.py", "Mes vues", ":material/bookmarks:", "vues", PEOPLE_ROLES, is_hidden=True
)
FILE = PageEntry(
    "pages/caseload/file.py", "Dossier", ":material/folder_shared:", "dossier", PEOPLE_ROLES, is_hidden=True
)
DIAGNOSIS = PageEntry(
    "pages/diagnoses/diagnosis.py",
    "Diagnostic",
    ":material/checklist:",
    "diagnostic",
    PEOPLE_ROLES,
    is_hidden=True,
    keeps_session=True,
)
DIAGNOSES = PageEntry(
    "pages/diagnoses/diagnoses.py", "Diagnostics", ":material/assignment:", "diagnostics", PEOPLE_ROLES
)
NEW_PERSON = PageEntry(
    "pages/caseload/new_person.py",
    "Nouvelle personne",
    ":material/person_add:",
    "nouvelle-personne",
    PEOPLE_ROLES,
)
IMPORTS = PageEntry(
    "pages/imports/imports.py", "Importer des personnes", ":material/upload_file:", "importer", BULK_ROLES
)
IMPORT = PageEntry(
    "pages/imports/run.py",
    "Import à confirmer",
    ":material/fact_check:",
    "import",
    BULK_ROLES,
    is_hidden=True,
)
IMPORT_REPORT = PageEntry(
    "pages/imports/report.py",
    "Compte rendu d’import",
    ":material/task:",
    "import-compte-rendu",
    BULK_ROLES,
    is_hidden=True,
)
RECONCILIATIONS = PageEntry(
    "pages/caseload/reconciliations.py",
    "Rapprochements",
    ":material/join_inner:",
    "rapprochements",
    frozenset({Role.COORDINATOR}),
)
DIAGNOSES_DASHBOARD = PageEntry(
    "pages/indicators/diagnoses.py",
    "Diagnostics et besoins",
    ":material/monitoring:",
    "diagnostics-et-besoins",
    PEOPLE_ROLES,
)
TERRITORIES = PageEntry(
    "pages/territories/territories.py", "Territoires", ":material/map:", "territoires", ALL_ROLES
)
CONSORTIUM_SHEET = PageEntry(
    "pages/territories/sheet.py", "Fiche du consortium", ":material/handshake:", "consortium", ALL_ROLES
)
ACCOUNT = PageEntry(
    "pages/account/account.py", "Mon compte", ":material/account_circle:", "compte", ALL_ROLES
)
ACCOUNTS = PageEntry(
    "pages/administration/accounts.py",
    "Comptes",
    ":material/manage_accounts:",
    "comptes",
    frozenset({Role.ADMINISTRATOR}),
)
STRUCTURES = PageEntry(
    "pages/administration/structures.py",
    "Structures",
    ":material/domain:",
    "structures",
    frozenset({Role.ADMINISTRATOR}),
)
TRANSFER = PageEntry(
    "pages/administration/transfer.py",
    "Transférer une file active",
    ":material/move_group:",
    "transfert",
    TRANSFER_ROLES,
)
SETTINGS = PageEntry(
    "pages/administration/settings.py",
    "Paramètres",
    ":material/settings:",
    "parametres",
    frozenset({Role.ADMINISTRATOR}),
)
TEMPLATE = PageEntry(
    "pages/administration/template.py",
    "Trame du diagnostic",
    ":material/checklist:",
    "trame",
    TEMPLATE_ROLES,
)

SECTIONS: dict[str, list[PageEntry]] = {
    "Accompagnement": [
        DAY,
        CASELOAD,
        VIEWS,
        FILE,
        DIAGNOSES,
        DIAGNOSIS,
        NEW_PERSON,
        IMPORTS,
        IMPORT,
        IMPORT_REPORT,
        RECONCILIATIONS,
    ],
    "Tableaux de bord": [DIAGNOSES_DASHBOARD],
    "Territoire": [TERRITORIES, CONSORTIUM_SHEET],
    "Administration": [ACCOUNTS, STRUCTURES, TRANSFER, TEMPLATE, SETTINGS],
    "Mon compte": [ACCOUNT],
}


def sections_for(roles: Collection[Role]) -> dict[str, list[PageEntry]]:
    """The menu of these roles, without its empty sections."""
    menu = {
        section: [entry for entry in entries if not entry.roles.isdisjoint(roles)]
        for section, entries in SECTIONS.items()
    }
    return {section: entries for section, entries in menu.items() if entries}


def pages_for(roles: Collection[Role]) -> list[PageEntry]:
    """Every page of these roles, hidden ones included."""
    return [entry for entries in sections_for(roles).values() for entry in entries]


def home_for(roles: Collection[Role]) -> PageEntry:
    """The page on which these roles arrive: who accompanies people starts with her own day."""
    if Role.CASEWORKER in roles:
        return DAY
    if not CASELOAD.roles.isdisjoint(roles):
        return CASELOAD
    if Role.ADMINISTRATOR in roles:
        return ACCOUNTS
    return TERRITORIES if Role.NATIONAL in roles else CONSORTIUM_SHEET
