"""The skeleton of a path: stays, orientation and référents, drawn before any row is written."""

from collections.abc import Collection
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from db.demo.calendar import draw_delay, later, working_day
from db.demo.model import Desk, Direction, Path, Stay, Turn
from db.demo.network import Worker
from db.demo.people import Person
from db.demo.slips import draw_slips
from domain.alerts import AlertCode
from domain.follow_up import Track
from domain.organisations import StructureKind as Kind
from domain.people import Public

DAYS_SHOWN = 3 * 365
# DREES, OARSA 2023 (79 days, 86 % oriented) and 2018 for the Pyrénées-Orientales (102 days, 76 %).
ENTRY_TO_ORIENTATION_DAYS = (95, 36)  # before and now
LONG_WAIT_SHARE, _LONG_WAIT_DAYS = (0.18, 0.1), (150, 500)
REEXAMINED_DAYS, _STAYS_SOCIAL_SHARE = 165, 0.6  # of social tracks, which are seen again within six months
_FORGOTTEN_DAYS = (190, 420)
FOLLOWED_SHARE = 0.75  # what the shares above leave with a référent today

_TRACKS = {"default": (0.42, 0.28, 0.30), "young": (0.55, 0.30, 0.15), "to_be_met": (0.1, 0.3, 0.6)}
_KINDS = {
    Track.PROFESSIONAL: {Kind.FRANCE_TRAVAIL: 0.82, Kind.ASSOCIATION: 0.1, Kind.PLIE: 0.08},
    Track.SOCIO_PROFESSIONAL: {
        Kind.ASSOCIATION: 0.28,
        Kind.DEPARTMENT: 0.25,
        Kind.FRANCE_TRAVAIL: 0.2,
        Kind.PLIE: 0.15,
        Kind.CCAS: 0.12,
    },
    Track.SOCIAL: {Kind.DEPARTMENT: 0.85, Kind.CCAS: 0.08, Kind.ASSOCIATION: 0.07},
}


def draw_stays(rng: Random, today: date) -> list[Stay]:
    """One stay, or two for who came back: 8 in 10 present people for more than a year (DREES, OARSA 2023)."""
    fate = rng.random()
    if fate < 0.18:
        return [_draw_ended_stay(rng, today, rng.randint(1, 640))]
    entered_on = working_day(today - timedelta(days=_draw_seniority(rng)))
    present = Stay(entered_on, None)
    days = (today - entered_on).days
    if fate < 0.26 and days < DAYS_SHOWN - 300:
        return [_draw_ended_stay(rng, today, days + rng.randint(60, 150)), present]
    return [present]


def _draw_seniority(rng: Random) -> int:
    shortest, longest = rng.choices(((0, 182), (183, 365), (366, DAYS_SHOWN)), (0.09, 0.09, 0.82))[0]
    return rng.randint(shortest, longest)


def _draw_ended_stay(rng: Random, today: date, exited_days_ago: int) -> Stay:
    days = rng.randint(90, DAYS_SHOWN - exited_days_ago)
    exited_on = working_day(today - timedelta(days=exited_days_ago))
    return Stay(working_day(exited_on - timedelta(days=days)), exited_on)


def draw_track(rng: Random, person: Person) -> Track:
    """The track, by public."""
    case = "to_be_met" if Public.TO_BE_MET in person.publics else "default"
    case = "young" if Public.YOUNG in person.publics else case
    return rng.choices(list(Track), _TRACKS[case])[0]


def draw_kind(rng: Random, person: Person, track: Track, available: Collection[Kind]) -> Kind:
    """The kind of structure in charge: by public first, then by track."""
    if Public.YOUNG in person.publics and Kind.MISSION_LOCALE in available and rng.random() < 0.6:
        return Kind.MISSION_LOCALE
    if Public.DISABLED_WORKER in person.publics and Kind.CAP_EMPLOI in available and rng.random() < 0.45:
        return Kind.CAP_EMPLOI
    shares = {kind: share for kind, share in _KINDS[track].items() if kind in available}
    return rng.choices(list(shares), list(shares.values()))[0]


def draw_path(desk: Desk, person: Person, stay: Stay) -> Path:
    """Orientation, référents and group of a stay."""
    rng = desk.rng
    owner_kind = rng.choices((Kind.DEPARTMENT, Kind.FRANCE_TRAVAIL, Kind.CCAS), (0.7, 0.2, 0.1))[0]
    owner = desk.network.site_near(owner_kind, person.place.area)
    path = Path(stay, stay.exited_on or desk.today, owner)
    if stay.exited_on is None:
        path.slips = draw_slips(desk.care_rng)
    oriented_on = later(stay.entered_on, _draw_wait(desk, stay.entered_on))
    if oriented_on <= path.until:
        _orient(desk, person, path, oriented_on)
    return path


def _draw_wait(desk: Desk, entered_on: date) -> float:
    """Days before the orientation, fewer now than before; some wait very long."""
    if desk.rng.random() < desk.between(*LONG_WAIT_SHARE, entered_on):
        return desk.rng.randint(*_LONG_WAIT_DAYS)
    return draw_delay(desk.rng, desk.between(*ENTRY_TO_ORIENTATION_DAYS, entered_on))


def _orient(desk: Desk, person: Person, path: Path, oriented_on: date) -> None:
    """The orientation and its référent; later, for one person in five, another référent, often elsewhere."""
    charge = _draw_charge(desk, person, path)
    changed_on = later(oriented_on, desk.rng.randint(120, 500))
    if changed_on < path.until and desk.rng.random() < 0.3:
        former = _draw_former_charge(desk, person, charge)
        if former.worker.id != charge.worker.id:
            _take_charge(path, former, oriented_on, changed_on)
            oriented_on = changed_on
    left_on = max(oriented_on, desk.today - timedelta(days=desk.rng.randint(18, 150)))
    _take_charge(path, charge, oriented_on, left_on if charge.has_left else path.stay.exited_on)
    if path.stay.exited_on is None:
        _see_again(desk, path)


def _see_again(desk: Desk, path: Path) -> None:
    """Who has been on a social track for long was oriented again lately, often on the same one."""
    last = path.directions[-1]
    days = _FORGOTTEN_DAYS if AlertCode.SOCIAL_TRACK_REVIEW in path.slips else (1, REEXAMINED_DAYS)
    decided_on = working_day(desk.today - timedelta(days=desk.rng.randint(*days)))
    is_long_ago = (desk.today - last.decided_on).days > REEXAMINED_DAYS
    if last.track is Track.SOCIAL and is_long_ago and decided_on > last.decided_on:
        is_same = AlertCode.SOCIAL_TRACK_REVIEW in path.slips or desk.rng.random() < _STAYS_SOCIAL_SHARE
        track = Track.SOCIAL if is_same else Track.SOCIO_PROFESSIONAL
        path.directions.append(Direction(decided_on, track, last.site))


class _Charge(NamedTuple):
    track: Track
    worker: Worker
    has_left: bool = False


def _draw_charge(desk: Desk, person: Person, path: Path | None) -> _Charge:
    """The référents of people present today share them evenly; a few have left and are not replaced."""
    track = draw_track(desk.rng, person)
    kind = draw_kind(desk.rng, person, track, desk.network.referents)
    is_present = path is not None and path.stay.exited_on is None
    has_left = path is not None and AlertCode.NO_REFERENT in path.slips
    if not is_present or has_left:
        return _Charge(track, desk.rng.choice(desk.network.referents[kind]), has_left)
    worker = desk.network.least_loaded(kind, person.place.area)
    worker.load += 1
    return _Charge(track, worker)


def _draw_former_charge(desk: Desk, person: Person, present: _Charge) -> _Charge:
    """A colleague of the present référent, or an earlier orientation elsewhere."""
    if desk.rng.random() < 0.5:
        return _Charge(present.track, desk.rng.choice(desk.network.team[present.worker.site.id]))
    return _draw_charge(desk, person, None)


def _take_charge(path: Path, charge: _Charge, started_on: date, ended_on: date | None) -> None:
    site = charge.worker.site
    if not path.directions or path.directions[-1].site.id != site.id:
        path.directions.append(Direction(started_on, charge.track, site))
    path.referents.append(Turn(charge.worker, started_on, ended_on))
