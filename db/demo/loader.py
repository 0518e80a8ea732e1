"""Loads the demonstration: two consortia with people, and the national team."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from db.demo.accounts import DemoAccount, write_accounts
from db.demo.batch import instant
from db.demo.territories import MAIN, SMALL, SMALL_PEOPLE, Load, load_national_team, load_territory
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Consortium
from domain import clock
from domain.errors import DomainError
from domain.identifiers import MAX_NODE, IdGenerator, use_generator


def load_demo(
    bind: Engine | Connection,
    *,
    people: int = 2000,
    seed: int = 66,
    today: date | None = None,
    data_dir: Path,
    hash_password: Callable[[str], str],
    report: Callable[[str], None],
) -> list[DemoAccount]:
    """Load everything or nothing; the same seed and day make the same people. Return the accounts.

    Raises DomainError when real people are there; changes nothing when the demonstration is there already.
    """
    with Session(bind, join_transaction_mode="create_savepoint") as session, session.begin():
        _refuse_real_people(session)
        if session.scalar(select(Consortium.id).where(Consortium.is_demo).limit(1)):
            report("La démonstration est déjà là : rien n’a changé.")
            return []
        day = today or clock.date_in("Europe/Paris", clock.now())
        load = Load(session, seed, day, hash_password, report)
        with _seeded(instant(day)):
            accounts = [
                *load_territory(load, MAIN, people),
                *load_territory(load, SMALL, SMALL_PEOPLE),
                *load_national_team(load),
            ]
    write_accounts(data_dir, accounts)
    _report_accounts(accounts, report)
    return accounts


def _refuse_real_people(session: Session) -> None:
    real_person = select(Beneficiary.id).join(Consortium, Consortium.id == Beneficiary.consortium_id)
    if session.scalar(real_person.where(Consortium.is_demo.is_(False)).limit(1)):
        raise DomainError(
            "Cette base contient des personnes réelles : la démonstration ne peut pas y être chargée."
        )


@contextmanager
def _seeded(now: datetime) -> Iterator[None]:
    """Identifiers and instants that depend on the day only; put back as they were at the end.

    The identifiers start a day before, so that those of the application come after, whatever the size.
    """
    started_ms = int((now - timedelta(days=1)).timestamp() * 1000)
    generator = use_generator(IdGenerator(lambda: started_ms, node=MAX_NODE))
    read_instant = clock.set_clock(lambda: now)
    try:
        yield
    finally:
        use_generator(generator)
        clock.set_clock(read_instant)


def _report_accounts(accounts: list[DemoAccount], report: Callable[[str], None]) -> None:
    report("Comptes de démonstration :")
    for account in accounts:
        report(f"  {account['role_label']} : {account['login']} · {account['password']}")
