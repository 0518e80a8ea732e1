"""The support period of a path and the professionals around it: orientations, référents, group, pause."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from db.demo.calendar import later
from db.demo.model import Desk, Path, Turn
from db.demo.network import Site, Worker
from db.demo.people import Person
from db.models.beneficiaries import GroupMember, Pause, ReferentAssignment, SupportPeriod
from db.models.paths import Orientation
from domain.access import Field
from domain.follow_up import EntryOrigin, ExitReason, PauseReason, SharePurpose
from domain.people import Public

_CONTINUED_SUPPORT = timedelta(days=180)
_ENTRY_SHARES = (0.58, 0.2, 0.12, 0.05, 0.05)
# Exits of the year; Dares, October 2024: 26 % of people leave the benefit within a year, most for a job.
_EXIT_SHARES = {
    ExitReason.LASTING_JOB: 0.21,
    ExitReason.TRANSITION_JOB: 0.15,
    ExitReason.RIGHTS_ENDED: 0.16,
    ExitReason.MOVED: 0.13,
    ExitReason.QUALIFYING_TRAINING: 0.09,
    ExitReason.UNREACHABLE: 0.09,
    ExitReason.PERSON_CHOICE: 0.07,
    ExitReason.BUSINESS: 0.04,
    ExitReason.OTHER: 0.04,
    ExitReason.DECEASED: 0.01,
}


def draw_partners(desk: Desk, path: Path) -> None:
    """Up to three other professionals, each of another structure, more often of the other field."""
    rng = desk.rng
    if not path.directions:
        return
    lead = path.referents[-1].worker
    sites = {turn.worker.site.id for turn in path.referents}
    other_field = Field.PROFESSIONAL if lead.field == Field.SOCIAL else Field.SOCIAL
    for _ in range(rng.choices((0, 1, 2, 3), (0.3, 0.38, 0.22, 0.1))[0]):
        worker = rng.choice(desk.network.by_field[other_field if rng.random() < 0.75 else lead.field])
        if worker.site.id not in sites:
            sites.add(worker.site.id)
            path.partners.append(_draw_turn(desk, path, worker))


def _end_of_share(desk: Desk, path: Path) -> date | None:
    """After a recent exit the group still reads the file, for the first months; later it does not."""
    exited_on = path.stay.exited_on
    return exited_on if exited_on and exited_on < desk.today - _CONTINUED_SUPPORT else None


def _draw_turn(desk: Desk, path: Path, worker: Worker) -> Turn:
    room = (path.until - path.directions[0].decided_on).days
    started_on = later(path.directions[0].decided_on, desk.rng.randint(0, room))
    ended_on = _end_of_share(desk, path)
    if ended_on is None and desk.rng.random() < 0.15:
        ended_on = min(later(started_on, 90), path.until)
    return Turn(worker, started_on, ended_on)


def add_support_period(desk: Desk, person: Person, beneficiary_id: int, path: Path) -> None:
    """Queue the support period, its orientations, référents, group and pause."""
    stay, batch = path.stay, desk.batch
    path.exit_reason = _draw_exit_reason(desk, person) if stay.exited_on else None
    path.beneficiary_id = beneficiary_id
    is_outreach = Public.TO_BE_MET in person.publics
    origin = desk.rng.choices(list(EntryOrigin), _ENTRY_SHARES)[0]
    path.support_period_id = batch.add(
        SupportPeriod,
        stay.entered_on,
        None,
        beneficiary_id=beneficiary_id,
        entered_on=stay.entered_on,
        entry_origin=EntryOrigin.OUTREACH if is_outreach else origin,
        track=path.directions[-1].track if path.directions else None,
        review_rhythm_days=path.review_rhythm_days,
        exited_on=stay.exited_on,
        exit_reason=path.exit_reason,
    )
    _add_orientations(desk, path)
    _add_group(desk, beneficiary_id, path)
    _add_pause(desk, path)


def _draw_exit_reason(desk: Desk, person: Person) -> ExitReason:
    if person.age >= 62 and desk.rng.random() < 0.6:
        return ExitReason.RETIRED
    return desk.rng.choices(list(_EXIT_SHARES), list(_EXIT_SHARES.values()))[0]


def _add_orientations(desk: Desk, path: Path) -> None:
    for direction in path.directions:
        notified_on = later(direction.decided_on, desk.rng.randint(0, 12))
        desk.batch.add(
            Orientation,
            direction.decided_on,
            None,
            support_period_id=path.support_period_id,
            track=direction.track,
            structure_id=direction.site.id,
            decided_on=direction.decided_on,
            notified_on=notified_on if notified_on <= path.until else None,
        )
    for turn in path.referents:
        desk.batch.add(
            ReferentAssignment,
            turn.started_on,
            turn.worker.id,
            support_period_id=path.support_period_id,
            professional_id=turn.worker.id,
            started_on=turn.started_on,
            ended_on=turn.ended_on,
        )


class _Share(NamedTuple):
    site: Site
    worker: Worker | None
    started_on: date
    ended_on: date | None
    purpose: SharePurpose


def add_share(desk: Desk, beneficiary_id: int, turn: Turn, purpose: SharePurpose) -> None:
    """Queue a professional who joins the group for a purpose."""
    worker, started_on, ended_on = turn
    desk.batch.add(
        GroupMember,
        started_on,
        None,
        beneficiary_id=beneficiary_id,
        structure_id=worker.site.id,
        professional_id=worker.id,
        purpose=purpose,
        started_on=started_on,
        ended_on=ended_on,
    )


def _add_group(desk: Desk, beneficiary_id: int, path: Path) -> None:
    for share in (*_named_shares(desk, path), *_structure_shares(desk, path)):
        is_partner = share.worker is not None and share.purpose is not SharePurpose.SUPPORT
        desk.batch.add(
            GroupMember,
            share.started_on,
            None,
            beneficiary_id=beneficiary_id,
            structure_id=share.site.id,
            professional_id=share.worker.id if share.worker else None,
            purpose=share.purpose,
            started_on=share.started_on,
            ended_on=share.ended_on,
            objected_on=share.started_on if is_partner and desk.rng.random() < 0.015 else None,
        )


def _named_shares(desk: Desk, path: Path) -> Iterator[_Share]:
    for turn in path.referents:
        has_exit_as_end = turn.ended_on is not None and turn.ended_on == path.stay.exited_on
        ended_on = _end_of_share(desk, path) if has_exit_as_end else turn.ended_on
        yield _Share(turn.worker.site, turn.worker, turn.started_on, ended_on, SharePurpose.SUPPORT)
    for turn in path.partners:
        purpose = desk.rng.choice((SharePurpose.SOLUTION, SharePurpose.STEP, SharePurpose.ASSESSMENT))
        yield _Share(turn.worker.site, *turn, purpose)


def _structure_shares(desk: Desk, path: Path) -> Iterator[_Share]:
    """A whole structure while nobody is in charge: before the orientation, or after a référent left."""
    handed_over_on = path.oriented_on or _end_of_share(desk, path)
    yield _Share(path.owner, None, path.stay.entered_on, handed_over_on, SharePurpose.ASSESSMENT)
    if path.stay.exited_on is None and path.referents and path.referents[-1].ended_on:
        yield _Share(path.site, None, path.referents[-1].ended_on, None, SharePurpose.SUPPORT)


def _add_pause(desk: Desk, path: Path) -> None:
    """One oriented person in eight paused once; nearly half of those who are present still are."""
    rng, oriented_on = desk.rng, path.oriented_on
    if oriented_on is None or (path.until - oriented_on).days < 60 or rng.random() >= 0.13:
        return
    is_open = path.stay.exited_on is None and rng.random() < 0.45
    room = (path.until - oriented_on).days
    days_ago = rng.randint(5, min(90, room)) if is_open else rng.randint(50, room)
    started_on = later(oriented_on, room - days_ago)
    ended_on = None if is_open else later(started_on, rng.randint(15, 45))
    path.facts.paused_on, path.facts.pause_ended_on = started_on, ended_on
    desk.batch.add(
        Pause,
        started_on,
        path.referents[-1].worker.id,
        support_period_id=path.support_period_id,
        reason=rng.choice(list(PauseReason)),
        started_on=started_on,
        expected_end_on=later(started_on, rng.randint(30, 150)),
        ended_on=ended_on,
    )
