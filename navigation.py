"""Table of contents: every page, under its menu section, for its roles only."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.access import ALL_ROLES, PEOPLE_ROLES, Role


@dataclass(frozen=True)
class PageEntry:
    """One page: its script, its words in the menu, its address, and who may open it."""

    path: str
    title: str
    icon: str
    url_path: str
    roles: frozenset[Role]
    is_hidden: bool = False


CASELOAD = PageEntry(
    "pages/caseload/caseload.py", "File active", ":material/groups:", "file-active", PEOPLE_ROLES
)
FILE = PageEntry(
    "pages/caseload/file.py", "Dossier", ":material/folder_shared:", "dossier", PEOPLE_ROLES, is_hidden=True
)
NEW_PERSON = PageEntry(
    "pages/caseload/new_person.py",
    "Nouvelle personne",
    ":material/person_add:",
    "nouvelle-personne",
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

SECTIONS: dict[str, list[PageEntry]] = {
    "Accompagnement": [CASELOAD, FILE, NEW_PERSON],
    "Territoire": [TERRITORIES, CONSORTIUM_SHEET],
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
    """The page on which these roles arrive."""
    if not CASELOAD.roles.isdisjoint(roles):
        return CASELOAD
    return TERRITORIES if Role.NATIONAL in roles else CONSORTIUM_SHEET
