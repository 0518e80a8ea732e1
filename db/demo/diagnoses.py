"""The shared diagnostic of fictional people: when it is made, by whom, what it becomes."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

from db.demo.calendar import draw_delay, later, working_day
from db.demo.diagnosis_draws import Drawn, Meeting, draw_diagnosis, not_concluded
from db.demo.diagnosis_rows import Life, add_diagnosis, add_to_plan, needs_of
from db.demo.diagnosis_teams import draw_team
from db.demo.exchanges import CONSORTIUM_RHYTHM_DAYS
from db.demo.frames import frame_on
from db.demo.model import Desk, Path
from db.demo.people import Person
from db.demo.referrals import add_referrals
from domain.alerts import AlertCode
from domain.diagnosis.words import DiagnosisStatus, Moment
from domain.follow_up import Track

DIAGNOSED_SHARE, SETTLED_SHARE = 0.42, 0.85
_AGAIN, _AT_EXIT, _REFERRED_AGAIN = 0.02, 0.25, 0.3
_FIRST_DAYS = (52, 14)  # from the entry, before and now
_RENEWED_DAYS = (15, 330)  # ago: who is kept up has one that is not a year old
_MOST = 3  # in a stay: a row for each theme spoken of weighs on the load of a hundred thousand people
_CORRECTED_SHARE = 0.01
_OPEN_SHARE = 0.05
_DAYS_BETWEEN, _SETTLED = timedelta(days=180), timedelta(days=365)
_LATEST_ENTRY = timedelta(days=180)  # after it, a first diagnosis is one made on the way


class Planned(NamedTuple):
    """A diagnosis to draw; the next review is already known when it goes with one."""

    moment: Moment
    held_on: date
    next_review_on: date | None = None


def add_diagnoses(desk: Desk, person: Person, beneficiary_id: int, path: Path) -> None:
    """Queue the diagnoses of a stay: validated ones, each replacing the one before, then an open one."""
    rng = desk.later_rng
    done: list[tuple[Drawn, list[date]]] = []
    is_kept_up = path.stay.exited_on is None and AlertCode.DIAGNOSIS_MISSING not in path.slips
    planned_days = list(islice(_plan(desk, path), _MOST)) if is_kept_up or _had_one(desk, path) else []
    if is_kept_up:
        _renew(desk, path, planned_days)
    for planned in planned_days:
        if meeting := _meet(desk, beneficiary_id, path, planned):
            drawn = draw_diagnosis(rng, person, meeting, done[-1][0] if done else None)
            signed = [later(planned.held_on, rng.choice((0, 0, 1, 3, 8))) for _ in meeting.interviewers]
            if max(signed) < min(desk.today, path.until):
                done.append((drawn, signed))
    for rank, (drawn, signed) in enumerate(done):
        replaced_on = max(done[rank + 1][1]) if rank + 1 < len(done) else None
        first_needs = needs_of(done[0][0]) if rank else None
        _add_validated(desk, path, drawn, signed, replaced_on, first_needs)
        if not rank or rng.random() < _REFERRED_AGAIN:
            add_referrals(desk, path, drawn, max(signed))
    _add_open(desk, person, beneficiary_id, path, done[-1][0] if done else None)


def _had_one(desk: Desk, path: Path) -> bool:
    """Of who left, or came lately and was not seen to; most of those who have been there for long."""
    is_settled = path.stay.exited_on is None and path.stay.entered_on < desk.today - _SETTLED
    return desk.later_rng.random() < (SETTLED_SHARE if is_settled else DIAGNOSED_SHARE)


def _plan(desk: Desk, path: Path) -> Iterator[Planned]:
    """At the entry; again on days of review, months apart; for some, before they leave."""
    rng, stay = desk.later_rng, path.stay
    held_on = _draw_first_day(desk, path)
    yield Planned(_moment_on(path, held_on), held_on)
    for day, next_review_on in path.dated_reviews:
        if day > held_on + _DAYS_BETWEEN and rng.random() < _AGAIN:
            held_on = day
            yield Planned(Moment.INTERMEDIATE, day, next_review_on)
    if stay.exited_on and rng.random() < _AT_EXIT:
        day = working_day(stay.exited_on - timedelta(days=rng.randint(10, 25)))
        if day > held_on + timedelta(days=30):
            yield Planned(Moment.EXIT, day)


def _renew(desk: Desk, path: Path, planned: list[Planned]) -> None:
    """Replace or follow the last one when it is a year old: on the day of a review if there was one."""
    soonest, latest = (desk.today - timedelta(days=days) for days in _RENEWED_DAYS)
    if planned[-1].held_on >= latest:
        return
    reviewed = [(day, following) for day, following in path.dated_reviews if latest <= day <= soonest]
    any_day = working_day(desk.today - timedelta(days=desk.later_rng.randint(*_RENEWED_DAYS)))
    day, following = desk.later_rng.choice(reviewed) if reviewed else (any_day, None)
    planned[_MOST - 1 :] = []
    planned.append(Planned(Moment.INTERMEDIATE, day, following))


def _draw_first_day(desk: Desk, path: Path) -> date:
    """While the structure that opened the file receives her, or with her first référent."""
    entered_on = path.stay.entered_on
    return later(entered_on, 3 + draw_delay(desk.later_rng, desk.between(*_FIRST_DAYS, entered_on)))


def _meet(desk: Desk, beneficiary_id: int, path: Path, planned: Planned) -> Meeting | None:
    """Who was there that day, nobody during a pause."""
    day = planned.held_on
    is_possible = day < min(desk.today, path.until) and not path.is_paused(day)
    team = draw_team(desk, beneficiary_id, path, day) if is_possible else []
    if not team:
        return None
    rhythm = path.review_rhythm_days or CONSORTIUM_RHYTHM_DAYS
    next_review_on = planned.next_review_on or later(day, rhythm + desk.later_rng.randint(-15, 5))
    track = next((one.track for one in reversed(path.directions) if one.decided_on <= day), None)
    track = track or (path.directions[0].track if path.directions else Track.SOCIO_PROFESSIONAL)
    return Meeting(planned.moment, day, next_review_on, team, track, frame_on(desk.frames, day))


def _add_validated(
    desk: Desk,
    path: Path,
    drawn: Drawn,
    signed: list[date],
    replaced_on: date | None,
    first_needs: int | None,
) -> None:
    """One that everybody signed; now and then it was corrected at once by a copy."""
    signed_on, corrected_id = max(signed), None
    if desk.later_rng.random() < _CORRECTED_SHARE:
        life = Life(DiagnosisStatus.SUPERSEDED, signed, signed_on, first_needs=first_needs)
        corrected_id = add_diagnosis(desk, path, drawn, life)
    status = DiagnosisStatus.SUPERSEDED if replaced_on else DiagnosisStatus.VALIDATED
    known = needs_of(drawn) if corrected_id and first_needs is None else first_needs
    add_diagnosis(desk, path, drawn, Life(status, signed, replaced_on, corrected_id, known))
    add_to_plan(desk, path, drawn)


def _add_open(desk: Desk, person: Person, beneficiary_id: int, path: Path, last: Drawn | None) -> None:
    """Every référent has one to sign; others are being typed, or wait for the colleague."""
    rng, referent = desk.later_rng, path.referent
    if referent is None or path.stay.exited_on or path.is_paused(desk.today):
        return
    held_on = later(path.referents[-1].started_on, max(0, _days_followed(desk, path) - rng.randint(1, 14)))
    is_soon = last is not None and held_on < last.meeting.held_on + _DAYS_BETWEEN
    if is_soon or held_on >= desk.today or (referent.drafts and rng.random() >= _OPEN_SHARE):
        return
    is_alone = path.is_reserved or referent.drafts % 4 == 1
    team = draw_team(desk, beneficiary_id, path, held_on, joint_share=0 if is_alone else 1)
    moment = Moment.INTERMEDIATE if last else _moment_on(path, held_on)
    review_on, frame = later(desk.today, rng.randint(30, 90)), frame_on(desk.frames, held_on)
    meeting = Meeting(moment, held_on, review_on, team, path.directions[-1].track, frame)
    drawn = draw_diagnosis(rng, person, meeting, last)
    if len(team) == 1 or referent.drafts % 4 == 3:
        add_diagnosis(desk, path, not_concluded(drawn), Life(DiagnosisStatus.DRAFT, [None for _ in team]))
    else:
        signed = [held_on, None] if referent.drafts % 4 else [None, held_on]
        add_diagnosis(desk, path, drawn, Life(DiagnosisStatus.COMPLETED, signed))
    referent.drafts += 1


def _moment_on(path: Path, held_on: date) -> Moment:
    is_entry = held_on <= path.stay.entered_on + _LATEST_ENTRY
    return Moment.ENTRY if is_entry else Moment.INTERMEDIATE


def _days_followed(desk: Desk, path: Path) -> int:
    return (desk.today - path.referents[-1].started_on).days
