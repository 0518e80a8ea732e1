"""What the documents of a meeting need and its page does not show."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, and_
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.cases import CommissionCase
from db.models.consortia import Structure
from db.models.reference import Commune
from db.queries.commission_scopes import visible_cases
from db.queries.commissions.agenda import read_prepared
from db.queries.commissions.decisions import list_meeting_decisions
from db.queries.commissions.sheets import read_sheet
from domain.access import Viewer
from domain.commissions.papers import DecisionLetter, Invitation
from domain.commissions.preparing import AgendaLine
from domain.commissions.sheets import CaseSheet
from domain.commissions.words import CommissionFamily
from domain.errors import NotFoundError

_presenter, _home = aliased(Professional), aliased(Structure)


def read_invitation(session: Session, viewer: Viewer, meeting_id: int, point_id: int) -> Invitation:
    """The letter to the person of this point; NotFoundError when the viewer may not read her situation."""
    prepared = read_prepared(session, viewer, meeting_id)
    line = _readable(prepared.lines, point_id)
    row = session.execute(_letter(viewer, line.case_id or 0)).one()
    letter = _invitation(row, prepared.meeting.body.name, line.starts_at, prepared.meeting.place)
    return replace(letter, is_regulatory=prepared.meeting.body.family is CommissionFamily.REGULATORY)


def read_decision_letter(session: Session, viewer: Viewer, meeting_id: int, point_id: int) -> DecisionLetter:
    """What notifies a decision; NotFoundError while there is none, or out of scope."""
    for line in list_meeting_decisions(session, viewer, meeting_id):
        if line.point_id == point_id and line.decided_on is not None:
            row = session.execute(_letter(viewer, line.case_id)).one()
            held_at = datetime.combine(line.meets_on, time.min)
            return DecisionLetter(_invitation(row, line.body, held_at, ""), line)
    raise NotFoundError


def read_paper_sheet(session: Session, viewer: Viewer, meeting_id: int, point_id: int) -> CaseSheet:
    """The sheet of this point, which names nobody, under its number; NotFoundError out of scope."""
    line = _readable(read_prepared(session, viewer, meeting_id).lines, point_id)
    sheet = read_sheet(session, viewer, line.case_id or 0)
    return CaseSheet(**{**vars(sheet), "number": line.number or 0})


def _readable(lines: tuple[AgendaLine, ...], point_id: int) -> AgendaLine:
    for line in lines:
        if line.id == point_id and line.case_id is not None:
            return line
    raise NotFoundError


def _letter(viewer: Viewer, case_id: int) -> Select[*tuple[Any, ...]]:
    case = CommissionCase
    same = _presenter.consortium_id == case.consortium_id
    home = and_(_home.consortium_id == _presenter.consortium_id, _home.id == _presenter.structure_id)
    return (
        visible_cases(viewer)
        .where(case.id == case_id)
        .join(_presenter, same & (_presenter.id == case.presenter_id))
        .outerjoin(_home, home)
        .outerjoin(Commune, Commune.code == Beneficiary.commune_code)
        .with_only_columns(
            Beneficiary,
            _presenter,
            _home.name.label("structure"),
            _home.phone.label("structure_phone"),
            _home.email.label("structure_email"),
            Commune.name.label("commune"),
            maintain_column_froms=True,
        )
    )


def _invitation(row: Any, body: str, starts_at: datetime, place: str) -> Invitation:
    person, presenter = row.Beneficiary, row[1]
    may_write = bool(person.address) and not person.do_not_write_to_address
    town = " ".join(part for part in (person.postal_code, row.commune) if part)
    return Invitation(
        person=f"{person.first_names.split()[0]} {person.last_name}",
        address=person.address if may_write else "",
        town=town if may_write else "",
        body=body,
        starts_at=starts_at,
        place=place,
        presenter=presenter.display_name,
        structure=row.structure or "",
        phone=presenter.phone or row.structure_phone or "",
        email=presenter.email or row.structure_email or "",
    )
