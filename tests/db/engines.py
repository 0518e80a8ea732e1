"""The application's sessions, sent for a while to another database than the worker's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from db.engine import ReadSessionFactory, SessionFactory, connect


@contextmanager
def connected(url: str) -> Iterator[Engine]:
    """What the application reads and writes goes to this database, then back where it went before."""
    factories = (SessionFactory, ReadSessionFactory)
    before = [dict(factory.kw) for factory in factories]
    engine = connect(url)
    yield engine
    engine.dispose()
    for factory, options in zip(factories, before, strict=True):
        factory.kw.clear()
        factory.configure(**options)
