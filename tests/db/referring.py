"""A person, who follows her, a structure that carries a service, and the gestures of both."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from db.actions.offer.referral_answers import act_on_referral, receive_referral
from db.actions.offer.referrals import send_referral
from db.engine import read_session, write_session
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Consortium
from db.models.offer import Service
from db.queries.offer_referrals import get_referral
from domain.access import Role, Viewer
from domain.identifiers import new_id
from domain.offer.referral_lists import ReferralLine
from domain.offer.referrals import Gesture, GestureDraft, ReferralDraft
from domain.offer.words import ServiceKind
from tests.factories import (
    make_consortium,
    make_person,
    make_professional,
    make_service,
    make_structure,
    viewer_for,
)


@dataclass(frozen=True)
class Place:
    """Everybody there: the sender and her manager, the receiver and hers, the coordination."""

    consortium: Consortium
    person: Beneficiary
    service: Service
    viewers: dict[str, Viewer]
    staff: dict[str, Professional]

    def send(self, who: str = "sender", **values: Any) -> int:
        """Refer the person to the service: the number of the referral."""
        record_id, viewer = new_id(), self.viewers[who]
        draft = replace(
            ReferralDraft(self.service.id, "mobilite", "Réparer sa voiture", None, "", True), **values
        )
        with write_session(viewer) as session:
            send_referral(session, viewer, self.person.id, record_id=record_id, draft=draft)
        return record_id

    def act(self, referral_id: int, gesture: Gesture, who: str = "receiver", **values: Any) -> None:
        """A gesture at the version that is stored."""
        viewer, version = self.viewers[who], self.read(referral_id, who).version
        with write_session(viewer) as session:
            draft = GestureDraft(gesture, **values)
            act_on_referral(session, viewer, referral_id, version=version, draft=draft)

    def receive(self, referral_id: int, who: str = "receiver") -> None:
        """Open it."""
        viewer = self.viewers[who]
        with write_session(viewer) as session:
            receive_referral(session, viewer, referral_id)

    def read(self, referral_id: int, who: str = "sender") -> ReferralLine:
        """As this viewer reads it."""
        with read_session(self.viewers[who]) as session:
            return get_referral(session, self.viewers[who], referral_id)


def build_place(session: Session, *, is_outside: bool = False) -> Place:
    """The service is carried by the receiver's structure, or by nobody of the consortium."""
    consortium = make_consortium(session)
    ours, theirs = (make_structure(session, consortium, name) for name in ("Nous", "Garage"))
    roles = {
        "sender": (ours, Role.CASEWORKER),
        "manager": (ours, Role.STRUCTURE_MANAGER),
        "receiver": (theirs, Role.CASEWORKER),
        "their_manager": (theirs, Role.STRUCTURE_MANAGER),
        "stranger": (make_structure(session, consortium), Role.CASEWORKER),
        "coordinator": (make_structure(session, consortium), Role.COORDINATOR),
    }
    people = {
        name: make_professional(session, consortium, structure=structure, roles=(role,))
        for name, (structure, role) in roles.items()
    }
    viewers = {name: viewer_for(session, someone) for name, someone in people.items()}
    person = make_person(session, people["sender"], phone="0600000001")
    carrier = None if is_outside else theirs
    service = make_service(session, consortium, name="Atelier", structure=carrier, kind=ServiceKind.WORKSHOP)
    return Place(consortium, person, service, viewers, people)
