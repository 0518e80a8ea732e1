"""What a furnished consortium holds: a row in every table of its own, a file with a record of each kind."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.follow_up import orient
from db.actions.pauses import pause
from db.actions.records import add_record
from db.engine import write_session
from db.models import beneficiaries, consortia, imports
from db.models.accounts import Professional
from db.models.audit import ChangeHistory
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.indicators import AlertPutOff
from db.models.paths import JobCheck
from db.models.reasons import ReasonChoice
from db.models.reconciliations import Reconciliation
from db.models.settings import ConsortiumSetting, SteeringPage
from db.models.views import SavedView
from domain.access import Viewer
from domain.alerts import AlertCode
from domain.drafts import Draft
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.follow_up import (
    ActionOrigin,
    ActionStatus,
    AppointmentStatus,
    ContractKind,
    NoteVisibility,
    ObjectiveStatus,
    PauseReason,
    Presence,
    StepKind,
    Track,
)
from domain.identifiers import new_id
from domain.imports.model import ImportField, RunStatus, Verdict
from domain.organisations import College, SheetItemKind
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft
from domain.people import Channel, IdentifierOrigin, Public
from domain.reasons import ReasonKind
from tests.factories import NOW

DAY = date(2026, 10, 1)
WORD = "Zébulon"  # said in every free text of the file, so that a test can look for what leaks
TWIN: dict[str, Any] = {
    "birth_name": "Jumelle", "first_names": "Une", "search_name": "", "sort_name": "",
}  # fmt: skip
RUN: dict[str, Any] = {
    "file_name": "entrants.csv", "digest": "0" * 64, "origin": IdentifierOrigin.CAF,
    "status": RunStatus.DONE, "headings": ["Nom"], "columns": ["birth_name"], "counts": {},
}  # fmt: skip
IMPORTED: dict[str, Any] = {
    "line_number": 2, "verdict": Verdict.NEW, "cells": [WORD], "values": {}, "problems": {}, "warnings": {},
    "changes": [], "conflicts": [],
}  # fmt: skip
Records = dict[type[Draft], tuple[int, Any]]


def drafts(professional_id: int) -> list[Draft]:
    """A valid draft of each kind; the action comes last, for its objective to be known."""
    starts_at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    honoured = AppointmentStatus.HONOURED
    return [
        ContactDraft(DAY, Channel.CALL, True, f"{WORD} va bien."),
        AppointmentDraft(starts_at, 45, WORD, WORD, professional_id, None, honoured, True),
        ReviewDraft(DAY, Presence.PERSON, f"{WORD} a repris contact.", date(2026, 12, 1)),
        NoteDraft(DAY, NoteVisibility.SHARED, f"{WORD} préfère le matin."),
        StepDraft(StepKind.IMMERSION, WORD, WORD, DAY, DAY, None, None, None),
        ContractDraft(ContractKind.ENGAGEMENT, DAY, date(2027, 3, 31), DAY, None, 15, 15),
        ObjectiveDraft("mobilite", f"{WORD} passe le permis", DAY, ObjectiveStatus.OPEN),
        ActionDraft(0, WORD, None, date(2026, 12, 24), ActionStatus.TO_DO, ActionOrigin.PERSON),
    ]


def write_file(viewer: Viewer, beneficiary_id: int) -> Records:
    """Write as the référent: an orientation, a pause and a record of each kind, returned with its id."""
    records: Records = {}
    with write_session(viewer) as session:
        for draft in drafts(viewer.professional_id):
            if isinstance(draft, ActionDraft):
                draft = replace(draft, objective_id=records[ObjectiveDraft][0])
            record_id = new_id()
            add_record(session, viewer, beneficiary_id, record_id=record_id, draft=draft)
            records[type(draft)] = record_id, draft
        _turn(session, viewer, beneficiary_id)
    return records


def _turn(session: Session, viewer: Viewer, beneficiary_id: int) -> None:
    assert viewer.structure_id is not None
    orient(
        session,
        viewer,
        beneficiary_id,
        record_id=new_id(),
        track=Track.SOCIAL,
        structure_id=viewer.structure_id,
        decided_on=DAY,
        comment=WORD,
    )
    pause(
        session,
        viewer,
        beneficiary_id,
        record_id=new_id(),
        reason=PauseReason.HEALTH,
        started_on=DAY,
        expected_end_on=date(2026, 12, 24),
    )


def furnish(session: Session, person: Beneficiary, referent: Professional) -> None:
    """Add what no action writes yet, and the sheet of the consortium."""
    key = {"consortium_id": person.consortium_id}
    of_person: dict[str, Any] = key | {"beneficiary_id": person.id}
    changed: dict[str, Any] = {"object_kind": "beneficiary", "object_id": person.id, "field": "phone"}
    session.add_all(
        [
            beneficiaries.BeneficiaryPublic(**of_person, public=Public.RSA),
            beneficiaries.ExternalIdentifier(**of_person, origin=IdentifierOrigin.CAF, value="1234567A"),
            ChangeHistory(**of_person, **changed, changed_at=NOW, changed_by=referent.id),
            SavedView(**key, professional_id=referent.id, name="Ma liste", filters={}, is_shared=True),
        ]
    )
    _publish_sheet(session, key)
    _import_file(session, of_person, referent)
    _set_follow_up(session, of_person, referent)


def _import_file(session: Session, of_person: dict[str, Any], referent: Professional) -> None:
    """A confirmed import of this person, a twin of hers to decide on, a local reason."""
    key = {"consortium_id": of_person["consortium_id"]}
    of_referent = {"professional_id": referent.id, "structure_id": referent.structure_id}
    twin = Beneficiary(**key, **TWIN, id=new_id(), owner_structure_id=referent.structure_id)
    run = imports.ImportRun(**key, **of_referent, **RUN, id=new_id())
    session.add_all([run, twin, imports.ImportHeading(**key, key="nom", field=ImportField.BIRTH_NAME)])
    session.flush()
    pair = {"first_id": of_person["beneficiary_id"], "second_id": twin.id}
    session.add_all(
        [
            imports.ImportRow(**key, **IMPORTED, run_id=run.id),
            imports.ImportedValues(**of_person, origin=run.origin, run_id=run.id, values={}, imported_at=NOW),
            Reconciliation(**key, **pair, reason="même nom", found_by=referent.id),
            ReasonChoice(**key, kind=ReasonKind.PAUSE, national_value="health", words="Cure"),
        ]
    )
    session.flush()


def _set_follow_up(session: Session, of_person: dict[str, Any], referent: Professional) -> None:
    """A threshold of the consortium, its steering page, an alert put off, a contact made in a job."""
    key = {"consortium_id": of_person["consortium_id"]}
    stay_id = select(SupportPeriod.id).where(SupportPeriod.beneficiary_id == of_person["beneficiary_id"])
    job = {"support_period_id": session.scalars(stay_id).one(), "started_on": DAY, "months": 1}
    made = {"made_on": date(2026, 11, 2), "is_in_job": True, "words": WORD, "professional_id": referent.id}
    put_off = {"put_off_on": DAY, "until_on": date(2026, 12, 1), "reason": f"{WORD} est en cure."}
    session.add_all(
        [
            ConsortiumSetting(**key, code="no_contact_days", value=60),
            SteeringPage(**key, figures=["entries"]),
            AlertPutOff(**of_person, **put_off, code=AlertCode.NO_CONTACT, professional_id=referent.id),
            JobCheck(**key, **job, **made, due_on=date(2026, 11, 1)),
        ]
    )
    session.flush()


def _publish_sheet(session: Session, key: dict[str, int]) -> None:
    axis = consortia.Axis(**key, id=new_id(), number=1, title="Mobilité")
    target = consortia.TargetPublic(**key, id=new_id(), rank=1, text="Jeunes")
    session.add_all([axis, target])
    session.flush()
    session.add_all(
        [
            consortia.AxisAction(**key, axis_id=axis.id, rank=1, text="Un garage solidaire"),
            consortia.TargetPublicAxis(**key, target_public_id=target.id, axis_id=axis.id),
            consortia.SheetItem(**key, kind=SheetItemKind.CONTRIBUTION, rank=1, text="Un apport"),
            consortia.MemberOrganisation(**key, name="Un membre", college=College.STATE),
            consortia.ProjectTeamPost(**key, rank=1, function="Chef de projet"),
        ]
    )
    session.flush()
