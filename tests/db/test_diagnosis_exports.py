"""A diagnosis that leaves: for whom, without which words, and the line that it leaves in the journal."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from components.documents.diagnosis import diagnosis_pdf
from db.actions.diagnosis_exports import take_diagnosis_sheet, take_diagnosis_text
from db.engine import read_session
from db.models.accounts import SignInSession
from db.models.audit import AuditEntry
from db.models.diagnoses import DiagnosisAnswer
from db.queries.journal import list_file_accesses
from domain.access import Field
from domain.audit import AuditEvent
from domain.clock import set_clock
from domain.errors import ForbiddenError, NotFoundError
from tests.db.furniture import WORD
from tests.db.world import build_side
from tests.factories import NOW
from tests.services.pdf import pdf_words

TAKES = [
    (take_diagnosis_sheet, "Diagnostic partagé, remis à la personne"),
    (take_diagnosis_text, "Diagnostic partagé, copié pour un autre logiciel"),
]


@pytest.fixture
def side(session):
    """A consortium where everybody is signed in."""
    set_clock(lambda: NOW)
    return build_side(session)


def exports(session):
    return session.scalars(select(AuditEntry).where(AuditEntry.event == AuditEvent.EXPORT)).all()


def test_the_paper_holds_her_words_and_the_phone_of_the_structure_but_no_note(session, side):
    side.structure.phone = "04 99 00 12 34"
    for stored in session.scalars(select(DiagnosisAnswer)):
        stored.shared_note, stored.restricted_note = "Note partagée", "Note réservée"
    session.flush()
    words = pdf_words(diagnosis_pdf(take_diagnosis_sheet(side.viewers["referent"], side.diagnosis_id)))
    assert f"Ce que je veux « {WORD} »" in words
    assert "04 99 00 12 34" in words
    assert "Projet, pas encore validé" in words
    assert "Note" not in words


def test_the_text_holds_shared_notes_and_never_a_restricted_one(session, side):
    for stored in session.scalars(select(DiagnosisAnswer)):
        stored.shared_note, stored.restricted_note = "Note partagée", "Note réservée"
    session.flush()
    text = take_diagnosis_text(side.viewers["referent"], side.diagnosis_id)
    assert "Éloïse Lefèvre" in text
    assert "Note partagée" in text
    assert "Note réservée" not in text


@pytest.mark.parametrize(("take", "label"), TAKES)
def test_taking_it_is_told_to_who_asks_who_read_the_file(session, side, take, label):
    viewer = side.viewers["partner"]
    take(viewer, side.diagnosis_id)
    (line,) = exports(session)
    assert (line.beneficiary_id, line.professional_id) == (side.person.id, viewer.professional_id)
    with read_session(viewer) as reading:
        latest = list_file_accesses(reading, viewer, side.person.id)[0]
    assert (latest.event_label, latest.object_label) == ("Export", label)


@pytest.mark.parametrize(("take", "_"), TAKES)
def test_the_coordination_outside_the_group_is_refused(session, side, take, _):
    with pytest.raises(ForbiddenError):
        take(side.viewers["coordinator"], side.diagnosis_id)
    assert not exports(session)


@pytest.mark.parametrize(("take", "_"), TAKES)
@pytest.mark.parametrize("name", ["colleague", "manager", "neighbour", "administrator", "nobody"])
def test_who_may_not_open_the_file_gets_nothing(session, side, take, _, name):
    with pytest.raises(NotFoundError):
        take(side.viewers[name], side.diagnosis_id)
    assert not exports(session)


@pytest.mark.parametrize(("take", "_"), TAKES)
def test_that_of_another_consortium_is_answered_like_an_absent_one(session, side, take, _):
    with pytest.raises(NotFoundError):
        take(side.viewers["referent"], build_side(session).diagnosis_id)


@pytest.mark.parametrize(("take", "_"), TAKES)
def test_a_session_that_is_over_gets_nothing(session, side, take, _):
    viewer = side.viewers["referent"]
    session.get_one(SignInSession, viewer.session_id).revoked_at = NOW
    session.flush()
    with pytest.raises(NotFoundError):
        take(viewer, side.diagnosis_id)


def test_rights_lost_since_the_page_was_shown_are_lost(side):
    former = replace(side.viewers["nobody"], roles=side.viewers["referent"].roles, field=Field.SOCIAL)
    with pytest.raises(NotFoundError):
        take_diagnosis_sheet(former, side.diagnosis_id)


def test_it_costs_a_constant_number_of_statements(side, count_statements):
    with count_statements() as statements:
        take_diagnosis_sheet(side.viewers["referent"], side.diagnosis_id)
    assert len(statements) == 8
