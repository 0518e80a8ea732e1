"""Many visitors at once, in the proportions of a team."""

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from sqlalchemy import Engine, text

from bench.visitors import MIX, Account, Visitor
from db.engine import build_engine
from domain.names import normalise_name
from tests.services.databases import Database

_SHARES = {"caseworker": 14, "structure_manager": 2, "coordinator": 3, "steering": 1}
_BETWEEN_ARRIVALS = 0.1  # seconds
_PEOPLE = (
    "select e.beneficiary_id, b.birth_name from caseload_entry e join beneficiary b"
    " on b.consortium_id = e.consortium_id and b.id = e.beneficiary_id where {whose} limit 200"
)


@contextmanager
def crowd(address: str, database: Database, users: int, think: float) -> Iterator[list[Visitor]]:
    """They live until the end of the block; `think`: seconds between two interactions, on average."""
    accounts, over = _accounts(database), Event()
    visitors = [
        Visitor(address, accounts[number % len(accounts)], think, random.Random(number))
        for number in range(users)
    ]
    threads = [
        Thread(target=visitor.live, args=(over, number * _BETWEEN_ARRIVALS), daemon=True)
        for number, visitor in enumerate(visitors)
    ]
    for thread in threads:
        thread.start()
    try:
        yield visitors
    finally:
        over.set()
        for thread in threads:
            thread.join(40)


def _accounts(database: Database) -> list[Account]:
    """The same account is open in several windows."""
    listed = json.loads((database.data_dir / "demo-accounts.json").read_text())
    engine = build_engine(database.url)
    known = [_account(engine, one) for one in listed if one["role"] in MIX]
    engine.dispose()
    known = [account for account in known if account.people]
    weights = [_SHARES[account.role] for account in known]
    return random.Random(66).choices(known, weights, k=200)


def _account(engine: Engine, listed: dict[str, str]) -> Account:
    is_hers = "e.referent_id = (select professional_id from credential where login = :login)"
    whose = is_hers if listed["role"] == "caseworker" else "e.consortium_id = (select consortium_id from"
    if listed["role"] != "caseworker":
        whose += " credential where login = :login)"
    with engine.connect() as connection:
        found = connection.execute(text(_PEOPLE.format(whose=whose)), {"login": listed["login"]}).all()
    names = [normalise_name(last_name)[:5] for _, last_name in found]
    people = [beneficiary_id for beneficiary_id, _ in found]
    return Account(listed["login"], listed["password"], listed["role"], people, names)
