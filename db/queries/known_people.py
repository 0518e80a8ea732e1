"""People as an import compares them: some hundreds at a time, in a fixed number of reads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, literal, select, true
from sqlalchemy.orm import Session

from db.models.beneficiaries import (
    Beneficiary,
    BeneficiaryPublic,
    ExternalIdentifier,
    GroupMember,
    SupportPeriod,
)
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment
from db.models.paths import EngagementContract
from db.queries.scopes import is_named_in_group, visible_beneficiaries
from domain.access import Role, Viewer
from domain.clock import local_time
from domain.file_rights import may_edit_identity
from domain.imports.comparing import IDENTITY_FIELDS, KnownPerson
from domain.imports.model import IDENTIFIER_FIELDS, ImportField
from domain.imports.values import Values
from domain.people import Civility, IdentifierOrigin

_FIELD_OF = {origin: field for field, origin in IDENTIFIER_FIELDS.items()}
_RENAMED = {ImportField.COMMUNE: "commune_code"}
_has_ended = SupportPeriod.exited_on.is_not(None)
_COLUMNS = {
    **{field: getattr(Beneficiary, _RENAMED.get(field, str(field))) for field in IDENTITY_FIELDS},
    ImportField.ENTERED_ON: CaseloadEntry.entered_on,
    ImportField.REFERENT: CaseloadEntry.referent_id,
    ImportField.TRACK: CaseloadEntry.track,
}


def known_people(session: Session, viewer: Viewer, ids: Sequence[int]) -> dict[int, KnownPerson]:
    """Those of these people whom the viewer may list, with what a file may say of them."""
    rows = session.execute(_people_statement(viewer, ids)).all()
    found, entries = [row.id for row in rows], {row.support_period_id: row.id for row in rows}
    exits = _grouped(session, _of(SupportPeriod, viewer, found, SupportPeriod.exited_on).where(_has_ended))
    publics = _grouped(session, _of(BeneficiaryPublic, viewer, found, BeneficiaryPublic.public))
    identifiers = read_identifiers(session, viewer, found)
    structures = _grouped(session, _of(GroupMember, viewer, found, GroupMember.structure_id))
    contracts, appointments = _contracts(session, viewer, entries), _appointments(session, viewer, entries)
    return {
        row.id: KnownPerson(
            id=row.id,
            values=_values(row),
            is_followed=row.exited_on is None,
            exited_on=row.exited_on,
            may_be_replaced=bool(row.is_open_to_viewer),
            may_rename=may_edit_identity(viewer, is_referent=bool(row.is_referent)),
            is_limited=row.limited_on is not None,
            left_on=max(exits[row.id], default=None),
            publics=frozenset(publics[row.id]),
            identifiers=_by_field(identifiers[row.id]),
            structures=frozenset({row.structure_id, *structures[row.id]}),
            contracts=dict(contracts[row.id]),
            appointments=frozenset(appointments[row.id]),
        )
        for row in rows
    }


def read_identifiers(
    session: Session, viewer: Viewer, ids: Sequence[int]
) -> dict[int, list[tuple[IdentifierOrigin, str]]]:
    """Numbers elsewhere of people already found in scope."""
    statement = (
        select(ExternalIdentifier.beneficiary_id, ExternalIdentifier.origin, ExternalIdentifier.value)
        .where(ExternalIdentifier.consortium_id == viewer.consortium_id)
        .where(ExternalIdentifier.beneficiary_id.in_(ids))
    )
    found: dict[int, list[tuple[IdentifierOrigin, str]]] = defaultdict(list)
    for person_id, origin, value in session.execute(statement):
        found[person_id].append((origin, value))
    return found


def _people_statement(viewer: Viewer, ids: Sequence[int]) -> Select[*tuple[Any, ...]]:
    """The coordination, and those whom the follow-up group names, may replace a value."""
    is_open = true() if viewer.has(Role.COORDINATOR) else is_named_in_group(viewer, Beneficiary.id)
    return (
        visible_beneficiaries(viewer)
        .join(
            CaseloadEntry,
            (CaseloadEntry.consortium_id == Beneficiary.consortium_id)
            & (CaseloadEntry.beneficiary_id == Beneficiary.id),
        )
        .where(Beneficiary.id.in_(ids))
        .with_only_columns(
            Beneficiary.id,
            *_COLUMNS.values(),
            CaseloadEntry.support_period_id,
            CaseloadEntry.structure_id,
            CaseloadEntry.exited_on,
            Beneficiary.limited_on,
            (is_open & literal(True)).label("is_open_to_viewer"),
            (CaseloadEntry.referent_id == viewer.professional_id).label("is_referent"),
        )
    )


def _values(row: Row[*tuple[Any, ...]]) -> Values:
    """What she has; « Non précisée » and empty texts are nothing."""
    held = {field: getattr(row, column.key) for field, column in _COLUMNS.items()}
    return {field: value for field, value in held.items() if value not in (None, "", Civility.UNSPECIFIED)}


def _by_field(identifiers: Iterable[tuple[IdentifierOrigin, str]]) -> dict[ImportField, frozenset[str]]:
    found: dict[ImportField, set[str]] = defaultdict(set)
    for origin, value in identifiers:
        found[_FIELD_OF[origin]].add(value)
    return {field: frozenset(values) for field, values in found.items()}


def _of(table: Any, viewer: Viewer, ids: Sequence[int], value: Any) -> Select[Any]:
    """With the row's own number: without it, SQLite reads a whole index that holds the rest."""
    return select(table.beneficiary_id, value, table.id).where(
        table.consortium_id == viewer.consortium_id, table.beneficiary_id.in_(ids)
    )


def _grouped(session: Session, statement: Select[Any]) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    for person_id, value, _ in session.execute(statement):
        found[person_id].add(value)
    return found


def _contracts(session: Session, viewer: Viewer, entries: dict[int, int]) -> dict[int, list[Any]]:
    contract = EngagementContract
    statement = select(contract.support_period_id, contract.kind, contract.starts_on, contract.ends_on).where(
        contract.consortium_id == viewer.consortium_id, contract.support_period_id.in_(entries)
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for period_id, kind, starts_on, ends_on in session.execute(statement):
        found[entries[period_id]].append(((kind, starts_on), ends_on))
    return found


def _appointments(session: Session, viewer: Viewer, entries: dict[int, int]) -> dict[int, set[datetime]]:
    statement = select(Appointment.support_period_id, Appointment.starts_at).where(
        Appointment.consortium_id == viewer.consortium_id, Appointment.support_period_id.in_(entries)
    )
    found: dict[int, set[datetime]] = defaultdict(set)
    for period_id, starts_at in session.execute(statement):
        found[entries[period_id]].add(local_time(viewer.time_zone, starts_at).replace(second=0))
    return found
