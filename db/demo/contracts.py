"""Contracts of a path: signed sooner now than before, renewed, today's in force for most."""

from datetime import date, timedelta

from db.demo.calendar import draw_delay, later
from db.demo.model import Desk, Path
from db.demo.people import Person
from db.models.paths import EngagementContract
from domain.alerts import AlertCode
from domain.follow_up import ContractKind
from domain.organisations import StructureKind as Kind
from domain.people import Public

# DREES, OARSA: 58 days (France, 2018) to 153 (Pyrénées-Orientales, 2018) from orientation to contract;
# 22 % (Pyrénées-Orientales, 2018) to 51 % (France) of those concerned hold one, before
# contracts became the rule: so did they here eighteen months ago.
ORIENTATION_TO_CONTRACT_DAYS = (108, 36)  # before and now
CONTRACT_SHARE = 0.66
RENEWAL_SHARE = 0.62
RENEWED_IN_TIME_SHARE = 0.9  # of the contracts that end within a month
_RENEWED_BEFORE, _LAPSED, _LATE_AT_MOST = timedelta(days=30), timedelta(days=150), timedelta(days=300)
_CONTRACT_DAYS = ((91, 182, 364), (0.06, 0.36, 0.58))


def add_contracts(desk: Desk, person: Person, path: Path) -> None:
    """Queue after each orientation a first contract, then its renewals, with gaps; today's is in force."""
    if not _has_some(desk, path):
        return
    kind, contract_id = _draw_contract_kind(desk, person, path), None
    ends = [*(direction.decided_on for direction in path.directions[1:]), path.until]
    for direction, until in zip(path.directions, ends, strict=True):
        starts_on = later(direction.decided_on, _draw_wait(desk, direction.decided_on, contract_id))
        while starts_on < until:
            ends_on = _draw_contract_end(desk, path, starts_on, until)
            contract_id = _add_contract(desk, path, kind, (starts_on, ends_on), contract_id)
            path.facts.contract_ends_on = max(ends_on, path.facts.contract_ends_on or ends_on)
            starts_on = _draw_renewal(desk, path, ends_on)


def _has_some(desk: Desk, path: Path) -> bool:
    """Whose path goes on has one, but who slipped lately; of who left, some."""
    is_recent = path.directions[0].decided_on > desk.today - _LATE_AT_MOST
    if path.stay.exited_on:
        return desk.rng.random() < CONTRACT_SHARE
    return not (is_recent and AlertCode.CONTRACT_LATE in path.slips)


def _draw_wait(desk: Desk, decided_on: date, former_id: int | None) -> float:
    """Days before the contract: the first is long to come, the next ones follow a path that is known."""
    if former_id is not None:
        return desk.rng.randint(2, 35)
    return draw_delay(desk.rng, desk.between(*ORIENTATION_TO_CONTRACT_DAYS, decided_on))


def _draw_contract_end(desk: Desk, path: Path, starts_on: date, until: date) -> date:
    """Soon after the next orientation, at the exit; today's is prolonged in time, unless that slipped."""
    rng, today = desk.rng, desk.today
    ends_on = starts_on + timedelta(days=rng.choices(*_CONTRACT_DAYS)[0])
    if path.stay.exited_on:
        return min(ends_on, path.until)
    if until < today:
        return min(ends_on, until + timedelta(days=40))
    if AlertCode.CONTRACT_ENDING in path.slips and ends_on > today - _LAPSED:
        lapsed_on = today + timedelta(days=rng.randint(-_LAPSED.days, 28))
        return max(starts_on + timedelta(days=14), min(ends_on, lapsed_on))
    while today <= ends_on <= today + _RENEWED_BEFORE and rng.random() < RENEWED_IN_TIME_SHARE:
        ends_on += timedelta(days=91)
    return ends_on


def _draw_renewal(desk: Desk, path: Path, ends_on: date) -> date:
    """Soon, or after a time without; whose path goes on waits for none today, but for what slipped."""
    rng = desk.rng
    gap = rng.randint(1, 12) if rng.random() < RENEWAL_SHARE else rng.randint(60, 200)
    starts_on = ends_on + timedelta(days=gap)
    if path.stay.exited_on is None and starts_on >= desk.today - _LAPSED:
        is_slipping = AlertCode.CONTRACT_ENDING in path.slips
        return path.until if is_slipping else ends_on + timedelta(days=1)
    return starts_on


def _draw_contract_kind(desk: Desk, person: Person, path: Path) -> ContractKind:
    site_kind = path.directions[0].site.kind
    if site_kind is Kind.MISSION_LOCALE:
        return desk.rng.choice((ContractKind.CEJ, ContractKind.PACEA))
    if site_kind is Kind.FRANCE_TRAVAIL and desk.rng.random() < 0.4:
        return ContractKind.PPAE
    if Public.RSA in person.publics and site_kind is Kind.DEPARTMENT and desk.rng.random() < 0.4:
        return ContractKind.CER
    return ContractKind.ENGAGEMENT


def _add_contract(
    desk: Desk, path: Path, kind: ContractKind, dates: tuple[date, date], renewed_id: int | None
) -> int:
    rng = desk.rng
    starts_on, ends_on = dates
    signed_on = later(starts_on, rng.randint(0, 10))
    countersigned_on = later(signed_on, rng.randint(0, 15))
    has_hours = rng.random() < 0.75
    return desk.batch.add(
        EngagementContract,
        starts_on,
        path.referents[0].worker.id,
        support_period_id=path.support_period_id,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        person_signed_on=signed_on if signed_on <= path.until and rng.random() < 0.95 else None,
        structure_signed_on=countersigned_on if countersigned_on <= path.until else None,
        weekly_hours_agreed=rng.choice((10, 15, 15, 15, 20)) if has_hours else None,
        weekly_hours_planned=rng.choice((5, 8, 10, 12, 15, 20)) if has_hours else None,
        renewed_contract_id=renewed_id,
    )
