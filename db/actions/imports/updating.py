"""What a file brings to somebody known, once confirmed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.imports.creating import identity_columns, path_rows
from db.actions.imports.ledger import Ledger
from db.models.base import Base
from db.models.beneficiaries import (
    Beneficiary,
    BeneficiaryPublic,
    ExternalIdentifier,
    GroupMember,
    ReferentAssignment,
    SupportPeriod,
)
from db.models.caseload import CaseloadEntry
from db.models.paths import EngagementContract
from db.queries.known_names import Directory
from domain.access import Viewer
from domain.beneficiaries import IdentityDraft
from domain.follow_up import ContractKind, EntryOrigin
from domain.imports.comparing import IDENTITY_FIELDS, KnownPerson
from domain.imports.model import IDENTIFIER_FIELDS, ImportField
from domain.imports.values import Values

_PATH = frozenset(
    {
        ImportField.TRACK,
        ImportField.CONTRACT_STARTS_ON,
        ImportField.LAST_APPOINTMENT,
        ImportField.NEXT_APPOINTMENT,
    }
)
_STAY = (ImportField.ENTERED_ON, ImportField.TRACK)
_NAMES = ("birth_name", "usual_name", "first_names")
# What no list shows nor sorts by: the caseload line stays as it is.
OUT_OF_THE_LIST = frozenset(
    {
        ImportField.CIVILITY,
        ImportField.PHONE,
        ImportField.EMAIL,
        ImportField.ADDRESS,
        ImportField.POSTAL_CODE,
        ImportField.PUBLICS,
        *IDENTIFIER_FIELDS,
    }
)


def load_records(session: Session, viewer: Viewer, ids: Sequence[int]) -> list[Base]:
    """The records that an update reads, for many people at once; keep the list while they are updated."""
    entries = select(CaseloadEntry.support_period_id).where(
        CaseloadEntry.consortium_id == viewer.consortium_id, CaseloadEntry.beneficiary_id.in_(ids)
    )
    conditions: list[tuple[Any, Any]] = [
        (Beneficiary, Beneficiary.id.in_(ids)),
        (CaseloadEntry, CaseloadEntry.beneficiary_id.in_(ids)),
        (SupportPeriod, SupportPeriod.id.in_(entries)),
    ]
    return [
        record
        for model, condition in conditions
        for record in session.scalars(
            select(model).where(model.consortium_id == viewer.consortium_id, condition)
        )
    ]


class Update:
    """One person known: her records as they are in this transaction, and the ledger of what changes."""

    def __init__(
        self, session: Session, viewer: Viewer, directory: Directory, known: KnownPerson, instant: datetime
    ) -> None:
        self.session, self.viewer, self.directory, self.known = session, viewer, directory, known
        self.ledger = Ledger(session, viewer, known.id, instant)
        key = (viewer.consortium_id, known.id)
        self.person = session.get_one(Beneficiary, key)
        self.entry = session.get_one(CaseloadEntry, key)

    def apply(self, taken: Values, imported: Values) -> None:
        """Take these values; `imported` is the whole line, for what goes together."""
        self._identity({field: value for field, value in taken.items() if field in IDENTITY_FIELDS})
        publics: Any = taken.get(ImportField.PUBLICS, frozenset())
        for public in sorted(publics - self.known.publics):
            self.ledger.add(BeneficiaryPublic, beneficiary_id=self.known.id, public=public)
        for field, origin in IDENTIFIER_FIELDS.items():
            if field in taken:
                number = {"origin": origin, "value": taken[field]}
                self.ledger.add(ExternalIdentifier, beneficiary_id=self.known.id, **number)
        if ImportField.STRUCTURE in taken:
            self._share(taken[ImportField.STRUCTURE], None)
        self._stay(taken, imported)

    def _identity(self, taken: Values) -> None:
        if not taken:
            return
        renamed = {ImportField.COMMUNE: "commune_code"}
        values = {renamed.get(field, str(field)): value for field, value in taken.items()}
        names = {name: values.get(name, getattr(self.person, name)) for name in _NAMES}
        draft = IdentityDraft(self.person.civility, birth_date=None, **names)
        found_by = {name: identity_columns(draft)[name] for name in ("search_name", "sort_name")}
        for name, value in found_by.items():
            if getattr(self.person, name) != value:
                values[name] = value
        self.ledger.change(self.person, **values)

    def _stay(self, taken: Values, imported: Values) -> None:
        """Her present stay; a new one when the file says that she came back."""
        period = self.session.get_one(
            SupportPeriod, (self.viewer.consortium_id, self.entry.support_period_id)
        )
        stay = {str(field): taken[field] for field in _STAY if field in taken}
        if ImportField.ENTERED_ON in taken and period.exited_on is not None:
            entry = {"entry_origin": EntryOrigin.PARTNER, **stay}
            period = self.ledger.add(SupportPeriod, beneficiary_id=self.known.id, **entry)
            self.session.flush()  # before what belongs to it
        else:
            self.ledger.change(period, **stay)
        if referent := taken.get(ImportField.REFERENT):
            self._name_referent(period, referent)
        self._path(period, taken, imported)

    def _path(self, period: SupportPeriod, taken: Values, imported: Values) -> None:
        """Orientation, contract and appointments that are new; or the new end of a contract."""
        if ImportField.CONTRACT_ENDS_ON in taken and ImportField.CONTRACT_STARTS_ON not in taken:
            self._move_end(period, imported, taken[ImportField.CONTRACT_ENDS_ON])
        new = {field: value for field, value in imported.items() if field in taken or field not in _PATH}
        structure: Any = imported.get(ImportField.STRUCTURE)
        named: Any = imported.get(ImportField.REFERENT)
        rows = path_rows(
            new,
            self.viewer,
            referent=named or self.entry.referent_id,
            structure_id=structure or self.entry.structure_id or self.person.owner_structure_id,
            entered_on=self.viewer.today,
        )
        for model, columns in rows:
            self.ledger.add(model, support_period_id=period.id, **columns)

    def _move_end(self, period: SupportPeriod, imported: Values, ends_on: Any) -> None:
        kind = imported.get(ImportField.CONTRACT_KIND, ContractKind.ENGAGEMENT)
        contract = self.session.scalars(
            select(EngagementContract).where(
                EngagementContract.consortium_id == self.viewer.consortium_id,
                EngagementContract.support_period_id == period.id,
                EngagementContract.kind == kind,
                EngagementContract.starts_on == imported.get(ImportField.CONTRACT_STARTS_ON),
            )
        ).first()
        if contract is not None:
            self.ledger.change(contract, ends_on=ends_on)

    def _name_referent(self, period: SupportPeriod, professional_id: Any) -> None:
        today: date = self.viewer.today
        active = self.session.scalars(
            select(ReferentAssignment).where(
                ReferentAssignment.consortium_id == self.viewer.consortium_id,
                ReferentAssignment.support_period_id == period.id,
                ReferentAssignment.ended_on.is_(None),
            )
        ).first()
        if active is not None:
            self.ledger.change(active, ended_on=max(active.started_on, today))
            self.session.flush()
        named = {"professional_id": professional_id, "started_on": today}
        self.ledger.add(ReferentAssignment, support_period_id=period.id, **named)
        structure_id = self.directory.structure_of[professional_id] or self.person.owner_structure_id
        self._share(structure_id, professional_id)

    def _share(self, structure_id: Any, professional_id: Any) -> None:
        """Unless a live share already does."""
        live = select(GroupMember.id).where(
            GroupMember.consortium_id == self.viewer.consortium_id,
            GroupMember.beneficiary_id == self.known.id,
            GroupMember.structure_id == structure_id,
            GroupMember.professional_id.is_not_distinct_from(professional_id),
            GroupMember.ended_on.is_(None),
            GroupMember.objected_on.is_(None),
        )
        if self.session.scalar(live) is not None:
            return
        member = {"structure_id": structure_id, "professional_id": professional_id}
        self.ledger.add(GroupMember, beneficiary_id=self.known.id, **member, started_on=self.viewer.today)
