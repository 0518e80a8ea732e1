"""What happens between the person and the professionals: contacts, appointments, reviews."""

from datetime import date, timedelta
from typing import NamedTuple

from db.demo.batch import instant
from db.demo.calendar import draw_days, draw_delay, draw_hour, later, working_day
from db.demo.model import Desk, Path
from db.demo.network import Worker
from db.demo.sentences import CONTACTS, MISSED_CONTACTS, PURPOSES, REVIEWS
from db.models.exchanges import Appointment, Contact, Review
from domain.alerts import AlertCode
from domain.follow_up import AppointmentStatus as Status
from domain.follow_up import Presence
from domain.people import Channel

CONSORTIUM_RHYTHM_DAYS = 90
# Three contacts a year were common (Le Média social, 2022); recent trials meet people every week.
CONTACT_GAP_DAYS = 100
APPOINTMENT_GAP_DAYS = 180
REVIEW_GAP = 0.9  # of the rhythm: most reviews come a little before they are due
_REVIEWS_HELD = (0.78, 0.94)  # share of the reviews due that took place, before and now
_EVERY_CHANNEL, _EVERY_PRESENCE = tuple(Channel), tuple(Presence)
_CHANNELS = (0.5, 0.22, 0.14, 0.06, 0.08)
_STATUSES = (Status.HONOURED, Status.EXCUSED, Status.NOT_EXCUSED, Status.CANCELLED)
# Reviews with the person are honoured appointments too: with them, eight in ten of those due are.
_STEADY, _FRAGILE = (0.43, 0.09, 0.41, 0.07), (0.26, 0.12, 0.55, 0.07)
_FIRST_SEEN_DAYS = (45, 24)  # from the entry to the first appointment, before and now
_FIRST_SEEN_SHARE = 0.94


def add_exchanges(desk: Desk, path: Path) -> None:
    """Queue the exchanges of a path; some people fall silent, some reviews wait too long."""
    _receive(desk, path)
    if not path.referents:
        return
    start = path.referents[0].started_on
    last_day = min(path.until, desk.today - timedelta(days=1))  # today is still to come
    silence = _lapse(desk, path, AlertCode.NO_CONTACT, (65, 190))
    absence = max(silence, _lapse(desk, path, AlertCode.MISSED_APPOINTMENTS, (60, 80)))
    _add_contacts(desk, path, start, last_day - silence)
    _add_appointments(desk, path, start, last_day - absence)
    rhythm = path.review_rhythm_days or CONSORTIUM_RHYTHM_DAYS
    neglect = _lapse(desk, path, AlertCode.REVIEW_OVERDUE, (rhythm + 10, rhythm + 150))
    _add_reviews(desk, path, start, last_day - max(absence, neglect))
    if path.referent and not silence and path.stay.exited_on is None and not path.is_paused(desk.today):
        _add_coming_appointments(desk, path, path.referent)


def _lapse(desk: Desk, path: Path, code: AlertCode, days: tuple[int, int]) -> timedelta:
    return timedelta(days=desk.rng.randint(*days) if code in path.slips else 0)


def _receive(desk: Desk, path: Path) -> None:
    """Before the orientation, the structure that opened the file makes contact; it reviews who waits long."""
    worker = desk.rng.choice(desk.network.team[path.owner.id])
    entered_on = path.stay.entered_on
    received_until = min(path.oriented_on or path.until, later(entered_on, 200))
    _see_first(desk, path, worker)
    for day in draw_days(desk.rng, entered_on, received_until, 45):
        add_contact(desk, path, day, worker)
    if not path.referents and desk.rng.random() < 0.6:
        for day in draw_days(desk.rng, entered_on, path.until - timedelta(days=1), 75, regularity=16):
            add_review(desk, path, day, worker)


def _see_first(desk: Desk, path: Path, worker: Worker) -> None:
    entered_on = path.stay.entered_on
    seen_on = later(entered_on, 2 + draw_delay(desk.rng, desk.between(*_FIRST_SEEN_DAYS, entered_on)))
    if desk.rng.random() < _FIRST_SEEN_SHARE and seen_on < min(path.until, desk.today):
        worker = next(iter(path.colleagues_on(seen_on)), worker)
        add_appointment(desk, path, Meeting(seen_on, worker, Status.HONOURED))


def _add_contacts(desk: Desk, path: Path, start: date, end: date) -> None:
    for day in draw_days(desk.rng, start, end, CONTACT_GAP_DAYS):
        if not path.is_paused(day) and (worker := _draw_colleague(desk, path, day)):
            add_contact(desk, path, day, worker)


def add_contact(desk: Desk, path: Path, day: date, worker: Worker, *, is_reached: bool | None = None) -> None:
    """Queue a contact; unless it is said, the person is reached four times in five."""
    rng = desk.rng
    if is_reached is None:
        is_reached = rng.random() < 0.78
    desk.batch.add(
        Contact,
        day,
        worker.id,
        support_period_id=path.support_period_id,
        happened_on=day,
        channel=rng.choices(_EVERY_CHANNEL, _CHANNELS)[0],
        is_reached=is_reached,
        sentence=rng.choice(CONTACTS if is_reached else MISSED_CONTACTS) if rng.random() < 0.8 else "",
        professional_id=worker.id,
    )
    if is_reached:
        path.facts.reach(day)


def _add_appointments(desk: Desk, path: Path, start: date, end: date) -> None:
    rng = desk.rng
    attendance = _FRAGILE if rng.random() < 0.2 else _STEADY
    for day in draw_days(rng, start, end, APPOINTMENT_GAP_DAYS):
        if not path.is_paused(day) and (worker := _draw_colleague(desk, path, day)):
            status = rng.choices(_STATUSES, attendance)[0]
            add_appointment(desk, path, Meeting(day, worker, status))


class Meeting(NamedTuple):
    """An appointment drawn; without an hour, any hour of that day."""

    day: date
    worker: Worker
    status: Status
    counts_as_review: bool = False
    minutes: int | None = None


def add_appointment(desk: Desk, path: Path, meeting: Meeting) -> None:
    """Queue an appointment; an honoured one reaches the person."""
    rng, (day, worker, status, counts_as_review, minutes) = desk.rng, meeting
    others = [other.id for other in path.colleagues_on(day) if other.id != worker.id]
    desk.batch.add(
        Appointment,
        max(path.stay.entered_on, min(day, desk.today) - timedelta(days=7)),
        worker.id,
        support_period_id=path.support_period_id,
        starts_at=instant(day, minutes or draw_hour(rng)),
        takes_place_on=day,
        duration_minutes=rng.choice((30, 45, 45, 60)),
        place=worker.site.name if rng.random() < 0.85 else "À domicile",
        purpose="Point de situation" if counts_as_review else rng.choice(PURPOSES),
        professional_id=worker.id,
        second_professional_id=others[0] if others and rng.random() < 0.12 else None,
        status=status,
        counts_as_review=counts_as_review,
    )
    if status is Status.HONOURED:
        path.facts.reach(day)


def _add_reviews(desk: Desk, path: Path, start: date, end: date) -> None:
    """At the person's rhythm: with her, ticked on an appointment, or between professionals."""
    rhythm = path.review_rhythm_days or CONSORTIUM_RHYTHM_DAYS
    for day in draw_days(desk.rng, start, end, rhythm * REVIEW_GAP, regularity=16):
        is_missed = desk.rng.random() > desk.between(*_REVIEWS_HELD, day)
        if not is_missed and not path.is_paused(day) and (worker := _draw_colleague(desk, path, day)):
            add_review(desk, path, day, worker)


def add_review(desk: Desk, path: Path, day: date, worker: Worker) -> None:
    """Queue a review, with its appointment when the person is there."""
    rng, facts = desk.rng, path.facts
    presence = rng.choices(_EVERY_PRESENCE, (0.6, 0.2, 0.2))[0]
    is_ticked = presence is not Presence.PARTNERS and rng.random() < 0.35
    facts.last_review_on, facts.next_review_on = day, None
    if presence is not Presence.PARTNERS:
        add_appointment(desk, path, Meeting(day, worker, Status.HONOURED, is_ticked))
    if not is_ticked:
        rhythm = path.review_rhythm_days or CONSORTIUM_RHYTHM_DAYS
        wanted_on = later(day, rhythm + rng.randint(-15, 25))
        is_kept = rng.random() < 0.6 and (path.stay.exited_on is None or wanted_on <= path.until)
        facts.next_review_on = wanted_on if is_kept else None
        desk.batch.add(
            Review,
            day,
            worker.id,
            support_period_id=path.support_period_id,
            held_on=day,
            presence=presence,
            summary=rng.choice(REVIEWS),
            next_review_on=facts.next_review_on,
            professional_id=worker.id,
        )
    path.review_days[day] = facts.next_review_on


def _add_coming_appointments(desk: Desk, path: Path, referent: Worker) -> None:
    """A date in the référent's diary for nearly half; a past one whose outcome is not typed yet for a few."""
    rng = desk.rng
    if rng.random() < 0.45:
        day, minutes = desk.diary.book(rng, referent.id)
        add_appointment(desk, path, Meeting(day, referent, Status.PLANNED, minutes=minutes))
    past_day = working_day(desk.today - timedelta(days=rng.randint(1, 6)))
    if rng.random() < 0.04 and path.referents[-1].covers(past_day):
        add_appointment(desk, path, Meeting(past_day, referent, Status.PLANNED))


def _draw_colleague(desk: Desk, path: Path, day: date) -> Worker | None:
    """The référent most often, else somebody of the group; nobody when all have left."""
    colleagues = path.colleagues_on(day)
    if not colleagues or desk.rng.random() < 0.8:
        return colleagues[0] if colleagues else None
    return desk.rng.choice(colleagues)
