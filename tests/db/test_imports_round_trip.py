"""Our own export of the caseload, opened again as an import, changes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from components.caseload_table import exported_caseload
from components.exports import csv_bytes, watermark, xlsx_bytes
from db.actions.caseload_entries import refresh_caseload_entry
from db.engine import read_session
from db.models.beneficiaries import (
    BeneficiaryPublic,
    GroupMember,
    Pause,
    ReferentAssignment,
    SupportPeriod,
)
from db.models.exchanges import Appointment
from db.queries.caseloads import export_caseload
from domain.access import Role
from domain.caseload import CaseloadFilters
from domain.follow_up import AppointmentStatus, ExitReason, PauseReason, Status, Track
from domain.imports.model import Verdict
from domain.people import Public
from tests.db.importing import confirm, counts, everything, import_file, preview, rows
from tests.factories import (
    NOW,
    make_person,
    make_professional,
    make_structure,
    meeting_times,
    viewer_for,
)

WRITERS = {"liste.xlsx": xlsx_bytes, "liste.csv": csv_bytes}
NAMES = (
    "Lefèvre",
    "Ben Ali",
    "N’Diaye",
    "García López",
    "O’Brien",
    "Nguyễn",
    "Null",
    "NA",
    "Puig",
    "D’Œuvre",
)
REFERENTS = (("Maud", "Vidal"), ("Jean-Noël", "Sans"), ("Léa", "Ben Ali"))


@pytest.fixture
def referents(session, consortium):
    """Three, each in her structure; the last one has left Jalons."""
    found = []
    for rank, (first, last) in enumerate(REFERENTS):
        structure = make_structure(session, consortium, f"Structure n° {rank}")
        professional = make_professional(session, consortium, structure=structure)
        professional.first_name, professional.last_name = first, last
        found.append(professional)
    found[2].is_active = False
    session.flush()
    return found


@pytest.fixture
def fifty(session, referents):
    """Fifty people of all kinds."""
    for rank in range(50):
        person = make_person(
            session,
            referents[rank % 3],
            birth_name=NAMES[rank % 10],
            usual_name=("", "", "Vidal", "")[rank % 4],
            first_names=f"Anne-{'abcdefghij'[rank // 5]}".title(),
            birth_date=None if rank % 9 == 8 else date(1960 + rank % 40, 1, 1 if rank % 3 else 4),
            commune_code=("66136", None, "66049")[rank % 3],
            postal_code=("66000", None, None)[rank % 3],
        )
        _live(session, person, rank, referents[rank % 3])


def _live(session, person, rank, referent):
    """Publics, a track, and for some two appointments, a pause, or an exit."""
    period = session.scalars(select(SupportPeriod).filter_by(beneficiary_id=person.id)).one()
    key = {"consortium_id": person.consortium_id}
    period.track = (None, *Track)[rank % 4]
    chosen = list(Public)[: rank % 4]
    session.add_all(BeneficiaryPublic(**key, beneficiary_id=person.id, public=public) for public in chosen)
    meetings = [NOW + timedelta(days=days, minutes=rank) for days in (3, 30)] if rank % 2 else []
    said = {"professional_id": referent.id, "status": AppointmentStatus.PLANNED, "purpose": "Point"}
    of_stay = key | {"support_period_id": period.id}
    session.add_all(Appointment(**of_stay, **said, **meeting_times(at)) for at in meetings)
    if rank % 10 == 4:
        dates = {"started_on": date(2026, 10, 1), "expected_end_on": date(2027, 1, 1)}
        session.add(Pause(**of_stay, reason=PauseReason.HEALTH, **dates))
    if rank % 10 == 7:
        period.exited_on, period.exit_reason = date(2026, 9, 1), ExitReason.RETIRED
        active = session.scalars(select(ReferentAssignment).filter_by(support_period_id=period.id)).one()
        active.ended_on = period.exited_on
    session.flush()
    refresh_caseload_entry(session, person.consortium_id, person.id)


def exported(viewer, name):
    """The file that the button gives."""
    with read_session(viewer) as session:
        caseload = export_caseload(session, viewer, CaseloadFilters(statuses=tuple(Status)))
    mark = watermark(viewer, datetime(2026, 11, 20, tzinfo=UTC), 7)
    return WRITERS[name](exported_caseload(caseload), mark)


def judged(viewer, content, name):
    """The run, and the lines that are not unchanged."""
    run_id = preview(viewer, content, name)
    other = [row for row in rows(viewer, run_id).values() if row.verdict != Verdict.UNCHANGED]
    return run_id, [(row.cells, row.reason, row.problems, row.changes, row.conflicts) for row in other]


@pytest.mark.usefixtures("fifty")
@pytest.mark.parametrize("name", WRITERS)
def test_every_line_is_unchanged_and_nothing_is_written(session, coordinator, name):
    content = exported(coordinator, name)
    run_id, others = judged(coordinator, content, name)
    assert others == []
    assert counts(coordinator, run_id) == {"unchanged": 50}
    before = everything(session, coordinator)
    assert confirm(coordinator, run_id) == {"unchanged": 50}
    assert {**everything(session, coordinator), "imported_values": None} == {
        **before,
        "imported_values": None,
    }
    assert judged(coordinator, content, name)[1] == []


@pytest.mark.usefixtures("fifty")
def test_the_same_for_a_manager_whose_people_have_other_structures_too(session, consortium, referents):
    manager = make_professional(session, consortium, roles=(Role.STRUCTURE_MANAGER, Role.CASEWORKER))
    manager.structure_id = referents[0].structure_id
    session.flush()
    viewer = viewer_for(session, manager)
    for person_id in _people_of(session, referents[1])[:5]:
        _share(session, viewer, person_id)
    content = exported(viewer, "liste.xlsx")
    run_id, others = judged(viewer, content, "liste.xlsx")
    assert others == []
    assert counts(viewer, run_id)["unchanged"] > 17
    import_file(viewer, content, "liste.xlsx")


def _people_of(session, professional):
    mine = GroupMember.professional_id == professional.id
    return session.scalars(select(GroupMember.beneficiary_id).where(mine)).all()


def _share(session, viewer, person_id):
    of_structure = {"structure_id": viewer.structure_id, "started_on": date(2026, 1, 5)}
    session.add(GroupMember(consortium_id=viewer.consortium_id, beneficiary_id=person_id, **of_structure))
    session.flush()
