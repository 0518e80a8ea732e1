"""Documents of a meeting that leave: read again at the click, as they may be read now, and signed."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from db.actions.reads import record_export
from db.engine import write_session
from db.models.beneficiaries import SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase
from db.queries.commission_scopes import visible_cases
from db.queries.commissions.agenda import Prepared, read_prepared
from db.queries.commissions.decisions import list_meeting_decisions
from db.queries.commissions.papers import read_decision_letter, read_invitation, read_paper_sheet
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.commissions.decisions import DecisionLine
from domain.commissions.papers import DecisionLetter, Invitation
from domain.commissions.sheets import CaseSheet
from domain.errors import NotFoundError

T = TypeVar("T")


def take_agenda(viewer: Viewer, meeting_id: int, *, kind: str) -> Prepared:
    """The agenda, named or not, for who runs the body; `kind`: what is made of it."""
    return _taken(viewer, _read_run, meeting_id, kind=kind)


def take_convocations(viewer: Viewer, meeting_id: int) -> Prepared:
    """What convenes the members of the body, for who runs it."""
    return _taken(viewer, _read_run, meeting_id, kind="commission_convocations")


def take_invitation(viewer: Viewer, meeting_id: int, point_id: int) -> Invitation:
    """The letter to the person, for who may read her situation."""
    return _taken(viewer, read_invitation, meeting_id, point_id, kind="commission_invitation")


def take_sheet(viewer: Viewer, meeting_id: int, point_id: int) -> CaseSheet:
    """The sheet of a situation, which names nobody, for who may read it."""
    return _taken(viewer, read_paper_sheet, meeting_id, point_id, kind="commission_sheet")


def take_decision_letter(viewer: Viewer, meeting_id: int, point_id: int) -> DecisionLetter:
    """What notifies a decision to the person, for who may read her situation."""
    return _taken(viewer, read_decision_letter, meeting_id, point_id, kind="commission_decision_letter")


def take_meeting_decisions(viewer: Viewer, meeting_id: int) -> list[DecisionLine]:
    """What was decided after the opinions of this meeting, of the situations that she may read."""
    return _taken(viewer, list_meeting_decisions, meeting_id, kind="commission_meeting_decisions")


def _taken(viewer: Viewer, query: Callable[..., T], *about: int, kind: str) -> T:
    """One read and its line in the journal, in one transaction."""
    asking = ask_again(viewer)
    with write_session(asking) as session:
        found = query(session, asking, *about)
        person_id = _person_of(session, asking, about[1]) if len(about) > 1 else None
        detail = f"séance {about[0]}"
        record_export(session, asking, kind=kind, count=1, detail=detail, beneficiary_id=person_id)
    return found


def _read_run(session: Session, viewer: Viewer, meeting_id: int) -> Prepared:
    prepared = read_prepared(session, viewer, meeting_id)
    if not prepared.meeting.is_run_by_viewer:
        raise NotFoundError
    return prepared


def _person_of(session: Session, viewer: Viewer, point_id: int) -> int | None:
    point = AgendaPoint
    of_point = (point.consortium_id == CommissionCase.consortium_id) & (point.case_id == CommissionCase.id)
    return session.scalar(
        visible_cases(viewer)
        .join(point, of_point)
        .where(point.id == point_id)
        .with_only_columns(SupportPeriod.beneficiary_id, maintain_column_froms=True)
    )
