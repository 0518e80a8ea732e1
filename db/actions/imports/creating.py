"""New people from a file, written in bulk: the person, her stay, her group, her path as the file has it."""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entries
from db.models.base import Traced, table_of
from db.models.beneficiaries import (
    Beneficiary,
    BeneficiaryPublic,
    ExternalIdentifier,
    GroupMember,
    ReferentAssignment,
    SupportPeriod,
)
from db.models.exchanges import Appointment
from db.models.imports import ImportRun
from db.models.paths import EngagementContract, Orientation
from db.queries.known_names import Directory
from domain.access import Viewer
from domain.beneficiaries import IdentityDraft, search_name, sort_name
from domain.follow_up import AppointmentStatus, ContractKind, EntryOrigin
from domain.identifiers import new_id
from domain.imports.model import IDENTIFIER_FIELDS, ImportField
from domain.imports.values import Values
from domain.people import Civility

HOUR_UNKNOWN = "Repris d’un fichier"
_IDENTITY = {"commune_code": ImportField.COMMUNE}


@dataclass
class Newcomers:
    """Rows to insert, table by table, in the order of their keys."""

    viewer: Viewer
    run: ImportRun
    directory: Directory
    rows: dict[Any, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, values: Values) -> int:
        """Prepare somebody new; return her identifier."""
        structure_id: Any = values.get(ImportField.STRUCTURE, self.run.structure_id)
        draft = identity_of(values)
        person_id = self._row(Beneficiary, **identity_columns(draft), owner_structure_id=structure_id)
        for public in sorted(draft.publics):
            self._row(BeneficiaryPublic, beneficiary_id=person_id, public=public)
        for column, origin in IDENTIFIER_FIELDS.items():
            if column in values:
                number = {"origin": origin, "value": values[column]}
                self._row(ExternalIdentifier, beneficiary_id=person_id, **number)
        self._share(person_id, structure_id, None)
        self._add_stay(person_id, structure_id, values)
        return person_id

    def write(self, session: Session) -> None:
        """Insert them all, then their lines in the caseload."""
        for model, rows in self.rows.items():
            session.execute(insert(table_of(model)), rows)
        people = [row["id"] for row in self.rows[Beneficiary]]
        refresh_caseload_entries(session, self.viewer.consortium_id, people)

    def _add_stay(self, person_id: int, structure_id: int, values: Values) -> None:
        entered_on: Any = values.get(ImportField.ENTERED_ON, self.viewer.today)
        entry = {"entered_on": entered_on, "entry_origin": EntryOrigin.PARTNER}
        track = values.get(ImportField.TRACK)
        period_id = self._row(SupportPeriod, beneficiary_id=person_id, **entry, track=track)
        referent: Any = values.get(ImportField.REFERENT)
        if referent:
            named = {"professional_id": referent, "started_on": entered_on}
            self._row(ReferentAssignment, support_period_id=period_id, **named)
            self._share(person_id, self.directory.structure_of[referent] or structure_id, referent)
        for model, columns in path_rows(
            values, self.viewer, referent=referent, structure_id=structure_id, entered_on=entered_on
        ):
            self._row(model, support_period_id=period_id, **columns)

    def _share(self, person_id: int, structure_id: int, professional_id: int | None) -> None:
        member = {"structure_id": structure_id, "professional_id": professional_id}
        self._row(GroupMember, beneficiary_id=person_id, **member, started_on=self.viewer.today)

    def _row(self, model: type[Traced], **columns: Any) -> int:
        """Every row of a run is created at its confirmation, by its importer."""
        row_id = new_id()
        at, by = self.run.confirmed_at, self.viewer.professional_id
        trace = {"created_at": at, "updated_at": at, "created_by": by, "updated_by": by}
        self.rows[model].append(
            {"consortium_id": self.viewer.consortium_id, "id": row_id, **trace, **columns}
        )
        return row_id


def path_rows(
    values: Values, viewer: Viewer, *, referent: int | None, structure_id: int, entered_on: date
) -> list[tuple[Any, dict[str, Any]]]:
    """The orientation, the contract and the appointments that the file gives."""
    rows: list[tuple[Any, dict[str, Any]]] = []
    if track := values.get(ImportField.TRACK):
        decided_on = values.get(ImportField.ORIENTED_ON, entered_on)
        rows.append((Orientation, {"track": track, "structure_id": structure_id, "decided_on": decided_on}))
    starts_on, ends_on = (
        values.get(name) for name in (ImportField.CONTRACT_STARTS_ON, ImportField.CONTRACT_ENDS_ON)
    )
    if starts_on and ends_on:
        kind = values.get(ImportField.CONTRACT_KIND, ContractKind.ENGAGEMENT)
        rows.append((EngagementContract, {"kind": kind, "starts_on": starts_on, "ends_on": ends_on}))
    met = {
        ImportField.LAST_APPOINTMENT: AppointmentStatus.HONOURED,
        ImportField.NEXT_APPOINTMENT: AppointmentStatus.PLANNED,
    }
    for name, status in met.items():
        if isinstance(local := values.get(name), datetime):
            professional = {"professional_id": referent or viewer.professional_id, "status": status}
            starts_at = local.replace(tzinfo=ZoneInfo(viewer.time_zone))
            when = {"starts_at": starts_at, "takes_place_on": local.date(), "purpose": HOUR_UNKNOWN}
            rows.append((Appointment, when | professional))
    return rows


def identity_of(values: Values) -> IdentityDraft:
    """The identity that a line gives, the rest empty."""
    names = {name.name for name in fields(IdentityDraft)}
    given = {str(key): value for key, value in values.items() if str(key) in names}
    given |= {name: values[key] for name, key in _IDENTITY.items() if key in values}
    empty = {"civility": Civility.UNSPECIFIED, "birth_name": "", "usual_name": "", "first_names": ""}
    return IdentityDraft(**(empty | {"birth_date": None} | given))  # type: ignore[arg-type]  # as they were read


def identity_columns(draft: IdentityDraft) -> dict[str, Any]:
    """The columns of a person: her identity, and what she is found and sorted by."""
    values = {name.name: getattr(draft, name.name) for name in fields(draft) if name.name != "publics"}
    return values | {"search_name": search_name(draft), "sort_name": sort_name(draft)}
