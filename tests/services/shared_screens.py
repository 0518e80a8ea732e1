"""A meeting with a shared screen, in the database of a running server."""

from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import BrowserContext
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from db.actions.commissions.projections import open_projection
from db.models.accounts import Professional
from db.models.beneficiaries import ExternalIdentifier
from db.models.commissions import CommissionBody, CommissionMeeting, SharedScreen
from domain import clock
from domain.access import Role, Viewer
from domain.commissions.screens import to_json
from domain.commissions.sheets import Screen
from domain.commissions.words import CaseState, MeetingState
from domain.people import IdentifierOrigin
from tests.commission_factories import make_body, make_case, make_meeting, make_point
from tests.factories import make_person, viewer_for
from tests.services.accounts import make_account
from tests.services.application import Server


@dataclass(frozen=True)
class Room:
    """A meeting of today, its shared screen's token, and the account that opened it."""

    server: Server
    engine: Engine
    viewer: Viewer
    meeting_id: int
    projection_id: int
    token: str

    @property
    def address(self) -> str:
        """The projector's own."""
        return f"{self.server.url}/ecran-partage?seance={self.projection_id}"

    def tell(self, screen: Screen | None) -> None:
        """What each action of the meeting day does."""
        key = {"consortium_id": self.viewer.consortium_id, "meeting_id": self.meeting_id}
        with Session(self.engine) as session, session.begin():
            stored = session.get(SharedScreen, key) or SharedScreen(**key, changes=0)
            stored.changes += 1
            stored.content = to_json(screen) if screen else {}
            session.add(stored)

    def become(self, state: MeetingState) -> None:
        """The meeting changes state."""
        with Session(self.engine) as session, session.begin():
            of_meeting = CommissionMeeting.id == self.meeting_id
            session.execute(
                update(CommissionMeeting).where(of_meeting).values(state=state, state_reason="Essai")
            )

    def give_token(self, context: BrowserContext) -> None:
        """As when the animation opened the shared screen in this browser."""
        context.add_cookies([{"name": "jalons_projection", "value": self.token, "url": self.server.url}])


def make_room(server: Server, engine: Engine, login: str = "secretariat") -> Room:
    """A coordinator with an account, and her meeting, open."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        coordinator = make_account(session, login=login, role=Role.COORDINATOR)
        viewer = replace(viewer_for(session, coordinator, Role.COORDINATOR), now=clock.now())
        body = make_body(session, coordinator.consortium_id, name="Commission de recherche de solutions")
        meeting = make_meeting(session, body, clock.now(), state=MeetingState.OPEN)
        projection, token = open_projection(session, viewer, meeting.id)
    return Room(server, engine, viewer, meeting.id, projection.id, token)


def add_situation(room: Room, **identity: Any) -> int:
    """The point of a person whose every free text tells who she is."""
    who = f"{identity['first_names']} {identity['birth_name']}"
    told = f"{who}, née le 14/07/1991, 06 12 34 56 78, {identity['address']}"
    with Session(room.engine, expire_on_commit=False) as session, session.begin():
        coordinator = session.get_one(Professional, (room.viewer.consortium_id, room.viewer.professional_id))
        coordinator.role_names = (Role.COORDINATOR,)  # type: ignore[attr-defined]
        person = make_person(session, coordinator, **identity)
        meeting = session.get_one(CommissionMeeting, (room.viewer.consortium_id, room.meeting_id))
        body = session.get_one(CommissionBody, (meeting.consortium_id, meeting.body_id))
        texts = {"question": f"Que proposer à {told} ?", "tried": told, "person_words": f"Moi, {told}"}
        case = make_case(session, person, body, coordinator, state=CaseState.SCHEDULED, **texts)
        number = ExternalIdentifier(beneficiary_id=person.id, origin=IdentifierOrigin.FRANCE_TRAVAIL)
        number.consortium_id, number.value = person.consortium_id, "7654321Z"
        session.add(number)
        return int(make_point(session, meeting, case, rank=2).id)
