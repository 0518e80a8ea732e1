"""Documents of a meeting that leave: what they are read from, and that each is signed."""

import pytest
from sqlalchemy import select

from db.actions.commissions import papers
from db.models.audit import AuditEntry
from db.queries.commissions.papers import read_invitation, read_paper_sheet
from domain.audit import AuditEvent
from domain.clock import set_clock
from domain.commissions.words import PointKind
from domain.errors import NotFoundError
from tests.db.meeting_days import read
from tests.db.preparing import make_preparation
from tests.db.world import open_account


@pytest.fixture
def made(session):
    return make_preparation(session)


@pytest.fixture
def on_agenda(session, made):
    """A meeting with one situation, and the point of that situation."""
    meeting_id = made.create()
    made.add(meeting_id, made.cases[0])
    return meeting_id, made.points(session, meeting_id)[1].id


def sign_in(session, viewer):
    """A download asks again who holds the session."""
    set_clock(lambda: viewer.now)
    open_account(session, viewer)


def test_the_letter_says_who_brings_her_situation_and_when(made, on_agenda):
    letter = read(made.secretary, read_invitation, *on_agenda)
    assert letter.person.startswith("Zoé0 ")
    assert (letter.presenter, letter.body) == (made.referent.display_name, made.body.name)
    assert f"{letter.starts_at:%H:%M}" == "14:10"


@pytest.mark.parametrize(("is_refused", "expected"), [(False, "3 rue des Lilas"), (True, "")])
def test_nobody_writes_to_a_home_where_she_refuses_it(session, made, on_agenda, is_refused, expected):
    session.refresh(made.people[0])
    made.people[0].address, made.people[0].do_not_write_to_address = "3 rue des Lilas", is_refused
    session.flush()
    assert read(made.secretary, read_invitation, *on_agenda).address == expected


def test_the_sheet_has_the_number_of_this_meeting_and_names_nobody(made, on_agenda):
    sheet = read(made.secretary, read_paper_sheet, *on_agenda)
    assert sheet.number == 1
    assert "Zoé" not in str(sheet)


def test_a_point_that_is_no_situation_has_no_paper(session, made, on_agenda):
    first = made.points(session, on_agenda[0])[0]
    assert first.kind == PointKind.COMMITMENTS
    for query in (read_invitation, read_paper_sheet):
        with pytest.raises(NotFoundError):
            read(made.secretary, query, on_agenda[0], first.id)


@pytest.mark.parametrize(
    ("take", "kind", "is_of_person"),
    [
        (lambda v, m, _: papers.take_agenda(v, m, kind="commission_agenda_named_pdf"),
         "commission_agenda_named_pdf", False),
        (lambda v, m, _: papers.take_convocations(v, m), "commission_convocations", False),
        (papers.take_invitation, "commission_invitation", True),
        (papers.take_sheet, "commission_sheet", True),
    ],
)  # fmt: skip
def test_each_paper_is_signed(session, made, on_agenda, take, kind, is_of_person):
    sign_in(session, made.secretary)
    take(made.secretary, *on_agenda)
    entry = AuditEntry
    exports = select(entry).where(entry.event == AuditEvent.EXPORT, entry.object_kind == kind)
    line = session.scalars(exports.where(entry.consortium_id == made.body.consortium_id)).one()
    assert line.beneficiary_id == (made.people[0].id if is_of_person else None)
    assert line.detail == f"1 ligne(s) ; séance {on_agenda[0]}"


def test_agenda_and_convocations_are_for_who_runs_the_body(session, made, on_agenda):
    sign_in(session, made.referent)
    with pytest.raises(NotFoundError):
        papers.take_agenda(made.referent, on_agenda[0], kind="commission_agenda_named_pdf")
    with pytest.raises(NotFoundError):
        papers.take_convocations(made.referent, on_agenda[0])
