"""Who may promise something in a meeting: the person, those who sit, then everybody of the directory."""

from sqlalchemy.orm import Session

from db.queries.commissions.day import PERSON
from db.queries.commissions.meetings import get_meeting
from db.queries.directory import list_professionals, list_structures
from domain.access import Viewer
from domain.commissions.commitments import THE_PERSON, Owner
from domain.commissions.meetings import Meeting


def list_owners(
    session: Session, viewer: Viewer, meeting_id: int, known: Meeting | None = None
) -> dict[Owner, str]:
    """In this order, each once: the person, members with an account, structures, other professionals.

    `known`: the meeting, when the viewer has just read it.
    """
    members = (known or get_meeting(session, viewer, meeting_id)).body.members
    seated = [(Owner(one.professional_id), one.name) for one in members if one.professional_id]
    structures = [(Owner(structure_id=key), name) for key, name in list_structures(session, viewer).items()]
    others = [(Owner(key), name) for key, name in list_professionals(session, viewer).items()]
    found: dict[Owner, str] = {THE_PERSON: PERSON}
    for owner, name in [*seated, *structures, *others]:
        found.setdefault(owner, name)
    return found
