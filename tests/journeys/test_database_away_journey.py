"""The database stops and comes back while somebody works: words, not a trace, then work goes on."""

from functools import partial

import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine, make_url, text

from tests.services.accounts import PASSWORD, add_account
from tests.services.strangers import ask
from tests.services.window import settle


@pytest.fixture(scope="module")
def site(server):
    site = server("postgresql", JALONS_NODE="9")
    add_account(site, "alice")
    return site


@pytest.fixture
def postgres(site):
    """An administrator's connection, which may shut one base alone: other tests use the others."""
    url = make_url(site.database.url)
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield partial(shut, connection, url.database)
        shut(connection, url.database, is_open=True)
    engine.dispose()


def shut(connection, name, *, is_open):
    """Refuse new connections and end those there are, or accept them again."""
    connection.execute(text(f'alter database "{name}" allow_connections {is_open}'))
    ending = "select pg_terminate_backend(pid) from pg_stat_activity where datname = :name"
    if not is_open:
        connection.execute(text(ending), {"name": name})


def test_a_base_that_stops_says_so_and_work_goes_on_when_it_is_back(site, postgres, page):
    """T109."""
    page.goto(f"{site.url}/compte")
    page.get_by_label("Identifiant").fill("alice")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name="Mon compte")).to_be_visible()
    settle(page)
    postgres(is_open=False)
    page.get_by_role("link", name="File active").click()
    expect(page.get_by_text("La base de données ne répond pas. Rien n’a été enregistré.")).to_be_visible()
    assert ask(site, "/compte").status == 503
    assert "La base de données ne répond pas" in ask(site, "/compte").body
    postgres(is_open=True)
    page.get_by_role("link", name="File active").click()
    expect(page.get_by_role("heading", level=1, name="File active")).to_be_visible()
