"""What the meeting says of a situation, typed during the discussion and kept at once, field by field."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from db.actions.commissions.held import case_of, hold_point
from db.actions.commissions.opened import sign
from db.actions.commissions.passages import settle_point
from db.actions.commissions.screen import tell_screen
from db.actions.history import cleaned
from db.models.cases import AgendaPoint
from db.models.commissions import CommissionMeeting
from db.queries.commissions.bodies import read_body
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.bodies import Body
from domain.commissions.day import differs
from domain.commissions.words import CommissionFamily
from domain.errors import InvalidInputError, NotFoundError

COMMENT_LENGTH, MOST_VOTES = 600, 500
VOTES = ("votes_for", "votes_against", "votes_blank")
FIELDS = ("conclusion_words", "comment", "aside", *VOTES)


def record_outcome(
    session: Session, viewer: Viewer, point_id: int, field: str, *, shown: Any, typed: Any
) -> None:
    """Keep a field of an outcome; EditConflictError when it is not `shown` any more.

    `conclusion_words`: one of the body's list or "" ; `aside`: members; votes: regulatory bodies only.
    """
    meeting, point = hold_point(session, viewer, point_id)
    _, stay = case_of(session, viewer, point)
    body = read_body(session, viewer, meeting.body_id)
    typed = list(typed) if field == "aside" else cleaned(typed)
    _require_possible(body, field, typed)
    shown = list(shown) if field == "aside" else shown
    told = [_told(body, field, value) for value in (getattr(point, field, None), typed)]
    if field not in FIELDS or not differs(field, getattr(point, field), shown=shown, typed=typed, told=told):
        return
    setattr(point, field, typed)
    if field == "conclusion_words":
        _conclude(session, viewer, meeting, point, body)
    sign(session, viewer, AuditEvent.UPDATE, point, stay.beneficiary_id)
    tell_screen(session, viewer, meeting)


def _require_possible(body: Body, field: str, typed: Any) -> None:
    """What no screen offers is answered like something absent."""
    if field not in FIELDS:
        raise NotFoundError
    if field == "conclusion_words" and typed and typed not in {ending.words for ending in body.endings}:
        raise NotFoundError
    if field == "aside" and not {member.id for member in body.members}.issuperset(typed):
        raise NotFoundError
    if field == "comment" and len(typed) > COMMENT_LENGTH:
        raise InvalidInputError({field: f"{COMMENT_LENGTH} signes au plus\u00a0: la salle le lit à l’écran."})
    if field in VOTES:
        if body.family is not CommissionFamily.REGULATORY:
            raise NotFoundError
        if typed is not None and not 0 <= typed <= MOST_VOTES:
            raise InvalidInputError({field: f"Entre 0 et {MOST_VOTES}."})


def _conclude(
    session: Session, viewer: Viewer, meeting: CommissionMeeting, point: AgendaPoint, body: Body
) -> None:
    """What the words mean; a situation that is not looked at any more takes the state that follows."""
    meanings = {ending.words: ending.meaning for ending in body.endings}
    point.conclusion = meanings.get(point.conclusion_words)
    if meeting.current_point_id != point.id:
        settle_point(session, viewer, meeting, point)


def _told(body: Body, field: str, value: Any) -> str:
    if field != "aside":
        return "" if value is None else str(value)
    names = {member.id: member.name or member.function for member in body.members}
    chosen: Sequence[int] = value or ()
    return ", ".join(names.get(one, "") for one in chosen)
