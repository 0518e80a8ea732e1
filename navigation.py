"""Table of contents: every page, under its menu section, for its roles only."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.access import (
    ALL_ROLES,
    BULK_ROLES,
    COMMISSION_FIGURE_ROLES,
    COMMISSION_ROLES,
    INDICATOR_ROLES,
    OFFER_ROLES,
    PEOPLE_ROLES,
    RUNNER_ROLES,
    STEERING_PAGE_ROLES,
    TEMPLATE_ROLES,
    THRESHOLD_ROLES,
    TRANSFER_ROLES,
    Role,
)
from domain.privacy import PRIVACY_ROLES


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


def _page(
    script: str, title: str, icon: str, url_path: str, roles: frozenset[Role], **options: bool
) -> PageEntry:
    """Script under pages/, words in the menu, name of the icon, address."""
    return PageEntry(f"pages/{script}.py", title, f":material/{icon}:", url_path, roles, **options)


# fmt: off
DAY = _page("day/day", "Ma journée", "today", "ma-journee", PEOPLE_ROLES)
CASELOAD = _page("caseload/caseload", "File active", "groups", "file-active", PEOPLE_ROLES)
VIEWS = _page("caseload/views", "Mes vues", "bookmarks", "vues", PEOPLE_ROLES, is_hidden=True)
FILE = _page("caseload/file", "Dossier", "folder_shared", "dossier", PEOPLE_ROLES, is_hidden=True)
DIAGNOSIS = _page(
    "diagnoses/diagnosis", "Diagnostic", "checklist", "diagnostic", PEOPLE_ROLES, is_hidden=True,
    keeps_session=True
)
DIAGNOSES = _page("diagnoses/diagnoses", "Diagnostics", "assignment", "diagnostics", PEOPLE_ROLES)
ALERTS = _page(
    "follow_up/alerts", "Parcours à reprendre ensemble", "notifications", "a-reprendre", PEOPLE_ROLES
)
JOBS = _page("follow_up/jobs", "Maintien dans l’emploi", "work_history", "maintien", PEOPLE_ROLES)
REVIEWS = _page("follow_up/reviews", "Points de situation", "fact_check", "points-de-situation", PEOPLE_ROLES)
NEW_PERSON = _page(
    "caseload/new_person", "Nouvelle personne", "person_add", "nouvelle-personne", PEOPLE_ROLES
)
IMPORTS = _page("imports/imports", "Importer des personnes", "upload_file", "importer", BULK_ROLES)
IMPORT = _page("imports/run", "Import à confirmer", "fact_check", "import", BULK_ROLES, is_hidden=True)
IMPORT_REPORT = _page(
    "imports/report", "Compte rendu d’import", "task", "import-compte-rendu", BULK_ROLES, is_hidden=True
)
RECONCILIATIONS = _page(
    "caseload/reconciliations", "Rapprochements", "join_inner", "rapprochements",
    frozenset({Role.COORDINATOR})
)
TEAM_DASHBOARD = _page("indicators/team", "Vue d’équipe", "groups_3", "vue-equipe", INDICATOR_ROLES)
PATHS_DASHBOARD = _page(
    "indicators/paths", "Parcours et délais", "timeline", "parcours-et-delais", INDICATOR_ROLES
)
DELAYS = _page("indicators/delays", "Délais entre étapes", "timer", "delais", INDICATOR_ROLES)
DIAGNOSES_DASHBOARD = _page(
    "indicators/diagnoses", "Diagnostics et besoins", "monitoring", "diagnostics-et-besoins", INDICATOR_ROLES
)
EXITS_DASHBOARD = _page(
    "indicators/exits", "Sorties et maintien", "logout", "sorties-et-maintien", INDICATOR_ROLES
)
PUBLICS_DASHBOARD = _page(
    "indicators/publics", "Publics et territoires", "location_on", "publics-et-territoires", INDICATOR_ROLES
)
STEERING_PAGE = _page("indicators/steering", "Page COPIL", "co_present", "page-copil", STEERING_PAGE_ROLES)
CATALOGUE = _page("offer/catalogue", "Catalogue", "storefront", "catalogue", OFFER_ROLES)
SERVICE = _page("offer/service", "Offre", "home_repair_service", "offre", OFFER_ROLES, is_hidden=True)
SERVICE_CHECKS = _page("offer/checks", "À vérifier", "verified", "offre-a-verifier", PEOPLE_ROLES)
OFFER_LOADS = _page("offer/loads", "Charger l’offre", "cloud_upload", "charger-offre", BULK_ROLES)
OFFER_LOAD = _page(
    "offer/load", "Chargement de l’offre", "task", "chargement-offre", BULK_ROLES, is_hidden=True
)
REFERRALS = _page("offer/referrals", "Orientations", "move_to_inbox", "orientations", PEOPLE_ROLES)
REFER = _page("offer/refer", "Orienter vers un service", "send", "orienter", PEOPLE_ROLES, is_hidden=True)
NEW_OFFERS = _page("offer/new_offers", "Nouvelles offres", "lightbulb", "nouvelles-offres", INDICATOR_ROLES)
NEW_OFFER = _page(
    "offer/new_offer", "Nouvelle offre", "lightbulb", "nouvelle-offre", INDICATOR_ROLES, is_hidden=True
)
NEEDS = _page("offer/needs", "Besoins et offre", "balance", "besoins-et-offre", INDICATOR_ROLES)
MEETINGS = _page("commissions/meetings", "Séances", "event", "seances", COMMISSION_ROLES)
BODIES = _page("commissions/bodies", "Instances", "diversity_3", "instances", RUNNER_ROLES)
MEETING = _page("commissions/meeting", "Séance", "event", "seance", COMMISSION_ROLES, is_hidden=True)
BASKET = _page("commissions/basket", "Situations en attente", "inbox", "situations", COMMISSION_ROLES)
PREPARE = _page("commissions/prepare", "À préparer", "checklist", "a-preparer", COMMISSION_ROLES)
COMMITMENTS = _page(
    "commissions/commitments", "Vos engagements", "handshake", "engagements", COMMISSION_ROLES
)
DECISIONS = _page(
    "commissions/decisions", "Décisions et notifications", "gavel", "decisions", RUNNER_ROLES, is_hidden=True
)
COMMISSION_FIGURES = _page("commissions/follow_up", "Suivi des commissions", "monitoring",
    "suivi-commissions", COMMISSION_FIGURE_ROLES)
SUBMIT = _page(
    "commissions/submit", "Saisir une commission", "add", "saisir", COMMISSION_ROLES, is_hidden=True
)
MINUTES = _page(
    "commissions/minutes", "Relevé de décisions", "gavel", "releve", COMMISSION_ROLES, is_hidden=True
)
ANIMATION = _page(
    "commissions/animation", "Animation", "co_present", "animation", RUNNER_ROLES, is_hidden=True,
    keeps_session=True
)
TERRITORIES = _page("territories/territories", "Territoires", "map", "territoires", ALL_ROLES)
CONSORTIUM_SHEET = _page("territories/sheet", "Fiche du consortium", "handshake", "consortium", ALL_ROLES)
ACCOUNT = _page("account/account", "Mon compte", "account_circle", "compte", ALL_ROLES)
ACCESSIBILITY = _page("account/accessibility", "Accessibilité", "accessibility", "accessibilite", ALL_ROLES)
ACCOUNTS = _page(
    "administration/accounts", "Comptes", "manage_accounts", "comptes", frozenset({Role.ADMINISTRATOR})
)
STRUCTURES = _page(
    "administration/structures", "Structures", "domain", "structures", frozenset({Role.ADMINISTRATOR})
)
TRANSFER = _page(
    "administration/transfer", "Transférer une file active", "move_group", "transfert", TRANSFER_ROLES
)
SETTINGS = _page(
    "administration/settings", "Paramètres", "settings", "parametres", frozenset({Role.ADMINISTRATOR})
)
THRESHOLDS = _page("administration/thresholds", "Seuils et délais", "tune", "seuils", THRESHOLD_ROLES)
TEMPLATE = _page("administration/template", "Trame du diagnostic", "checklist", "trame", TEMPLATE_ROLES)
JOURNAL = _page("privacy/journal", "Journal", "policy", "journal", PRIVACY_ROLES)
PERSON_REQUESTS = _page(
    "privacy/requests", "Demandes des personnes", "contact_mail", "demandes", PRIVACY_ROLES
)

# In no menu: shown to who holds the token of a shared screen, whatever the account.
SHARED_SCREEN = _page(
    "commissions/shared_screen", "Écran partagé", "cast", "ecran-partage", frozenset(), is_hidden=True
)
SECTIONS: dict[str, list[PageEntry]] = {
    "Accompagnement": [
        DAY, CASELOAD, VIEWS, FILE, DIAGNOSES, DIAGNOSIS, ALERTS, REVIEWS, JOBS, NEW_PERSON, IMPORTS,
        IMPORT, IMPORT_REPORT, RECONCILIATIONS,
    ],
    "Offre": [
        CATALOGUE, SERVICE, REFERRALS, REFER, SERVICE_CHECKS, OFFER_LOADS, OFFER_LOAD, NEEDS, NEW_OFFERS,
        NEW_OFFER,
    ],
    "Commissions": [
        MEETINGS, MEETING, MINUTES, BASKET, PREPARE, COMMITMENTS, COMMISSION_FIGURES, SUBMIT, ANIMATION,
        BODIES, DECISIONS,
    ],
    "Tableaux de bord": [
        TEAM_DASHBOARD, PATHS_DASHBOARD, DELAYS, DIAGNOSES_DASHBOARD, EXITS_DASHBOARD, PUBLICS_DASHBOARD,
        STEERING_PAGE,
    ],
    "Territoire": [TERRITORIES, CONSORTIUM_SHEET],
    "Administration": [ACCOUNTS, STRUCTURES, TRANSFER, TEMPLATE, THRESHOLDS, SETTINGS],
    "Protection des données": [PERSON_REQUESTS, JOURNAL],
    "Mon compte": [ACCOUNT, ACCESSIBILITY],
}
# fmt: on


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
