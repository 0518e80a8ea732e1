"""A person's identity: entering the caseload, and correcting who she is or how to reach her."""

from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.files import open_file_to_edit_identity
from db.actions.groups import ensure_in_group
from db.actions.history import apply_changes, cleaned, differences
from db.actions.reconciliations import note_outside_matches
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, BeneficiaryPublic, ReferentAssignment, SupportPeriod
from db.models.reference import Commune
from domain.access import Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.beneficiaries import IDENTITY_LABELS, EntryDraft, IdentityDraft, search_name, sort_name
from domain.errors import EditConflictError, FieldDifference, ForbiddenError, InvalidInputError
from domain.identifiers import new_id
from domain.people import Public
from domain.wording import in_words


def create_beneficiary(
    session: Session, viewer: Viewer, *, record_id: int, identity: IdentityDraft, entry: EntryDraft
) -> int:
    """Add a person and her support period; a caseworker becomes her référent. Sent twice, done once."""
    require_role(viewer, Role.CASEWORKER, Role.COORDINATOR, Role.STRUCTURE_MANAGER)
    if viewer.structure_id is None:
        raise ForbiddenError("Votre compte n’a pas de structure : demandez-la à l’administration.")
    _wait_for_own_turn(session, viewer)
    if session.get(Beneficiary, (viewer.consortium_id, record_id)):
        return record_id
    if problems := identity.problems(viewer.today) | entry.problems(viewer.today):
        raise InvalidInputError(problems)
    key = {"consortium_id": viewer.consortium_id, "id": record_id}
    person = Beneficiary(**key, owner_structure_id=viewer.structure_id, **_columns(identity))
    session.add(person)
    session.flush()
    _write_publics(session, viewer, record_id, identity.publics)
    _enter(session, viewer, record_id, entry)
    note_outside_matches(session, viewer, person)
    _audit(session, viewer, AuditEvent.CREATE, record_id)
    return record_id


def change_identity(
    session: Session, viewer: Viewer, beneficiary_id: int, *, version: int, draft: IdentityDraft
) -> None:
    """Correct the identity read at `version`; EditConflictError when somebody else changed it since."""
    person = open_file_to_edit_identity(session, viewer, beneficiary_id).person
    values = _columns(draft)
    if person.version != version:
        if found := _conflict(session, viewer, person, draft):
            raise EditConflictError(found, person.version)
        return
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    changed = apply_changes(session, viewer, person, values, beneficiary_id=beneficiary_id)
    if _write_publics(session, viewer, beneficiary_id, draft.publics):
        changed += 1
        flag_modified(person, "updated_at")  # rows of their own: the version must move all the same
    if changed:
        refresh_caseload_entry(session, viewer.consortium_id, beneficiary_id)
        _audit(session, viewer, AuditEvent.UPDATE, beneficiary_id)


def _conflict(
    session: Session, viewer: Viewer, person: Beneficiary, draft: IdentityDraft
) -> list[FieldDifference]:
    values = _columns(draft)
    shown = {field: values[field] for field in IDENTITY_LABELS}
    communes = _commune_names(session, {person.commune_code, draft.commune_code})
    found = differences(viewer, person, shown, IDENTITY_LABELS, communes)
    stored = frozenset(_stored_publics(session, viewer, person.id))
    if stored != draft.publics:
        found.append(FieldDifference("Publics", in_words(stored), in_words(draft.publics)))
    return found


def _commune_names(session: Session, codes: set[str | None]) -> dict[str, str]:
    communes = session.scalars(select(Commune).where(Commune.code.in_(codes - {None})))
    return {commune.code: commune.name for commune in communes}


def _wait_for_own_turn(session: Session, viewer: Viewer) -> None:
    """The same form sent twice at once comes from one professional: the second waits for the first."""
    key = (viewer.consortium_id, viewer.professional_id)
    session.get_one(Professional, key, with_for_update={"key_share": True})


def _columns(draft: IdentityDraft) -> dict[str, Any]:
    values = {
        field.name: cleaned(getattr(draft, field.name)) for field in fields(draft) if field.name != "publics"
    }
    return values | {"search_name": search_name(draft), "sort_name": sort_name(draft)}


def _write_publics(session: Session, viewer: Viewer, beneficiary_id: int, publics: frozenset[Public]) -> int:
    """Make the stored set the given one; return how many publics came or went."""
    stored = _stored_publics(session, viewer, beneficiary_id)
    gone = stored - publics
    if gone:
        mine = _publics_of(viewer, beneficiary_id)
        session.execute(delete(BeneficiaryPublic).where(*mine, BeneficiaryPublic.public.in_(gone)))
    session.add_all(
        BeneficiaryPublic(
            consortium_id=viewer.consortium_id, id=new_id(), beneficiary_id=beneficiary_id, public=public
        )
        for public in sorted(publics - stored)
    )
    return len(stored ^ publics)


def _stored_publics(session: Session, viewer: Viewer, beneficiary_id: int) -> set[Public]:
    statement = select(BeneficiaryPublic.public).where(*_publics_of(viewer, beneficiary_id))
    return set(session.scalars(statement))


def _publics_of(viewer: Viewer, beneficiary_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        BeneficiaryPublic.consortium_id == viewer.consortium_id,
        BeneficiaryPublic.beneficiary_id == beneficiary_id,
    )


def _enter(session: Session, viewer: Viewer, beneficiary_id: int, entry: EntryDraft) -> None:
    period = SupportPeriod(
        consortium_id=viewer.consortium_id,
        id=new_id(),
        beneficiary_id=beneficiary_id,
        entered_on=entry.entered_on,
        entry_origin=entry.entry_origin,
    )
    session.add(period)
    session.flush()
    ensure_in_group(session, viewer, beneficiary_id, viewer.professional_id)
    if viewer.has(Role.CASEWORKER):
        session.add(
            ReferentAssignment(
                consortium_id=viewer.consortium_id,
                id=new_id(),
                support_period_id=period.id,
                professional_id=viewer.professional_id,
                started_on=entry.entered_on or viewer.today,
            )
        )
    refresh_caseload_entry(session, viewer.consortium_id, beneficiary_id)


def _audit(session: Session, viewer: Viewer, event: AuditEvent, beneficiary_id: int) -> None:
    write_audit(
        session,
        viewer,
        event,
        object_kind=Beneficiary.__tablename__,
        object_id=beneficiary_id,
        beneficiary_id=beneficiary_id,
    )
