"""A whole caseload: each person with her path, then her line in the list."""

from collections.abc import Callable
from datetime import date

from db.demo.batch import instant
from db.demo.care import keep_up
from db.demo.diagnoses import add_diagnoses
from db.demo.exchanges import CONSORTIUM_RHYTHM_DAYS, add_exchanges
from db.demo.group import add_support_period, draw_partners
from db.demo.jobs import add_job_checks
from db.demo.milestones import add_milestones
from db.demo.model import Desk, Path
from db.demo.paths import draw_path, draw_stays
from db.demo.people import Person, add_person, draw_namesake, draw_person, sort_name
from db.demo.plan import add_plan
from db.models.caseload import CaseloadEntry
from domain.reviews import review_due_on

_CHUNK, _REPORTED = 1_000, 10_000
_OBJECTION_SHARE = 0.012
_RHYTHMS = ((None, 30, 60, 180), (0.8, 0.06, 0.08, 0.06))


def add_people(desk: Desk, count: int, report: Callable[[str], None]) -> None:
    """Insert that many people, the first of them present in every demonstration consortium."""
    for number in range(1, count + 1):
        _add_one(desk, is_namesake=number == 1)
        if number % _CHUNK == 0 or number == count:
            desk.batch.flush()
        if number in (_CHUNK, count):
            desk.batch.refresh_statistics()
        if number % _REPORTED == 0:
            report(f"{number} personnes chargées…")


def _add_one(desk: Desk, *, is_namesake: bool) -> None:
    rng, today = desk.rng, desk.today
    stays = draw_stays(rng, today)
    place = desk.places.draw(rng)
    person = (
        draw_namesake(rng, place, today)
        if is_namesake
        else draw_person(rng, place, stays[0].entered_on, today)
    )
    paths = [draw_path(desk, person, stay) for stay in stays]
    beneficiary_id = _add_beneficiary(desk, person, paths)
    for path in paths:
        path.review_rhythm_days = rng.choices(*_RHYTHMS)[0]
        add_support_period(desk, person, beneficiary_id, path)
        add_exchanges(desk, path)
        add_plan(desk, path)
        add_milestones(desk, person, path)
        add_job_checks(desk, path)
        add_diagnoses(desk, person, beneficiary_id, path)
        keep_up(desk, path)
    _add_caseload_entry(desk, person, beneficiary_id, paths[-1])


def _add_beneficiary(desk: Desk, person: Person, paths: list[Path]) -> int:
    """The person; one who objects to sharing belongs to the structure that follows her, without partners."""
    last = paths[-1]
    last.is_reserved = desk.rng.random() < _OBJECTION_SHARE
    if last.is_reserved:
        last.owner = last.site
    for path in paths:
        path.is_reserved = last.is_reserved
        if not last.is_reserved:
            draw_partners(desk, path)
    entered_on = paths[0].stay.entered_on
    return add_person(
        desk.batch,
        desk.rng,
        person,
        entered_on,
        owner_structure_id=last.owner.id,
        reserved_structure_id=last.owner.id if last.is_reserved else None,
        sharing_objected_on=last.stay.entered_on if last.is_reserved else None,
    )


def _add_caseload_entry(desk: Desk, person: Person, beneficiary_id: int, path: Path) -> None:
    """The rule of db/actions/caseload_entries.py, from what was just drawn."""
    desk.batch.add_plain(
        CaseloadEntry,
        beneficiary_id=beneficiary_id,
        support_period_id=path.support_period_id,
        reserved_structure_id=path.owner.id if path.is_reserved else None,
        sort_name=sort_name(person.name),
        birth_date=person.birth_date,
        commune_code=person.place.code,
        track=path.directions[-1].track if path.directions else None,
        entered_on=path.stay.entered_on,
        exited_on=path.stay.exited_on,
        referent_id=path.referent.id if path.referent else None,
        structure_id=path.site.id,
        refreshed_at=instant(desk.today),
        **_dated_facts(path),
    )


def _dated_facts(path: Path) -> dict[str, date | None]:
    facts = path.facts
    return {
        "paused_on": facts.paused_on,
        "pause_ended_on": facts.pause_ended_on,
        "last_contact_on": facts.last_contact_on,
        "last_review_on": facts.last_review_on,
        "review_due_on": review_due_on(
            entered_on=path.stay.entered_on,
            last_review_on=facts.last_review_on,
            agreed_on=facts.next_review_on,
            rhythm_days=path.review_rhythm_days or CONSORTIUM_RHYTHM_DAYS,
        ),
        "contract_ends_on": facts.contract_ends_on,
    }
