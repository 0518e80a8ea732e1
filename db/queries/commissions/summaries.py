"""Who the person of a situation is, for who runs the meeting: never on the shared screen."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, GroupMember
from db.models.caseload import CaseloadEntry
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting
from db.models.consortia import Structure
from db.queries.commission_scopes import visible_cases
from db.queries.commissions.case_rows import SEPARATOR, of_person, same_consortium
from domain.access import Viewer
from domain.commissions.cases import Passage
from domain.commissions.sheets import NamedSummary
from domain.errors import NotFoundError

_presenter, _referent = aliased(Professional), aliased(Professional)


def read_named_summary(session: Session, viewer: Viewer, case_id: int) -> NamedSummary:
    """Who she is, for who runs the meeting; two statements. NotFoundError out of scope."""
    row = session.execute(_named(viewer, case_id)).one_or_none()
    if row is None:
        raise NotFoundError
    case, person = row.CommissionCase, row.Beneficiary
    kept = ("informed_on", "is_reread", "attendance", "represented_by", "objection")
    return NamedSummary(
        case_id=case.id,
        beneficiary_id=person.id,
        **{name: getattr(case, name) for name in kept},
        last_name=person.last_name,
        first_names=person.first_names,
        birth_date=person.birth_date,
        phone=person.phone,
        referent=row.referent or "",
        group=tuple(sorted(set((row.members or "").split(SEPARATOR)) - {""})),
        presenter=row.presenter,
        passages=_list_passages(session, viewer, case),
    )


def _named(viewer: Viewer, case_id: int) -> Select[Any]:
    case = CommissionCase
    return (
        visible_cases(viewer)
        .where(case.id == case_id)
        .join(_presenter, of_person(_presenter, _presenter.id == case.presenter_id))
        .outerjoin(CaseloadEntry, of_person(CaseloadEntry, CaseloadEntry.beneficiary_id == Beneficiary.id))
        .outerjoin(_referent, of_person(_referent, _referent.id == CaseloadEntry.referent_id))
        .with_only_columns(
            case,
            Beneficiary,
            (_presenter.first_name + " " + _presenter.last_name).label("presenter"),
            (_referent.first_name + " " + _referent.last_name).label("referent"),
            _group(viewer).label("members"),
            maintain_column_froms=True,
        )
    )


def _group(viewer: Viewer) -> Any:
    """Structures of her follow-up group today."""
    member = GroupMember
    return (
        select(func.aggregate_strings(Structure.name, SEPARATOR))
        .join(member, same_consortium(Structure, member) & (member.structure_id == Structure.id))
        .where(
            of_person(member, member.beneficiary_id == Beneficiary.id),
            member.started_on <= viewer.today,
            (member.ended_on.is_(None)) | (member.ended_on > viewer.today),
            member.objected_on.is_(None),
        )
        .correlate(Beneficiary)
        .scalar_subquery()
    )


def _list_passages(session: Session, viewer: Viewer, case: CommissionCase) -> tuple[Passage, ...]:
    """Her former passages in this stay, latest first."""
    point, meeting = AgendaPoint, CommissionMeeting
    statement = (
        visible_cases(viewer)
        .join(point, same_consortium(point, CommissionCase) & (point.case_id == CommissionCase.id))
        .join(meeting, same_consortium(meeting, point) & (meeting.id == point.meeting_id))
        .where(
            CommissionCase.support_period_id == case.support_period_id,
            CommissionCase.id != case.id,
            CommissionCase.passed_on.is_not(None),
        )
        .order_by(meeting.meets_on.desc(), point.id.desc())
        .with_only_columns(
            CommissionCase.id, meeting.id, CommissionBody.name, meeting.meets_on, point.state,
            point.conclusion_words, point.comment, maintain_column_froms=True,
        )
    )  # fmt: skip
    return tuple(Passage(*row) for row in session.execute(statement))
