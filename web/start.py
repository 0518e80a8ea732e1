"""What the server does once before its first page: settings, database, imports paid in advance."""

import gc
import pkgutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from time import time_ns
from types import ModuleType

import streamlit as st
from sqlalchemy import Engine
from streamlit.runtime.pages_manager import PagesManager

import components
import db.actions
import db.queries
from components.commissions.projections import project_with
from components.identity import identify_with
from db.engine import SessionFactory, connect, sign_in_session
from db.queries.commissions.projections import find_projection
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from db.schema import refresh_statistics, why_not_ready
from domain import clock
from domain.access import Viewer
from domain.commissions.projections import Projection
from domain.identifiers import IdGenerator, use_generator
from settings import SettingsError, get_settings
from web.configuration import weakened_options
from web.cookies import PROJECTION, read_token
from web.logs import prepare_logs
from web.merged_reruns import hear_all_that_changed


def prepare_server() -> None:
    """Make the process ready, or end it with a French sentence that says what to do."""
    try:
        settings = get_settings()
    except SettingsError as error:
        raise SystemExit(str(error)) from None
    if weakened := weakened_options():
        raise SystemExit(weakened)
    _connect_or_refuse(settings.database_url)
    use_generator(IdGenerator(lambda: time_ns() // 1_000_000, node=settings.node))
    prepare_logs()
    identify_with(viewer_of_connection)
    project_with(projection_of_connection)
    # Otherwise Streamlit runs pages/*.py by itself, without app.py, until the first st.navigation.
    PagesManager.uses_pages_directory = False
    hear_all_that_changed()
    for package in (components, db.queries, db.actions):
        _import_all(package)
    gc.collect()
    gc.freeze()  # what is imported is never garbage: later collections skip it


def viewer_of_connection() -> Viewer | None:
    """Who holds the session cookie of this browser window, read again at every run."""
    token = read_token(st.context.cookies)
    with sign_in_session(is_readonly=True) as session:
        return find_viewer(session, hash_token(token), clock.now())


def projection_of_connection() -> Projection | None:
    """The shared screen whose token this browser holds, account or not."""
    token = read_token(st.context.cookies, PROJECTION)
    with sign_in_session(is_readonly=True) as session:
        return find_projection(session, token, clock.now())


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Give the connections back when the server stops."""
    yield
    engine = SessionFactory.kw["bind"]
    if isinstance(engine, Engine):
        engine.dispose()


def _connect_or_refuse(url: str) -> None:
    engine = connect(url)
    if problem := why_not_ready(engine):
        raise SystemExit(problem)
    refresh_statistics(engine)


def _import_all(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
