"""Accounts of tests, on the rolled-back connection or in the database of a running server."""

from functools import cache

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.engine import build_engine
from db.models.accounts import Credential, Professional
from domain.access import Role
from tests.factories import make_consortium, make_professional
from tests.services.application import Server
from web.passwords import hash_password

PASSWORD = "cheval agrafe 29 brume"


@cache
def hashed_password() -> str:
    """Made once: each hash costs a quarter of a second."""
    return hash_password(PASSWORD)


def make_account(
    session: Session, *, login: str, role: Role = Role.CASEWORKER, must_change_password: bool = False
) -> Professional:
    """A professional of a new consortium who signs in with PASSWORD; she takes over a login already used.

    A server lives as long as its worker, whose tests may come back to a module that they had left.
    """
    session.execute(delete(Credential).where(Credential.login == login))
    professional = make_professional(session, make_consortium(session), roles=())
    open_account(
        session,
        professional,
        login=login,
        roles=[role],
        password_hash=hashed_password(),
        must_change_password=must_change_password,
    )
    return professional


def add_account(server: Server, login: str, **options: bool | Role) -> None:
    """The same, committed in the server's database."""
    engine = build_engine(server.database.url)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        make_account(session, login=login, **options)  # type: ignore[arg-type]
    engine.dispose()
