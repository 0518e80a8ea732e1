"""The header of a file: who, since when, with whom, what next."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session, aliased

from db.actions.path_lines import rhythm_of
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, BeneficiaryPublic, ExternalIdentifier, Pause, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium, Structure
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment
from db.models.reference import Commune
from db.queries.privacy.urgent_scopes import urgent_until
from db.queries.scopes import is_named_in_group, visible_files
from domain.access import Viewer
from domain.caseload import status_on
from domain.errors import NotFoundError
from domain.file_rights import may_edit_identity
from domain.files import FileHeader, PauseLine, PeriodLine
from domain.follow_up import AppointmentStatus
from domain.people import IdentifierOrigin, Public

_referent = aliased(Professional)
_referent_structure = aliased(Structure)
_owner = aliased(Structure)
_host = aliased(Professional)


def get_header(session: Session, viewer: Viewer, beneficiary_id: int) -> FileHeader:
    """The header of a file the viewer may open, in three statements; NotFoundError otherwise."""
    row = session.execute(_header_statement(viewer, beneficiary_id)).first()
    if row is None:
        raise NotFoundError
    publics = _list_publics(session, viewer, beneficiary_id)
    return _header(row, viewer, publics, _list_identifiers(session, viewer, beneficiary_id))


def _header_statement(viewer: Viewer, beneficiary_id: int) -> Select[*tuple[Any, ...]]:
    return (
        visible_files(viewer)
        .where(Beneficiary.id == beneficiary_id)
        .join(CaseloadEntry, _here(CaseloadEntry, CaseloadEntry.beneficiary_id == Beneficiary.id))
        .join(SupportPeriod, _here(SupportPeriod, SupportPeriod.id == CaseloadEntry.support_period_id))
        .join(Consortium, Consortium.id == Beneficiary.consortium_id)
        .join(_owner, _here(_owner, _owner.id == Beneficiary.owner_structure_id))
        .outerjoin(
            Pause,
            _here(Pause, Pause.support_period_id == SupportPeriod.id, Pause.ended_on.is_(None)),
        )
        .outerjoin(
            Diagnosis,
            _here(Diagnosis, Diagnosis.support_period_id == SupportPeriod.id, Diagnosis.closed_on.is_(None)),
        )
        .outerjoin(Commune, Commune.code == Beneficiary.commune_code)
        .outerjoin(_referent, _here(_referent, _referent.id == CaseloadEntry.referent_id))
        .outerjoin(
            _referent_structure, _here(_referent_structure, _referent_structure.id == _referent.structure_id)
        )
        .outerjoin(Appointment, _here(Appointment, *_is_next_appointment(viewer)))
        .outerjoin(_host, _here(_host, _host.id == Appointment.professional_id))
        .with_only_columns(*_columns(viewer), maintain_column_froms=True)
    )


def _columns(viewer: Viewer) -> list[Any]:
    return [
        Beneficiary,
        CaseloadEntry,
        SupportPeriod,
        Pause,
        _owner.name.label("owner_name"),
        rhythm_of(SupportPeriod).label("rhythm"),
        Consortium.scheme_name,
        Commune.name.label("commune_name"),
        (_referent.first_name + " " + _referent.last_name).label("referent_name"),
        _referent_structure.name.label("referent_structure"),
        Appointment.starts_at.label("next_appointment_at"),
        (_host.first_name + " " + _host.last_name).label("next_appointment_with"),
        is_named_in_group(viewer, Beneficiary.id).label("is_group_member"),
        urgent_until(viewer, Beneficiary.id).label("urgent_until"),
        Diagnosis.id.label("running_diagnosis_id"),
        Diagnosis.status.label("running_diagnosis"),
    ]


def _here(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.consortium_id == Beneficiary.consortium_id, *conditions)


def _is_next_appointment(viewer: Viewer) -> list[ColumnElement[bool]]:
    """By its instant: joined by a sub-query's identifier, PostgreSQL reads every appointment."""
    upcoming = aliased(Appointment)
    earliest = (
        select(func.min(upcoming.starts_at))
        .where(
            upcoming.consortium_id == CaseloadEntry.consortium_id,
            upcoming.support_period_id == CaseloadEntry.support_period_id,
            upcoming.status == AppointmentStatus.PLANNED,
            upcoming.starts_at >= viewer.now,
        )
        .correlate(CaseloadEntry)
        .scalar_subquery()
    )
    return [
        Appointment.support_period_id == CaseloadEntry.support_period_id,
        Appointment.status == AppointmentStatus.PLANNED,
        Appointment.starts_at == earliest,
    ]


def _list_publics(session: Session, viewer: Viewer, beneficiary_id: int) -> tuple[Public, ...]:
    stored = session.scalars(
        select(BeneficiaryPublic.public).where(
            BeneficiaryPublic.consortium_id == viewer.consortium_id,
            BeneficiaryPublic.beneficiary_id == beneficiary_id,
        )
    ).all()
    return tuple(public for public in Public if public in stored)


def _list_identifiers(
    session: Session, viewer: Viewer, beneficiary_id: int
) -> tuple[tuple[IdentifierOrigin, str], ...]:
    rows = session.execute(
        select(ExternalIdentifier.origin, ExternalIdentifier.value)
        .where(
            ExternalIdentifier.consortium_id == viewer.consortium_id,
            ExternalIdentifier.beneficiary_id == beneficiary_id,
        )
        .order_by(ExternalIdentifier.origin, ExternalIdentifier.value)
    )
    return tuple((row.origin, row.value) for row in rows)


def _header(
    row: Row[Any],
    viewer: Viewer,
    publics: tuple[Public, ...],
    identifiers: tuple[tuple[IdentifierOrigin, str], ...],
) -> FileHeader:
    person, entry = row.Beneficiary, row.CaseloadEntry
    return FileHeader(
        beneficiary_id=person.id,
        **{field: getattr(person, field) for field in ("version", *_IDENTITY_FIELDS)},
        **{field: getattr(entry, field) for field in _ENTRY_FIELDS},
        review_rhythm_days=row.rhythm,
        scheme_name=row.scheme_name,
        commune_name=row.commune_name or "",
        publics=publics,
        identifiers=identifiers,
        owner_structure_name=row.owner_name,
        period=period_line(row.SupportPeriod),
        pause=pause_line(row.Pause) if row.Pause else None,
        status=status_on(viewer.today, **{field: getattr(entry, field) for field in _STATUS_FIELDS}),
        referent_name=row.referent_name or "",
        referent_structure=row.referent_structure or "",
        next_appointment_at=row.next_appointment_at,
        next_appointment_with=row.next_appointment_with or "",
        is_group_member=bool(row.is_group_member),
        urgent_until=row.urgent_until,
        may_edit_identity=may_edit_identity(viewer, is_referent=entry.referent_id == viewer.professional_id),
        running_diagnosis_id=row.running_diagnosis_id,
        running_diagnosis=row.running_diagnosis,
    )


_IDENTITY_FIELDS = [
    *("civility", "birth_name", "usual_name", "first_names", "birth_date"),
    *("phone", "email", "address", "postal_code", "commune_code"),
    *(
        "preferred_channel",
        "do_not_leave_message",
        "do_not_write_to_address",
        "interpreter_language",
        "sharing_objected_on",
    ),
    *(
        "informed_on",
        "limited_on",
    ),
]
_STATUS_FIELDS = ("exited_on", "paused_on", "pause_ended_on")
_ENTRY_FIELDS = ["referent_id", "last_contact_on", "last_review_on", "review_due_on", "contract_ends_on"]


def period_line(period: SupportPeriod) -> PeriodLine:
    """A stay in the caseload as the screen receives it."""
    fields = ["id", "version", "entered_on", "entry_origin", "track", "exited_on"]
    fields += ["exit_reason", "exit_words"]
    return PeriodLine(**{field: getattr(period, field) for field in fields})


def pause_line(pause: Pause) -> PauseLine:
    """A pause as the screen receives it."""
    fields = ["id", "version", "reason", "reason_words", "started_on", "expected_end_on", "ended_on"]
    return PauseLine(**{field: getattr(pause, field) for field in fields})
