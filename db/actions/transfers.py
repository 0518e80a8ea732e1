"""The caseload of somebody who leaves, handed over whole: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, insert, null, select, update
from sqlalchemy.orm import Session

from db.actions.audit import write_audits
from db.actions.caseload_entries import refresh_caseload_entries
from db.models.accounts import Professional
from db.models.beneficiaries import GroupMember, ReferentAssignment, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment
from db.queries.scopes import visible_professionals
from db.queries.transfers import get_successor, is_future_appointment_of, movable_caseload
from domain import clock
from domain.access import TRANSFER_ROLES, Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.batches import batched
from domain.errors import InvalidInputError, NotFoundError
from domain.follow_up import SharePurpose
from domain.identifiers import new_id

_AT_ONCE = 1_000


def transfer_caseload(session: Session, viewer: Viewer, *, leaver_id: int, successor_id: int) -> int:
    """Hand the leaver's people, their groups and their future appointments over; return how many people.

    One transaction; done twice, the second finds nobody. People who refuse this share stay where they are.
    """
    require_role(viewer, *TRANSFER_ROLES)
    if leaver_id == successor_id:
        raise InvalidInputError({"successor_id": "Choisissez quelqu’un d’autre."})
    _lock_leaver(session, viewer, leaver_id)
    move = _Move(session, viewer, leaver_id, get_successor(session, viewer, successor_id))
    people, periods = move.lock_people()
    for some_people, some_periods in zip(batched(people, _AT_ONCE), batched(periods, _AT_ONCE), strict=True):
        move.assign(some_periods)
        move.change_groups(some_people)
        move.change_appointments(some_periods)
    refresh_caseload_entries(session, viewer.consortium_id, people)
    if people:
        kind, who = ReferentAssignment.__tablename__, f"{leaver_id} → {successor_id}"
        write_audits(session, viewer, AuditEvent.UPDATE, object_kind=kind, beneficiary_ids=people, detail=who)
    return len(people)


def _lock_leaver(session: Session, viewer: Viewer, leaver_id: int) -> None:
    """The second click of a double click waits here."""
    statement = visible_professionals(viewer).where(Professional.id == leaver_id)
    if not viewer.has(Role.ADMINISTRATOR, Role.COORDINATOR):
        statement = statement.where(Professional.structure_id == viewer.structure_id)
    if session.scalars(statement.with_for_update()).one_or_none() is None:
        raise NotFoundError


@dataclass(frozen=True)
class _Move:
    """From whom to whom; each method moves one thing for some people."""

    session: Session
    viewer: Viewer
    leaver_id: int
    successor: Professional

    def lock_people(self) -> tuple[list[int], list[int]]:
        """The people who move and their support periods, in the same order, held until the end."""
        entries = movable_caseload(self.viewer, self.leaver_id, self.successor)
        rows = self.session.execute(
            entries.join(
                SupportPeriod,
                (SupportPeriod.consortium_id == CaseloadEntry.consortium_id)
                & (SupportPeriod.id == CaseloadEntry.support_period_id),
            )
            .with_only_columns(CaseloadEntry.beneficiary_id, SupportPeriod.id)
            .order_by(CaseloadEntry.beneficiary_id)
            .with_for_update(of=SupportPeriod)
        ).all()
        return [row[0] for row in rows], [row[1] for row in rows]

    def assign(self, periods: Sequence[int]) -> None:
        """The former assignments end today; new ones start."""
        self._update(
            ReferentAssignment,
            {"ended_on": self._not_before_start(ReferentAssignment)},
            ReferentAssignment.professional_id == self.leaver_id,
            ReferentAssignment.support_period_id.in_(periods),
            ReferentAssignment.ended_on.is_(None),
        )
        self._insert(ReferentAssignment, [{"support_period_id": period_id} for period_id in periods])

    def change_groups(self, people: Sequence[int]) -> None:
        """The leaver no longer reads their files; the successor does."""
        live = (
            GroupMember.consortium_id == self.viewer.consortium_id,
            GroupMember.beneficiary_id.in_(people),
            GroupMember.ended_on.is_(None),
            GroupMember.objected_on.is_(None),
        )
        self._update(
            GroupMember,
            {"ended_on": self._not_before_start(GroupMember), "version": GroupMember.version + 1},
            GroupMember.professional_id == self.leaver_id,
            *live,
        )
        named = set(
            self.session.scalars(
                select(GroupMember.beneficiary_id).where(
                    GroupMember.professional_id == self.successor.id, *live
                )
            )
        )
        share = {"structure_id": self.successor.structure_id, "purpose": SharePurpose.SUPPORT, "version": 1}
        self._insert(
            GroupMember, [{"beneficiary_id": person, **share} for person in people if person not in named]
        )

    def change_appointments(self, periods: Sequence[int]) -> None:
        """What is planned is held by the successor; an appointment of both is then held by her alone."""
        first, second = Appointment.professional_id, Appointment.second_professional_id
        taken = {
            "professional_id": case((first == self.leaver_id, self.successor.id), else_=first),
            "second_professional_id": case(
                (second.in_([self.leaver_id, self.successor.id]), self._second()), else_=second
            ),
            "version": Appointment.version + 1,
        }
        planned = is_future_appointment_of(self.viewer, self.leaver_id)
        self._update(Appointment, taken, *planned, Appointment.support_period_id.in_(periods))

    def _second(self) -> Any:
        """The successor beside somebody else; nobody when she would be there twice."""
        others = [self.leaver_id, self.successor.id]
        return case((Appointment.professional_id.in_(others), null()), else_=self.successor.id)

    def _not_before_start(self, table: Any) -> Any:
        return case((table.started_on > self.viewer.today, table.started_on), else_=self.viewer.today)

    def _update(self, table: Any, values: dict[str, Any], *conditions: Any) -> None:
        trace = {"updated_at": clock.now(), "updated_by": self.viewer.professional_id}
        statement = update(table).where(table.consortium_id == self.viewer.consortium_id, *conditions)
        self.session.execute(statement.values(**values, **trace).execution_options(synchronize_session=False))

    def _insert(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        me, now = self.viewer.professional_id, clock.now()
        common = {
            "consortium_id": self.viewer.consortium_id,
            "professional_id": self.successor.id,
            "started_on": self.viewer.today,
            **{"created_at": now, "created_by": me, "updated_at": now, "updated_by": me},
        }
        self.session.execute(insert(table), [{**common, "id": new_id(), **row} for row in rows])
