"""A meeting to prepare: a body with a secretary, a chair, a member, a substitute; situations that wait."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.commissions import agenda, meetings
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember, MeetingSeat
from db.models.consortia import Consortium
from domain.access import Role, Viewer
from domain.commissions.preparing import MeetingDraft
from domain.commissions.words import MeetingState, MemberDuty
from domain.identifiers import new_id
from tests.commission_factories import make_body, make_case, make_member
from tests.db.meeting_days import act
from tests.factories import make_consortium, make_person, make_professional, viewer_for

STARTS = datetime.fromisoformat("2026-12-03T14:00")


@dataclass(frozen=True)
class Preparation:
    """What was made; the secretary holds no role on people."""

    secretary: Viewer
    referent: Viewer
    body: CommissionBody
    members: list[CommissionMember]
    people: list[Beneficiary]
    cases: list[CommissionCase]

    def create(self, **values) -> int:
        """A meeting of this body."""
        record_id = new_id()
        draft = MeetingDraft(**({"body_id": self.body.id, "starts_at": STARTS} | values))
        act(self.secretary, meetings.create_meeting, record_id=record_id, draft=draft)
        return record_id

    def add(self, meeting_id: int, *cases: CommissionCase) -> None:
        """Put these on its agenda."""
        for case in cases:
            act(self.secretary, agenda.add_situation, meeting_id, case.id)

    def convene(self, meeting_id: int) -> None:
        """Members are convened."""
        act(self.secretary, meetings.move_on, meeting_id, to=MeetingState.CONVENED)

    def meeting(self, session: Session, meeting_id: int) -> CommissionMeeting:
        """As it is stored now."""
        session.expire_all()
        return session.get_one(CommissionMeeting, (self.body.consortium_id, meeting_id))

    def points(self, session: Session, meeting_id: int) -> list[AgendaPoint]:
        """Its agenda as it is stored now."""
        session.expire_all()
        point = AgendaPoint
        statement = select(point).where(point.meeting_id == meeting_id).order_by(point.rank)
        return list(session.scalars(statement))

    def seats(self, session: Session, meeting_id: int) -> list[MeetingSeat]:
        """Its seats as they are stored now."""
        session.expire_all()
        seat = MeetingSeat
        return list(session.scalars(select(seat).where(seat.meeting_id == meeting_id).order_by(seat.id)))


def make_preparation(
    session: Session, situations: int = 3, secretary: Professional | None = None
) -> Preparation:
    """Members in this order: secretary, chair, a member without account, her substitute."""
    if secretary is None:
        roles = (Role.COMMISSION_SECRETARY,)
        secretary = make_professional(session, make_consortium(session), roles=roles)
    consortium = session.get_one(Consortium, secretary.consortium_id)
    referent = make_professional(session, consortium)
    body = make_body(session, consortium.id, place="Salle du conseil", minutes=20)
    members = [
        make_member(session, body, secretary, duty=MemberDuty.SECRETARY, college="Département"),
        make_member(session, body, referent, duty=MemberDuty.CHAIR, college="CAF"),
        make_member(session, body, None, name="Inès Membre", college="France Travail"),
    ]
    members.append(make_member(session, body, None, name="Paul Suppléant", substitute_for_id=members[2].id))
    people = [make_person(session, referent, first_names=f"Zoé{n}") for n in range(situations)]
    cases = [make_case(session, one, body, referent) for one in people]
    viewers = viewer_for(session, secretary), viewer_for(session, referent)
    return Preparation(*viewers, body, members, people, cases)
