"""Commissions of the main territory: two bodies, their past meetings, the one of today, their baskets."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from db.actions.caseload_entries import refresh_caseload_entries
from db.demo.batch import Batch, instant
from db.demo.calendar import working_day
from db.demo.commission_cases import TOLD, BodyDesk, Held, fill_basket, put_on_agenda
from db.demo.commission_people import list_candidates
from db.demo.coordinates import Places
from db.demo.network import Network
from db.models.cases import AgendaPoint, MeetingMinutes
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember, MeetingSeat
from db.queries.commissions.minutes import gather_content
from domain.access import Viewer
from domain.commissions.bodies import USUAL_COLLEGES, USUAL_MOTIVES, usual_endings
from domain.commissions.minutes import to_json
from domain.commissions.preparing import FIRST_POINT_MINUTES
from domain.commissions.words import (
    Attendance,
    CommissionFamily,
    Conclusion,
    MeetingState,
    MemberDuty,
    MinutesState,
    PointKind,
    PointState,
    Reply,
)

_PAST_MONTHS, _PER_MEETING, _TODAY_SITUATIONS = 8, 4, 8
_NINE = 9 * 60
_ENDINGS = (Conclusion.FOUND, Conclusion.FOUND, Conclusion.FOUND, Conclusion.TO_DEEPEN)


def add_commissions(
    batch: Batch, secretary_id: int, network: Network, places: Places, today: date, rng: Random
) -> None:
    """Two bodies with all that they did; the lines of the people brought to one are refreshed."""
    taken: set[int] = set()
    people = list_candidates(batch.session, batch.consortium_id)
    for rank, one in enumerate(TOLD["bodies"]):
        areas = {places.by_code[code].area for code in one["near"]}
        communes = sorted(code for code, place in places.by_code.items() if place.area in areas)
        near = [who for who in people if who.commune_code in set(communes)]
        desk = BodyDesk(batch, rng, _add_body(batch, one, communes), near, today)
        _add_members(desk, TOLD["seats"], network, secretary_id, is_first=rank == 0)
        _meet(desk, is_today=rank == 0)
        taken |= {who.beneficiary_id for who in desk.seen}
    batch.flush()
    refresh_caseload_entries(batch.session, batch.consortium_id, sorted(taken))


def _add_body(batch: Batch, told: Mapping[str, Any], communes: list[str]) -> int:
    endings = usual_endings(CommissionFamily.SOLUTIONS)
    return batch.add(
        CommissionBody, batch.opened_on, None, name=told["name"], place=told["place"], rules=told["rules"],
        communes=communes, motives=list(USUAL_MOTIVES), colleges=list(USUAL_COLLEGES), quorum={},
        endings=[{"meaning": one.meaning.value, "words": one.words} for one in endings],
        family=CommissionFamily.SOLUTIONS,
    )  # fmt: skip


def _add_members(
    desk: BodyDesk, seats: Mapping[str, Any], network: Network, secretary_id: int, *, is_first: bool
) -> None:
    """A secretary, one worker of each kind of structure, members without account; one undertaking misses."""
    signed_on = desk.today - timedelta(days=260)
    desk.secretary_id = secretary_id
    desk.secretary = _add_member(
        desk, professional_id=secretary_id, college=USUAL_COLLEGES[0], duty=MemberDuty.SECRETARY,
        is_voting=False, confidentiality_on=signed_on,
    )  # fmt: skip
    for college, kind, function in seats["kinds"]:
        team = [one for site in network.sites if site.kind == kind for one in network.team[site.id]]
        worker = desk.rng.choice(team)
        is_chair = not desk.chair_id
        told = {"college": college, "function": function, "confidentiality_on": signed_on}
        member = _add_member(
            desk, professional_id=worker.id, structure_id=worker.site.id,
            duty=MemberDuty.CHAIR if is_chair else MemberDuty.MEMBER, **told,
        )  # fmt: skip
        if is_chair:
            desk.chair_id = member
            other = next((one for one in team if one.id != worker.id), worker)
            _add_member(
                desk, professional_id=other.id, structure_id=other.site.id, substitute_for_id=member, **told
            )
    _add_guests(desk, seats["without_account"], signed_on, is_first=is_first)


def _add_guests(desk: BodyDesk, seats: Sequence[Sequence[str]], signed_on: date, *, is_first: bool) -> None:
    """Members without account; the very first one has not signed yet."""
    for rank, (college, name, function, organisation) in enumerate(seats):
        _add_member(
            desk, name=name, college=college, function=function, organisation=organisation,
            confidentiality_on=None if is_first and rank == 0 else signed_on,
        )  # fmt: skip


def _add_member(desk: BodyDesk, **values: Any) -> int:
    member_id = desk.batch.add(CommissionMember, desk.batch.opened_on, None, body_id=desk.body_id, **values)
    if "substitute_for_id" not in values:  # who replaces is not convened
        desk.members.append(member_id)
    return member_id


def _meet(desk: BodyDesk, *, is_today: bool) -> None:
    """Each past month, then today in the first body, in three weeks, and the basket."""
    for months in range(_PAST_MONTHS, 0, -1):
        _hold(desk, working_day(desk.today - timedelta(days=30 * months - 5)))
    if is_today:
        meeting = _add_meeting(desk, desk.today, MeetingState.AGENDA_SET)
        for number in range(1, _TODAY_SITUATIONS + 1):
            put_on_agenda(desk, meeting, number)
    _add_meeting(desk, working_day(desk.today + timedelta(days=21)), MeetingState.CREATED)
    fill_basket(desk)


def _add_meeting(desk: BodyDesk, on: date, state: MeetingState) -> Held:
    """A meeting with its seats and its first point."""
    is_over, is_convened = state == MeetingState.CLOSED, state != MeetingState.CREATED
    written_on = min(on, desk.today) - timedelta(days=21)
    meeting_id = desk.batch.add(
        CommissionMeeting, written_on, desk.secretary_id, body_id=desk.body_id,
        starts_at=instant(on, _NINE), meets_on=on, place="Salle habituelle", state=state,
        secretary_id=desk.secretary, chair_id=desk.chair_id, convened_on=written_on if is_convened else None,
        opened_at=instant(on, _NINE + 5) if is_over else None,
        ended_at=instant(on, _NINE + 100) if is_over else None,
        closed_on=min(working_day(on + timedelta(days=4)), desk.today) if is_over else None,
    )  # fmt: skip
    for member_id in desk.members:
        _add_seat(desk, meeting_id, member_id, written_on if is_convened else None, is_over=is_over)
    desk.batch.add(
        AgendaPoint, written_on, desk.secretary_id, meeting_id=meeting_id, kind=PointKind.COMMITMENTS,
        rank=1, minutes=FIRST_POINT_MINUTES, state=PointState.TREATED if is_over else PointState.PLANNED,
    )  # fmt: skip
    return Held(meeting_id, on)


def _add_seat(
    desk: BodyDesk, meeting_id: int, member_id: int, convened_on: date | None, *, is_over: bool
) -> None:
    reply = desk.rng.choices((Reply.COMING, Reply.EXCUSED), (0.85, 0.15))[0]
    if member_id in (desk.secretary, desk.chair_id):
        reply = Reply.COMING
    came = Attendance.PRESENT if reply == Reply.COMING else Attendance.ABSENT
    desk.batch.add(
        MeetingSeat, convened_on or desk.today, desk.secretary_id, meeting_id=meeting_id,
        member_id=member_id, convened_on=convened_on, reply=reply if convened_on else None,
        attendance=came if is_over else None,
    )  # fmt: skip


def _hold(desk: BodyDesk, on: date) -> None:
    meeting = _add_meeting(desk, on, MeetingState.CLOSED)
    for number in range(1, _PER_MEETING + 1):
        put_on_agenda(desk, meeting, number, ending=desk.rng.choice(_ENDINGS))
    written_on = min(working_day(on + timedelta(days=4)), desk.today)
    desk.batch.add(
        MeetingMinutes, written_on, desk.secretary_id, meeting_id=meeting.id, number=1, content={},
        state=MinutesState.VALIDATED, validated_at=instant(written_on), validated_by_id=desk.secretary_id,
    )  # fmt: skip


def write_minutes(batch: Batch, coordinator: Viewer) -> None:
    """What the minutes of past meetings say."""
    batch.flush()
    validated = select(MeetingMinutes).where(MeetingMinutes.consortium_id == batch.consortium_id)
    for minutes in batch.session.scalars(validated).all():
        minutes.content = to_json(gather_content(batch.session, coordinator, minutes.meeting_id))
    batch.session.flush()
