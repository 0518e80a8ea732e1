"""« Carnet de bord »: what is read for it, for whom, and the line that its export leaves."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from components.documents.logbook import logbook_pdf
from db.actions.logbooks import take_logbook
from db.engine import read_session
from db.models.accounts import SignInSession
from db.models.audit import AuditEntry
from db.queries.journal import list_file_accesses
from db.queries.logbooks import get_logbook
from domain.audit import AuditEvent
from domain.clock import set_clock
from domain.errors import NotFoundError
from tests.db.furniture import WORD
from tests.db.world import build_side
from tests.factories import NOW
from tests.services.pdf import pdf_words


@pytest.fixture
def side(session):
    """A consortium where everybody is signed in."""
    set_clock(lambda: NOW)
    return build_side(session)


def test_it_holds_the_file_and_the_phone_of_the_structure_but_no_note_nor_contact(session, side):
    side.structure.phone = "04 99 00 12 34"
    session.flush()
    words = pdf_words(logbook_pdf(take_logbook(side.viewers["referent"], side.person.id)))
    for written in (
        f"{WORD} passe le permis",
        f"{WORD} a repris contact.",
        "04 99 00 12 34",
        "Parcours social",
    ):
        assert written in words
    for never in ("préfère le matin", "va bien", "Santé"):
        assert never not in words


def test_taking_it_is_told_to_who_asks_who_read_the_file(session, side):
    viewer = side.viewers["partner"]
    take_logbook(viewer, side.person.id)
    line = session.scalars(select(AuditEntry).where(AuditEntry.event == AuditEvent.EXPORT)).one()
    assert (line.beneficiary_id, line.professional_id) == (side.person.id, viewer.professional_id)
    with read_session(viewer) as reading:
        latest = list_file_accesses(reading, viewer, side.person.id)[0]
    assert (latest.event_label, latest.object_label) == ("Export", "Carnet de bord")


@pytest.mark.parametrize("name", ["colleague", "manager", "neighbour", "administrator", "nobody"])
def test_who_may_not_open_the_file_gets_nothing_and_leaves_no_export(session, side, name):
    """T089."""
    with pytest.raises(NotFoundError):
        take_logbook(side.viewers[name], side.person.id)
    assert not session.scalars(select(AuditEntry).where(AuditEntry.event == AuditEvent.EXPORT)).all()


def test_a_session_that_is_over_gets_nothing(session, side):
    viewer = side.viewers["referent"]
    session.get_one(SignInSession, viewer.session_id).revoked_at = NOW
    session.flush()
    with pytest.raises(NotFoundError):
        take_logbook(viewer, side.person.id)


def test_rights_lost_since_the_page_was_shown_are_lost(side):
    former = replace(side.viewers["nobody"], roles=side.viewers["coordinator"].roles)
    with pytest.raises(NotFoundError):
        take_logbook(former, side.person.id)


def test_it_costs_a_constant_number_of_statements(side, count_statements):
    viewer = side.viewers["referent"]
    with count_statements() as statements, read_session(viewer) as session:
        get_logbook(session, viewer, side.person.id)
    assert len(statements) == 12
