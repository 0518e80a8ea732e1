"""The demonstration has the published orders of magnitude, and its paths hold together."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, text

from db.engine import build_engine
from domain.alerts import AlertCode, AlertRule, fact_span
from domain.thresholds import in_force
from tests.db.demo_loading import TODAY, load
from tests.services.databases import copy_of_template
from tests.services.shared import Shared

DATED_FACTS = {
    "contact": "happened_on",
    "review": "held_on",
    "note": "written_on",
    "orientation": "decided_on",
    "objective": "set_on",
    "diagnosis": "held_on",
    "engagement_contract": "starts_on",
    "step": "coalesce(ended_on, started_on, p.entered_on)",
    "pause": "started_on",
    "referent_assignment": "started_on",
}
# What the sources of db/demo/__init__.py say, and the SQL that measures it on people present today.
PRESENT = "caseload_entry e join consortium c on c.id = e.consortium_id and c.territory_id = '3-24'"
FIRSTS = (
    "(select support_period_id id, min(decided_on) day from orientation group by 1) o"
    " on o.id = e.support_period_id"
)
SHARES = {
    "oriented": (0.86, 0.96, f"select avg(track is not null) from {PRESENT} where exited_on is null"),
    "present for a year": (
        0.74,
        0.86,
        f"select avg(entered_on < '2025-11-18') from {PRESENT} where exited_on is null",
    ),
    "with a valid contract": (
        0.7,
        0.92,
        f"select avg(exists(select 1 from engagement_contract k where k.support_period_id ="
        f" e.support_period_id and '2026-11-18' between k.starts_on and k.ends_on)) from {PRESENT} join"
        " structure s on s.id = e.structure_id where exited_on is null and track is not null"
        " and s.kind <> 'france_travail'",
    ),
    "days from entry to orientation": (
        79,
        125,
        f"select avg(julianday(o.day) - julianday(entered_on)) from {PRESENT} join {FIRSTS}"
        " where exited_on is null",
    ),
    "days from orientation to contract": (
        58,
        153,
        f"select avg(julianday(k.day) - julianday(o.day)) from {PRESENT} join {FIRSTS} join"
        " (select support_period_id id, min(starts_on) day from engagement_contract group by 1) k"
        " on k.id = o.id where exited_on is null",
    ),
    "people per référent": (
        55,
        144,
        f"select avg(n) from (select count(*) n from {PRESENT} where exited_on is null"
        " and referent_id is not null group by referent_id)",
    ),
    "exchanges a year": (
        3,
        12,
        "select (select count(*) from contact where is_reached) * 1.0 / sum(julianday(coalesce(exited_on,"
        " '2026-11-18')) - julianday(entered_on)) * 365 from support_period",
    ),
    "review late": (
        0.1,
        0.25,
        f"select avg(review_due_on < '2026-11-18') from {PRESENT} where exited_on is null",
    ),
    "without référent": (
        0.04,
        0.15,
        f"select avg(referent_id is null) from {PRESENT} where exited_on is null",
    ),
    "not honoured nor excused": (0.08, 0.2, "select avg(status = 'not_excused') from appointment"),
    "back after an exit": (
        0.02,
        0.12,
        "select avg(n > 1) from (select count(*) n from support_period group by beneficiary_id)",
    ),
    "immersions followed by a training": (
        0.4,
        0.95,
        "select avg(exists(select 1 from step t where t.support_period_id = i.support_period_id and"
        " t.kind = 'training' and t.started_on > i.ended_on)) from step i where i.kind = 'immersion'"
        " and i.outcome = 'completed'",
    ),
}


@pytest.fixture(scope="module")
def demo(shared: Shared) -> Iterator[Connection]:
    """2,000 people on SQLite, only read."""
    database = copy_of_template(shared, "sqlite", "demo_2000")
    engine = build_engine(database.url)
    load(engine, database.data_dir, people=2000)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("name", SHARES)
def test_orders_of_magnitude_are_the_published_ones(demo: Connection, name: str) -> None:
    low, high, statement = SHARES[name]
    assert low <= demo.execute(text(statement)).scalar_one() <= high


def test_a_third_of_people_at_most_have_an_alert_and_every_rule_has_some(demo: Connection) -> None:
    facts = text(
        f"select e.beneficiary_id, f.rule, f.fact_on from {PRESENT} join alert_fact f on f.consortium_id ="
        " e.consortium_id and f.beneficiary_id = e.beneficiary_id where e.exited_on is null"
    )
    spans = {rule.value: fact_span(rule, TODAY, in_force({})) for rule in AlertRule}
    rows = [row for row in demo.execute(facts) if spans[row.rule].holds(date.fromisoformat(row.fact_on))]
    people = demo.execute(text(f"select count(*) from {PRESENT} where exited_on is null")).scalar_one()
    assert 0.25 <= len({row.beneficiary_id for row in rows}) / people <= 0.35
    told = {AlertRule(row.rule).code for row in rows}
    assert {code for code in AlertCode if code is not AlertCode.COMMITMENT_OVERDUE} <= told


def test_contacts_about_a_job_are_made_after_its_start_and_told_among_the_exchanges(demo: Connection) -> None:
    made = (
        "select count(*), count(c.id), sum(k.made_on >= k.started_on) from job_check k left join contact c"
        f" on c.id = k.id and c.happened_on = k.made_on and k.made_on < '{TODAY}' where k.made_on is not null"
    )
    checks, told, in_order = demo.execute(text(made)).one()
    assert checks > 0
    assert told == in_order == checks


@pytest.mark.parametrize("table", DATED_FACTS)
def test_nothing_happens_before_the_entry_nor_after_the_exit_or_today(demo: Connection, table: str) -> None:
    happened_on = DATED_FACTS[table]
    statement = (
        f"select count(*), sum({happened_on} < p.entered_on or {happened_on} > coalesce(p.exited_on,"
        f" '{TODAY}')) from {table} f join support_period p on p.id = f.support_period_id"
        " where f.id not in (select id from job_check)"  # a contact about a job goes on after the exit
    )
    facts, out_of_place = demo.execute(text(statement)).one()
    assert facts > 0
    assert out_of_place == 0


def test_only_planned_appointments_are_to_come(demo: Connection) -> None:
    coming = "select distinct status from appointment where starts_at >= '2026-11-18'"
    assert demo.execute(text(coming)).scalars().all() == ["planned"]


def test_publics_go_with_age(demo: Connection) -> None:
    young = "select max((julianday('2026-11-18') - julianday(b.birth_date)) / 365.25) from beneficiary b"
    joined = " join beneficiary_public p on p.beneficiary_id = b.id and p.public = "
    assert demo.execute(text(f"{young}{joined}'young'")).scalar_one() < 26.01
    assert demo.execute(text(f"{young.replace('max', 'min')}{joined}'senior'")).scalar_one() > 54.99


def test_phone_numbers_are_those_kept_for_fiction(demo: Connection) -> None:
    phones = (
        "select phone from beneficiary union select phone from professional union select phone from structure"
    )
    reachable = [
        phone
        for phone in demo.execute(text(phones)).scalars()
        if phone and not phone.startswith(("06 39 98", "05 36 49"))
    ]
    assert reachable == []


def test_a_network_of_forty_structures_and_three_hundred_professionals(demo: Connection) -> None:
    of_main = "where consortium_id = (select id from consortium where territory_id = '3-24')"
    counts = [
        demo.execute(text(f"select count(*) from {table} {of_main}")).scalar_one()
        for table in ("structure", "professional")
    ]
    assert counts[0] == 40
    assert 300 <= counts[1] <= 315


def test_the_caseworker_account_has_a_full_day(demo: Connection) -> None:
    mine = "= (select professional_id from credential where login = 'professionnel.66@exemple.fr')"
    followed = f"from caseload_entry where exited_on is null and referent_id {mine}"
    appointments = f"select count(*) from appointment where professional_id {mine}"
    expected = {
        f"select count(*) {followed}": 60,
        f"select count(*) {followed} and review_due_on < '2026-11-18'": 5,
        f"{appointments} and date(starts_at) = '2026-11-18'": 1,
        f"{appointments} and date(starts_at) between '2026-11-19' and '2026-11-25'": 5,
        f"{appointments} and status = 'not_excused'": 5,
    }
    for statement, least in expected.items():
        assert demo.execute(text(statement)).scalar_one() >= least, statement
