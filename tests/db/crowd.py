"""Thousands of people in two consortia, written in bulk: enough for a query planner to have a choice."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.orm import Session

from db.actions.derived_lines import refresh_derived_lines
from db.models import Base, beneficiaries, diagnoses, exchanges, paths
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium
from db.models.reference import Commune
from domain.access import Field, Role, Viewer
from domain.diagnosis.core import CORE_NAME, core_content
from domain.diagnosis.words import DiagnosisStatus, Moment, TemplateStatus, ThemeState
from domain.follow_up import (
    ActionOrigin,
    AppointmentStatus,
    EntryOrigin,
    ExitReason,
    NoteVisibility,
    Presence,
    StepKind,
    Track,
)
from domain.identifiers import new_id
from domain.names import normalise_name
from domain.people import Channel, IdentifierOrigin, Public
from tests.db.world import HERE, THERE
from tests.factories import NOW, TODAY, make_consortium, make_professional, meeting_times, viewer_for

CASEWORKERS = 40
ROLES = {"caseworker": Role.CASEWORKER, "manager": Role.STRUCTURE_MANAGER, "coordinator": Role.COORDINATOR}
SYLLABLES = ("ba", "dou", "fel", "gri", "ma", "nor", "pel", "ri", "sau", "tan", "ver", "zel")
NAMES = ["".join(parts).capitalize() for parts in product(SYLLABLES, repeat=3)]
Rows = Iterator[tuple[type[Base], dict[str, Any]]]


@dataclass(frozen=True)
class Crowd:
    """Who asks, and the file they open: its référent is the caseworker."""

    viewers: dict[str, Viewer]
    person_id: int


def fill(connection: Connection, people: int) -> None:
    """Two consortia, the second half as large; statistics are fresh."""
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        _fill_consortium(session, HERE, people)
        _fill_consortium(session, THERE, people // 2)
        session.commit()
    if connection.dialect.name == "postgresql":  # as autovacuum does: plans avoid an index that is behind
        connection.execute(text("select gin_clean_pending_list('trigram_beneficiary_search_name')"))
    connection.execute(text("analyze"))


def meet(connection: Connection) -> Crowd:
    """The viewers of the larger consortium, and its first person."""
    with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
        consortium_id = session.scalars(select(Consortium.id).where(Consortium.territory_id == HERE)).one()
        staff = select(Professional).where(Professional.consortium_id == consortium_id)
        someone = session.scalars(staff.order_by(Professional.id).limit(1)).one()
        people = select(func.min(Beneficiary.id)).where(Beneficiary.consortium_id == consortium_id)
        viewers = {name: viewer_for(session, someone, role) for name, role in ROLES.items()}
        return Crowd(viewers, session.scalar(people) or 0)


def _fill_consortium(session: Session, territory_id: str, people: int) -> None:
    consortium = make_consortium(session, territory_id=territory_id)
    staff = [make_professional(session, consortium) for _ in range(CASEWORKERS)]
    communes = session.scalars(select(Commune.code).where(Commune.departement_code == "66")).all()
    of_frame = {"template_id": _publish_frame(session, consortium)}
    rows: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)
    for rank in range(people):
        for model, values in _rows(rank, staff[rank % CASEWORKERS], communes[rank % len(communes)], of_frame):
            trace = {"created_at": NOW, "updated_at": NOW} if "created_at" in model.__table__.c else {}
            rows[model].append({"consortium_id": consortium.id, **trace, **values})
    for model, lines in rows.items():
        session.execute(insert(model.__table__), lines)
    refresh_derived_lines(session, consortium.id)


def _rows(rank: int, referent: Professional, commune: str, of_frame: dict[str, int]) -> Rows:
    of_person, of_period = {"beneficiary_id": new_id()}, {"support_period_id": new_id()}
    name = normalise_name(f"{NAMES[rank % len(NAMES)]} Alix{rank % 7}")
    born_on = date(1962, 1, 1) + timedelta(days=(rank * 37) % 15000)
    identity = {"sort_name": name, "birth_date": born_on, "commune_code": commune}
    exited_on = TODAY - timedelta(days=rank % 200) if rank % 4 == 3 else None
    entered_on = date(2024, 1, 1) + timedelta(days=rank % 800)
    stay = {"entered_on": entered_on, "track": list(Track)[rank % 3], "exited_on": exited_on}
    names = {"birth_name": name, "first_names": "Alix", "search_name": name}
    owner = {"id": of_person["beneficiary_id"], "owner_structure_id": referent.structure_id}
    yield Beneficiary, identity | names | owner
    reason = {"entry_origin": EntryOrigin.SELF, "exit_reason": ExitReason.OTHER if exited_on else None}
    yield beneficiaries.SupportPeriod, stay | reason | of_person | {"id": of_period["support_period_id"]}
    yield CaseloadEntry, of_person | of_period | identity | stay | _facts(rank, referent)
    yield from _network_rows(rank, of_person, of_period, referent, exited_on)
    yield from _path_rows(rank, of_period, referent)
    yield from _diagnosis_rows(rank, of_period | of_frame, referent)


def _facts(rank: int, referent: Professional) -> dict[str, Any]:
    return {
        "paused_on": TODAY if rank % 20 == 0 else None,
        "referent_id": None if rank % 25 == 24 else referent.id,
        "structure_id": referent.structure_id,
        "last_contact_on": None if rank % 10 == 9 else TODAY - timedelta(days=rank % 300),
        "review_due_on": TODAY - timedelta(days=40) + timedelta(days=rank % 200),
        "refreshed_at": NOW,
    }


def _network_rows(rank: int, of_person: Any, of_period: Any, referent: Professional, exited_on: Any) -> Rows:
    share = {
        "structure_id": referent.structure_id,
        "professional_id": referent.id,
        "started_on": date(2024, 1, 1),
    }
    yield beneficiaries.GroupMember, of_person | share
    assignment = of_period | {
        "professional_id": referent.id,
        "started_on": date(2024, 1, 1),
        "ended_on": exited_on,
    }
    yield beneficiaries.ReferentAssignment, assignment
    yield beneficiaries.BeneficiaryPublic, of_person | {"public": list(Public)[rank % len(Public)]}
    number = {"origin": IdentifierOrigin.CAF, "value": f"{rank * 7919 % 10**7:07d}"}
    yield beneficiaries.ExternalIdentifier, of_person | number


def _path_rows(rank: int, of_period: dict[str, int], referent: Professional) -> Rows:
    of_referent = of_period | {"professional_id": referent.id}
    for days in (3, 33):
        said = {"happened_on": TODAY - timedelta(days=days), "channel": Channel.CALL, "is_reached": True}
        yield exchanges.Contact, of_referent | said
    meeting = meeting_times(NOW + timedelta(days=rank % 60 - 30)) | {"status": AppointmentStatus.PLANNED}
    yield exchanges.Appointment, of_referent | meeting
    oriented = {"structure_id": referent.structure_id, "track": Track.SOCIAL, "decided_on": TODAY}
    yield paths.Orientation, of_period | oriented
    ends_on = TODAY + timedelta(days=rank % 180 + 1)
    yield paths.EngagementContract, of_period | {"starts_on": TODAY, "ends_on": ends_on}
    yield paths.Step, of_period | {"kind": StepKind.TRAINING, "planned_on": TODAY}
    objective = {"id": new_id(), "title": "Permis", "set_on": TODAY}
    yield paths.Objective, of_period | objective
    action = {"objective_id": objective["id"], "title": "Code", "origin": ActionOrigin.PERSON}
    yield paths.PlanAction, action
    yield exchanges.Review, of_referent | {"held_on": TODAY, "presence": Presence.PERSON}
    author = {"author_id": referent.id, "visibility": NoteVisibility.SHARED}
    yield exchanges.Note, of_period | author | {"written_on": TODAY, "text": "Un point."}


def _publish_frame(session: Session, consortium: Consortium) -> int:
    published = {"status": TemplateStatus.PUBLISHED, "published_on": TODAY, "name": CORE_NAME, "number": 1}
    frame = diagnoses.DiagnosisTemplate(id=new_id(), consortium_id=consortium.id, **published)
    frame.content, frame.written_with = core_content().to_json(), ""
    session.add(frame)
    session.flush()
    return frame.id


def _diagnosis_rows(rank: int, of_stay: dict[str, int], referent: Professional) -> Rows:
    """One a person: validated, or for one in ten still open."""
    held_on, is_open = TODAY - timedelta(days=rank % 300), rank % 10 == 0
    status = DiagnosisStatus.DRAFT if is_open else DiagnosisStatus.VALIDATED
    closed_on = None if is_open else held_on
    held = {"id": new_id(), "moment": Moment.ENTRY, "held_on": held_on, "status": status}
    yield diagnoses.Diagnosis, of_stay | held | {"validated_on": closed_on, "closed_on": closed_on}
    part = {"diagnosis_id": held["id"], "professional_id": referent.id, "field": Field.SOCIAL}
    part |= {"structure_id": referent.structure_id, "joined_at": NOW}
    yield diagnoses.DiagnosisInterviewer, part | {"validated_at": None if is_open else NOW}
    retained = {"theme": "mobilite", "retained_state": ThemeState.NEED}
    yield diagnoses.DiagnosisTheme, {"diagnosis_id": held["id"]} | retained
