"""Rows of the rights matrix for what is proposed to a person."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.engine import write_session
from db.models.indicators import PathLine
from db.queries import referred_people, suggestions, unmet_needs
from domain.access import Viewer
from tests.db.rights import FILE, LIST, Row
from tests.db.world import Side


def _proposed(session: Session, viewer: Viewer, here: Side) -> bool:
    """An answer, were it empty; a stranger is told that nobody is there."""
    suggestions.suggest_services(session, viewer, here.person.id, ["mobilite"])
    return True


def _unmet(session: Session, viewer: Viewer, here: Side) -> bool:
    with write_session(here.viewers["coordinator"]) as writing:
        of_her = (PathLine.consortium_id == here.consortium.id, PathLine.beneficiary_id == here.person.id)
        writing.execute(update(PathLine).where(*of_her).values(needs=3, referred=0))
    return bool(unmet_needs.list_unmet_needs(session, viewer, here.person.id))


def _solved(session: Session, viewer: Viewer, here: Side) -> bool:
    found = unmet_needs.list_solutions(session, viewer, here.person.id, "mobilite")
    return bool(found.needs)


def _known(session: Session, viewer: Viewer, here: Side) -> bool:
    """Both take somebody already read through the viewer's own scope."""
    person = referred_people.find_person(session, viewer, here.person.id)
    suggestions.suggest_to(session, viewer, person, ["mobilite"])
    return bool(unmet_needs.list_solutions_for(session, viewer, person, "mobilite").needs)


SUGGESTION_READS = {
    "referred_people.get_referred": Row(
        lambda s, v, here: bool(referred_people.get_referred(s, v, here.person.id)), FILE
    ),
    "referred_people.find_person": Row(
        lambda s, v, here: bool(referred_people.find_person(s, v, here.person.id)), LIST
    ),
    "suggestions.suggest_to": Row(_known, LIST),
    "unmet_needs.list_solutions_for": Row(_known, LIST),
    "unmet_needs.list_solutions": Row(_solved, LIST),
    "suggestions.suggest_services": Row(_proposed, LIST),
    "unmet_needs.list_unmet_needs": Row(_unmet, FILE),
}
