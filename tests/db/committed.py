"""Somebody and a person she follows in a base where what is written is written."""

from db.actions.records import add_record
from db.engine import SessionFactory, write_session
from domain.access import Viewer
from domain.identifiers import new_id
from tests.db.furniture import drafts
from tests.factories import make_consortium, make_person, make_professional, viewer_for


def commit_viewer() -> tuple[Viewer, int]:
    """A professional of a new consortium, and the person of whom she is référent."""
    with SessionFactory.begin() as session:
        professional = make_professional(session, make_consortium(session))
        return viewer_for(session, professional), make_person(session, professional).id


def commit_contact(viewer: Viewer, person_id: int) -> int:
    """A contact, with its audit line; its identifier."""
    record_id, draft = new_id(), drafts(viewer.professional_id)[0]
    with write_session(viewer) as session:
        add_record(session, viewer, person_id, record_id=record_id, draft=draft)
    return record_id
