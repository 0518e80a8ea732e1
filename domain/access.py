"""Who may do what: roles, fields of work and the viewer that every read and write receives."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.clock import date_in
from domain.errors import ForbiddenError
from domain.labels import LabelledEnum


class Role(LabelledEnum):
    """What an account may do inside its consortium; an account's roles are united."""

    # The invisible sign keeps the screen's font from joining « l·l » as Catalan does.
    CASEWORKER = "caseworker", "Professionnel\u200c·le"
    STRUCTURE_MANAGER = "structure_manager", "Responsable de structure"
    COORDINATOR = "coordinator", "Coordination"
    DATA_PROTECTION = "data_protection", "Délégué·e à la protection des données"
    COMMISSION_SECRETARY = "commission_secretary", "Secrétariat de commission"
    STEERING = "steering", "Pilotage"
    ADMINISTRATOR = "administrator", "Administration"
    NATIONAL = "national", "Animation nationale"


class Field(LabelledEnum):
    """The professional's own field, not her structure's."""

    SOCIAL = "social", "Champ social"
    PROFESSIONAL = "professional", "Champ professionnel"


ALL_ROLES = frozenset(Role)
PEOPLE_ROLES = frozenset({Role.CASEWORKER, Role.STRUCTURE_MANAGER, Role.COORDINATOR})
INDICATOR_ROLES = PEOPLE_ROLES | {Role.STEERING}  # who reads dashboards; the pilotage, figures only
STEERING_PAGE_ROLES = frozenset({Role.COORDINATOR, Role.STEERING})
BULK_ROLES = frozenset({Role.STRUCTURE_MANAGER, Role.COORDINATOR})
TRANSFER_ROLES = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR, Role.STRUCTURE_MANAGER})
# Whose exports and powers go beyond the people that they follow themselves (docs/adr/0017).
SECOND_FACTOR_ROLES = BULK_ROLES | {Role.ADMINISTRATOR, Role.DATA_PROTECTION}
TEMPLATE_ROLES = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
THRESHOLD_ROLES = TEMPLATE_ROLES
OFFER_ROLES = ALL_ROLES - {Role.NATIONAL}  # who reads the directory of services
COMMISSION_ROLES = PEOPLE_ROLES | {Role.COMMISSION_SECRETARY}
RUNNER_ROLES = frozenset({Role.COORDINATOR, Role.COMMISSION_SECRETARY})  # who leads meetings
COMMISSION_FIGURE_ROLES = RUNNER_ROLES | {Role.STEERING}  # the pilotage, figures only
FILE_WRITER_ROLES = frozenset({Role.CASEWORKER, Role.COORDINATOR})


@dataclass(frozen=True)
class Viewer:
    """The signed-in professional, re-derived from her session row at every run."""

    professional_id: int
    consortium_id: int
    structure_id: int | None
    roles: frozenset[Role]
    field: Field | None
    session_id: int
    display_name: str
    structure_name: str
    consortium_name: str
    time_zone: str
    now: datetime
    must_change_password: bool = False
    scheme_name: str = ""
    must_enrol: bool = False  # her consortium asks her roles for a second factor
    previous_sign_in_at: datetime | None = None
    failures_before: int = 0  # between that sign-in and this one

    @property
    def today(self) -> date:
        """Today where the consortium is."""
        return date_in(self.time_zone, self.now)

    def has(self, *roles: Role) -> bool:
        """True when the account holds at least one of these roles."""
        return not self.roles.isdisjoint(roles)


def require_role(viewer: Viewer, *roles: Role) -> None:
    """Raise ForbiddenError unless the viewer holds one of these roles."""
    if not viewer.has(*roles):
        raise ForbiddenError


def may_edit_sheet(viewer: Viewer, consortium_id: int) -> bool:
    """The coordination edits the sheet of its own consortium."""
    return viewer.has(Role.COORDINATOR) and viewer.consortium_id == consortium_id
