"""Two territories that stay, and the people of an example written there in bulk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace as Row
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entries
from db.models.accounts import Professional
from db.models.beneficiaries import (
    Beneficiary,
    BeneficiaryPublic,
    GroupMember,
    Pause,
    ReferentAssignment,
    SupportPeriod,
)
from db.models.diagnoses import Diagnosis, DiagnosisTheme
from db.models.exchanges import Appointment, Contact, Review
from db.models.indicators import AlertPutOff
from db.models.paths import EngagementContract, JobCheck, Orientation, Step
from db.models.referrals import Referral
from db.models.settings import ConsortiumSetting
from db.queries.indicators import kept
from domain.access import Role, Viewer
from domain.diagnosis.words import ThemeState
from domain.follow_up import EntryOrigin
from domain.identifiers import new_id
from domain.people import Public
from domain.thresholds import in_force
from tests.db.diagnosed_people import add_template
from tests.drawn.columns import FILLED, by
from tests.drawn.histories import Someone, Stay
from tests.factories import TODAY, make_consortium, make_professional, make_service, viewer_for
from tests.services.sessions import owner_session

OWN = {"in_job_days": 20, "rhythm_social": 30}  # settings of the second territory
Rows = dict[type, list[dict[str, Any]]]


@dataclass(repr=False)  # what fails is told by its people alone
class Territory:
    """Who works there; `people` are those of the example that is written."""

    staff: list[Professional]
    coordinator: Viewer
    caseworker: Viewer
    settings: dict[str, int]
    template_id: int
    service_id: int
    people: list[Someone] = field(default_factory=list)

    @property
    def structures(self) -> list[Any]:
        """Of each professional."""
        return [one.structure_id for one in self.staff]

    @property
    def thresholds(self) -> dict[str, int]:
        """Those in force."""
        return in_force(self.settings)


def found_territories(session: Session) -> list[Territory]:
    """Two, alike but for their settings."""
    return [_found(session, territory, own) for territory, own in (("3-24", {}), ("3-29", OWN))]


def _found(session: Session, territory_id: str, own: dict[str, int]) -> Territory:
    consortium = make_consortium(session, territory_id=territory_id)
    for code, value in own.items():
        session.add(ConsortiumSetting(consortium_id=consortium.id, code=code, value=value))
    staff = [make_professional(session, consortium) for _ in range(2)]
    coordinator = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    viewers = [viewer_for(session, one) for one in (coordinator, staff[0])]
    template_id, service = add_template(session, consortium), make_service(session, consortium)
    return Territory(staff, *viewers, own, template_id, service.id)


@contextmanager
def written(
    connection: Connection, territories: list[Territory], drawn: tuple[list[Someone], ...]
) -> Iterator[list[Territory]]:
    """These people, there for a while: undone at the end."""
    savepoint = connection.begin_nested()
    try:
        with owner_session(connection) as session:
            for territory, people in zip(territories, drawn, strict=True):
                territory.people = people
                _write(session, territory)
            kept.forget()
            yield territories
    finally:
        savepoint.rollback()


def _write(session: Session, territory: Territory) -> None:
    key = {"consortium_id": territory.coordinator.consortium_id}
    rows: Rows = {table: [] for table in _ORDER}
    for rank, someone in enumerate(territory.people):
        _add_person(rows, territory, someone, rank)
    for table in _ORDER:
        session.add_all(table(**key | {"id": new_id()} | row) for row in rows[table])
        session.flush()
    people = [someone.id for someone in territory.people]
    refresh_caseload_entries(session, key["consortium_id"], people)


_ORDER = (
    Beneficiary, BeneficiaryPublic, GroupMember, AlertPutOff, SupportPeriod, Pause, ReferentAssignment,
    Contact, Review, Appointment, Orientation, EngagementContract, Step, JobCheck, Diagnosis, DiagnosisTheme,
    Referral,
)  # fmt: skip


def _add_person(rows: Rows, territory: Territory, someone: Someone, rank: int) -> None:
    someone.id, owner = new_id(), territory.structures[someone.owner]
    hers, name = {"beneficiary_id": someone.id}, f"martin{rank} alix"
    objection = (TODAY, owner) if someone.is_reserved else (None, None)
    into = territory.people[0].id if someone.is_joined and rank else None
    rows[Beneficiary].append(
        {
            "id": someone.id, "birth_name": f"Martin{rank}", "first_names": "Alix", "search_name": name,
            "sort_name": name, "owner_structure_id": owner, "commune_code": someone.home,
            "sharing_objected_on": objection[0], "reserved_structure_id": objection[1],
            "merged_into_id": into,
        }
    )  # fmt: skip
    if someone.is_rsa:
        rows[BeneficiaryPublic].append(hers | {"public": Public.RSA})
    if someone.is_named:
        named = {"professional_id": territory.staff[0].id, "structure_id": territory.structures[0]}
        rows[GroupMember] += 2 * [hers | named | {"started_on": TODAY - timedelta(days=500)}]
    for code, until_on in someone.put_off:
        told = {"code": code, "put_off_on": TODAY, "until_on": until_on, "reason": "Vue", **by(territory)}
        rows[AlertPutOff].append(hers | told)
    for stay in someone.stays:
        _add_stay(rows, territory, someone, stay)


def _add_stay(rows: Rows, territory: Territory, someone: Someone, stay: Stay) -> None:
    stay.id = new_id()
    told = {name: value for name, value in vars(stay).items() if name != "rows"}
    origin = {"beneficiary_id": someone.id, "entry_origin": EntryOrigin.SELF}
    rows[SupportPeriod].append(told | origin)
    checks = [check for step in stay.of(Step) for check in _checks_of(step)]
    for table, some in {**stay.rows, JobCheck: checks}.items():
        for row in some:
            row.id = getattr(row, "id", 0) or new_id()
            rows[table].append(_values(territory, table, row) | {"support_period_id": stay.id})
    for row in stay.of(Diagnosis):
        state = ThemeState.NEED if "jardin" in row.needs else ThemeState.STRENGTH
        theme = {"theme": "jardin", "retained_state": state, "next_steps": []}
        rows[DiagnosisTheme].append(theme | {"diagnosis_id": row.id})


def _checks_of(step: Row) -> list[Row]:
    step.id = new_id()
    for check in step.checks:
        check.step_id = step.id
    return list(step.checks)


def _values(territory: Territory, table: type, row: Row) -> dict[str, Any]:
    """Those drawn, and those of columns that no rule looks at."""
    told = {name: value for name, value in vars(row).items() if hasattr(table, name)}
    return told | (FILLED[table](territory, row) if table in FILLED else {})
