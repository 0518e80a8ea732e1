"""Loading the demonstration: the same each time, true to the application, never beside real people."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.demo.people import NAMESAKE
from db.models.accounts import Credential
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium
from db.models.diagnoses import DiagnosisAnswer
from db.models.exchanges import Contact
from db.queries.checks import run_checks
from domain.access import Role
from domain.errors import DomainError
from tests import factories
from tests.db.demo_loading import load

LOOK_ALIKES = 4  # people whom another structure added a second time


def test_the_caseload_lines_are_what_the_application_would_write(session: Session, tmp_path: Path) -> None:
    load(session.connection(), tmp_path)
    lines = {line.beneficiary_id: _values(line) for line in session.scalars(select(CaseloadEntry))}
    for consortium_id, beneficiary_id in session.execute(select(Beneficiary.consortium_id, Beneficiary.id)):
        refresh_caseload_entry(session, consortium_id, beneficiary_id)
    session.expire_all()
    assert len(lines) == 120 + LOOK_ALIKES
    assert {line.beneficiary_id: _values(line) for line in session.scalars(select(CaseloadEntry))} == lines


def test_the_database_keeps_its_promises(connection: Connection, tmp_path: Path) -> None:
    load(connection, tmp_path)
    assert run_checks(connection) == []


def test_the_same_seed_and_day_make_the_same_people(connection: Connection, tmp_path: Path) -> None:
    drawn = []
    for seed in (66, 66, 67):
        with connection.begin_nested() as savepoint:
            load(connection, tmp_path, seed=seed)
            people = select(Beneficiary.id, Beneficiary.sort_name, Beneficiary.phone).order_by(Beneficiary.id)
            contacts = select(Contact.id, Contact.happened_on, Contact.sentence).order_by(Contact.id)
            answers = select(DiagnosisAnswer.id, DiagnosisAnswer.theme, DiagnosisAnswer.situations)
            statements = (people, contacts, answers.order_by(DiagnosisAnswer.id))
            drawn.append([connection.execute(statement).all() for statement in statements])
            savepoint.rollback()
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_a_second_load_changes_nothing(connection: Connection, tmp_path: Path) -> None:
    load(connection, tmp_path)
    accounts = (tmp_path / "demo-accounts.json").read_text()
    assert load(connection, tmp_path) == ["La démonstration est déjà là : rien n’a changé."]
    assert connection.execute(select(func.count(Beneficiary.id))).scalar_one() == 120 + LOOK_ALIKES
    assert (tmp_path / "demo-accounts.json").read_text() == accounts


def test_it_refuses_a_database_that_holds_real_people(session: Session, tmp_path: Path) -> None:
    factories.make_person(session, factories.make_professional(session, factories.make_consortium(session)))
    with pytest.raises(DomainError, match="personnes réelles"):
        load(session.connection(), tmp_path)


def test_each_role_has_an_account_whose_password_only_its_owner_reads(
    connection: Connection, tmp_path: Path
) -> None:
    reported = "\n".join(load(connection, tmp_path))
    path = tmp_path / "demo-accounts.json"
    accounts = json.loads(path.read_text())
    assert {account["role"] for account in accounts} == set(Role)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert all(14 <= len(account["password"].encode()) <= 72 for account in accounts)
    assert all(account["password"] in reported for account in accounts)
    stored = connection.execute(select(Credential.login, Credential.must_change_password)).all()
    assert sorted(stored) == sorted((account["login"], False) for account in accounts)


def test_the_same_woman_lives_on_both_sides_of_the_wall(connection: Connection, tmp_path: Path) -> None:
    load(connection, tmp_path)
    territories = (
        select(Consortium.territory_id)
        .join(Beneficiary, Beneficiary.consortium_id == Consortium.id)
        .where(Beneficiary.birth_name == NAMESAKE.birth_name, Beneficiary.usual_name == NAMESAKE.usual_name)
    )
    assert {"3-24", "3-29"} <= set(connection.execute(territories).scalars())


def _values(line: CaseloadEntry) -> dict[str, Any]:
    values = {column.name: getattr(line, column.name) for column in CaseloadEntry.__table__.columns}
    return {name: value for name, value in values.items() if name != "refreshed_at"}
