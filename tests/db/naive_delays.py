"""Delays counted one stay after the other, in plain Python."""

from collections import Counter
from datetime import date, timedelta

from db.engine import read_session
from domain.indicators.model import Perimeter
from domain.indicators.pairs import READY_PAIRS, pair_of
from tests.factories import TODAY

YEAR_AGO = TODAY - timedelta(days=364)
PERIMETERS = (
    Perimeter(YEAR_AGO, TODAY, TODAY),
    Perimeter(YEAR_AGO, TODAY - timedelta(days=60), TODAY - timedelta(days=60)),
    Perimeter(TODAY - timedelta(days=200), TODAY - timedelta(days=100), TODAY - timedelta(days=30)),
    Perimeter(date(2001, 1, 1), date(2001, 2, 1), date(2001, 2, 1)),
)
OTHERS = (
    "review-review",
    "appointment_honoured-appointment_honoured",
    "first_contact-review",
    "orientation-first_contact",
    "job_planned-job_started",
    "training_ended-training_ended",
    "entry-exit",
    "contract_signed-exit",
    "entry-first_contact",
)
PAIRS = (*READY_PAIRS, *map(pair_of, OTHERS))


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def days_of(stay, kind):
    borne = {"entry": [stay.entered_on], "exit": [stay.exited_on] if stay.exited_on else []}
    return sorted(set(borne.get(kind.code, stay.days[kind.code])))


def naive(stays, pair, perimeter):
    """(person, structure, start, days, reached) of each start, one stay after the other."""
    for stay in stays:
        end_of_stay = stay.exited_on or date.max
        until = min(end_of_stay, perimeter.reference_on)
        starts = days_of(stay, pair.start)
        for start in starts[:1] if pair.start.is_once else starts:
            if stay.entered_on > perimeter.last_on or start > end_of_stay:
                continue
            if perimeter.starts_on <= start <= perimeter.last_on:
                first = start + timedelta(days=pair.is_of_one_kind)
                ends = [day for day in days_of(stay, pair.end) if first <= day <= until]
                days = ((ends[0] if ends else until) - start).days
                yield stay.person_id, stay.structure_id, start, days, bool(ends)


def counted(rows):
    return Counter({(row.days, bool(row.is_reached), row.month, row.structure_id): row.count for row in rows})


def alike(found):
    return Counter((days, came, start.replace(day=1), where) for _, where, start, days, came in found)
