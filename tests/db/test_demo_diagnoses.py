"""The diagnoses of the demonstration: orders of magnitude, frames, work to do, and nothing invented aside."""

import json
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from db.demo.diagnosis_words import WORDS
from db.demo.projects import JOBS
from db.engine import build_engine
from db.queries.checks import run_checks
from domain.diagnosis.template import TemplateContent
from tests.db.demo_loading import load
from tests.services.databases import copy_of_template
from tests.services.shared import Shared

FINAL = "from diagnosis d where d.validated_on is not null"
TO_LIFT = "retained_state in ('need', 'constraint')"
FIGURES = {
    "people with a référent who have one": (
        0.9,
        0.99,
        "select avg(exists(select 1 from diagnosis d where d.support_period_id = e.support_period_id and"
        " d.validated_on is not null)) from caseload_entry e where exited_on is null and referent_id > 0",
    ),
    "within 30 days of the entry": (
        0.2,
        0.5,
        "select avg(exists(select 1 from diagnosis d where d.support_period_id = p.id and"
        " julianday(d.validated_on) - julianday(p.entered_on) <= 30)) from support_period p",
    ),
    "joint": (0.45, 0.65, f"select avg(is_joint) {FINAL}"),
    "themes spoken of": (5, 10, f"select avg(explored_count) {FINAL}"),
    "seen differently": (
        0.1,
        0.3,
        f"select sum(divergent_count) * 1.0 / sum(compared_count) {FINAL}",
    ),
    "several in a stay": (
        0.5,
        0.8,
        f"select avg(n > 1) from (select count(*) n {FINAL} group by support_period_id)",
    ),
    "corrected": (0.002, 0.03, f"select avg(copy_of_id is not null) {FINAL}"),
    "rows a person": (
        5,
        25,
        "select ((select count(*) from diagnosis) + (select count(*) from diagnosis_interviewer)"
        " + (select count(*) from diagnosis_answer) + (select count(*) from diagnosis_theme)) * 1.0"
        " / (select count(*) from beneficiary)",
    ),
}


@pytest.fixture(scope="module")
def demo(shared: Shared) -> Iterator[Connection]:
    """800 people on SQLite, only read."""
    database = copy_of_template(shared, "sqlite", "demo_800")
    engine = build_engine(database.url)
    load(engine, database.data_dir, people=800)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize("name", FIGURES)
def test_orders_of_magnitude_are_plausible(demo: Connection, name: str) -> None:
    low, high, statement = FIGURES[name]
    assert low <= demo.execute(text(statement)).scalar_one() <= high


def test_the_database_keeps_its_promises(demo: Connection) -> None:
    assert run_checks(demo) == []


def test_transport_and_work_come_first_and_work_abroad_last(demo: Connection) -> None:
    needs = f"select theme from diagnosis_theme where {TO_LIFT} and theme not like 'local-%'"
    themes = demo.execute(text(f"{needs} group by theme order by count(*) desc")).scalars().all()
    assert {*themes[:2]} == {"mobilite", "trouver-un-emploi"}
    assert themes[-1] == "souvrir-a-linternational"


def test_some_needs_are_lifted_from_one_diagnosis_to_the_next_and_some_remain(demo: Connection) -> None:
    pairs = (
        f"select avg(after.retained_state = 'strength') from diagnosis_theme before"
        " join diagnosis d on d.id = before.diagnosis_id join diagnosis e on e.support_period_id ="
        " d.support_period_id and e.held_on > d.held_on join diagnosis_theme after on after.diagnosis_id ="
        f" e.id and after.theme = before.theme where before.{TO_LIFT}"
    )
    assert 0.2 <= demo.execute(text(pairs)).scalar_one() <= 0.7


@pytest.mark.parametrize("suffix", ["66", "79"])
def test_the_caseworker_account_has_one_to_sign(demo: Connection, suffix: str) -> None:
    waited_for = (
        "select count(*) from diagnosis d join diagnosis_interviewer i on i.diagnosis_id = d.id join"
        " credential c on c.professional_id = i.professional_id where d.status = 'completed'"
        f" and i.validated_at is null and c.login = 'professionnel.{suffix}@exemple.fr'"
    )
    assert demo.execute(text(waited_for)).scalar_one() >= 1


def test_old_diagnoses_keep_the_frame_they_were_made_with(demo: Connection) -> None:
    statement = (
        "select t.status, t.content, max(d.held_on) last, min(d.held_on) first, t.published_on, t.retired_on"
        " from diagnosis_template t join diagnosis d on d.template_id = t.id where t.consortium_id ="
        " (select id from consortium where territory_id = '3-24') group by t.id order by t.number"
    )
    rows = demo.execute(text(statement)).all()
    first, second = rows
    assert (first.status, second.status) == ("retired", "published")
    assert first.last < first.retired_on <= second.published_on <= second.first
    contents = [TemplateContent.from_json(json.loads(row.content)) for row in rows]
    assert [len(content.themes) for content in contents] == [16, 17]
    assert set(contents[1].codes) == WORDS.keys()


def test_what_is_answered_is_in_the_frame(demo: Connection) -> None:
    statement = (
        "select a.theme, a.situations, t.content from diagnosis_answer a join diagnosis d"
        " on d.id = a.diagnosis_id join diagnosis_template t on t.id = d.template_id limit 3000"
    )
    known: dict[str, TemplateContent] = {}
    for theme, situations, stored in demo.execute(text(statement)):
        content = known.setdefault(stored, TemplateContent.from_json(json.loads(stored)))
        assert set(json.loads(situations)) <= {one.code for one in content.theme(theme).situations}


def test_jobs_have_a_code_of_the_right_form_or_none() -> None:
    assert all(re.fullmatch(r"([A-N]\d{4})?", code) and label for code, label in JOBS)
