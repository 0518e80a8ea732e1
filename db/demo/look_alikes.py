"""A few people added a second time by another structure, so that the coordination has something to decide."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.beneficiaries import create_beneficiary
from db.actions.reconciliations import keep_apart, note_reconciliation
from db.demo.file_reads import viewer_of
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, GroupMember
from db.models.caseload import CaseloadEntry
from db.models.reconciliations import Reconciliation
from domain.access import Role, Viewer
from domain.beneficiaries import EntryDraft, IdentityDraft
from domain.follow_up import EntryOrigin
from domain.identifiers import new_id

_EVERY, _TWICE = 7, 4  # one person in seven, four of them


def add_look_alikes(session: Session, coordinator: Viewer, today: date) -> None:
    """The first has no birth date the second time; the last pair is already kept apart."""
    entry = EntryDraft(today - timedelta(days=3), EntryOrigin.PARTNER)
    people = _followed(session, coordinator.consortium_id)
    for person in people:
        typed = _as_typed(person)
        if person is people[0]:
            typed = replace(typed, birth_date=None)
        worker = _stranger(session, person)
        twin_id = create_beneficiary(session, worker, record_id=new_id(), identity=typed, entry=entry)
        reason = "Même nom, une date de naissance manque"
        note_reconciliation(session, worker, person.id, twin_id, reason=reason)
    if people:
        latest = select(Reconciliation).order_by(Reconciliation.id.desc()).limit(1)
        keep_apart(session, coordinator, session.scalars(latest).one().id, version=1)


def _followed(session: Session, consortium_id: int) -> list[Beneficiary]:
    statement = (
        select(Beneficiary)
        .join(CaseloadEntry, CaseloadEntry.beneficiary_id == Beneficiary.id)
        .where(
            Beneficiary.consortium_id == consortium_id,
            Beneficiary.reserved_structure_id.is_(None),
            CaseloadEntry.consortium_id == consortium_id,
            CaseloadEntry.exited_on.is_(None),
            CaseloadEntry.last_contact_on.is_not(None),
        )
        .order_by(Beneficiary.id)
        .limit(_EVERY * _TWICE)
    )
    return list(session.scalars(statement))[::_EVERY]


def _as_typed(person: Beneficiary) -> IdentityDraft:
    """What another professional knows of her: neither address nor publics."""
    return IdentityDraft(
        civility=person.civility,
        birth_name=person.birth_name.upper(),
        usual_name="",
        first_names=person.first_names,
        birth_date=person.birth_date,
        commune_code=person.commune_code,
        postal_code=person.postal_code,
    )


def _stranger(session: Session, person: Beneficiary) -> Viewer:
    """A professional of a structure that has no part in the person's group."""
    sharing = select(GroupMember.structure_id).where(
        GroupMember.consortium_id == person.consortium_id, GroupMember.beneficiary_id == person.id
    )
    referents = select(CaseloadEntry.referent_id).where(
        CaseloadEntry.consortium_id == person.consortium_id, CaseloadEntry.referent_id.is_not(None)
    )
    statement = select(Professional).where(
        Professional.consortium_id == person.consortium_id,
        Professional.structure_id.not_in(sharing),
        Professional.id.in_(referents),
    )
    professional = session.scalars(statement.order_by(Professional.id).limit(1)).one()
    return viewer_of(professional, Role.CASEWORKER)
