"""The team's dashboard in Chromium: from a figure to its people, projected, and told to who has no list."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from db.engine import build_engine
from domain.access import Role
from navigation import FILE, TEAM_DASHBOARD
from tests.services.wire import heard_by

YEAR = re.compile(r"Du \d\d/\d\d/2025 au")


@pytest.fixture(scope="module")
def site(server):
    """The demonstration: where it answers, its accounts, the names of its people."""
    site = server("sqlite", people=120, JALONS_DEMO="1")
    engine = build_engine(site.database.url)
    with engine.connect() as connection:
        rows = connection.execute(text("select birth_name, first_names from beneficiary")).all()
        names = {f"{name} {first}" for name, first in rows} | {f"{first} {name}" for name, first in rows}
    engine.dispose()
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site.url, {one["role"]: one for one in reversed(accounts)}, names


def open_team_view(page: Page, site, role: Role, asked: str = "") -> None:
    """Sign in as this account of the demonstration, on the page."""
    url, accounts, _names = site
    page.goto(f"{url}/{TEAM_DASHBOARD.url_path}{asked}")
    page.get_by_label("Identifiant").fill(accounts[role]["login"])
    page.get_by_label("Mot de passe").fill(accounts[role]["password"])
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", name="Vue d’équipe")).to_be_visible()
    expect(page.get_by_text("Entrées par mois")).to_be_visible()


def messages_to(page: Page) -> list[bytes]:
    """What the websocket brings from now on."""
    messages: list[bytes] = []

    def keep(frame: str | bytes) -> None:
        messages.append(frame if isinstance(frame, bytes) else frame.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return messages


def charts_in(messages: list[bytes]) -> list:
    """The data of each chart that the browser received."""
    frames = []
    for frame in messages:
        message = ForwardMsg.FromString(frame)
        chart = message.delta.new_element.vega_lite_chart
        held = [chart.data.data, *(dataset.data.data for dataset in chart.datasets)]
        frames += [convert_arrow_bytes_to_pandas_df(one) for one in held if one]
    return frames


def test_a_chart_shows_its_figures_and_the_page_leaves_as_two_documents(site, page):
    """T163."""
    open_team_view(page, site, Role.COORDINATOR)
    page.get_by_text("Voir les chiffres").first.click()
    expect(page.get_by_test_id("stDataFrame").first).to_be_visible()
    for name, start in {"Document (PDF)": b"%PDF", "Tableau (XLSX)": b"PK"}.items():
        page.get_by_role("button", name="Exporter").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        content = Path(download.value.path()).read_bytes()
        assert content.startswith(start)
        assert len(content) > 3_000
        page.keyboard.press("Escape")


def test_from_a_figure_to_its_people_to_their_export(site, page):
    open_team_view(page, site, Role.COORDINATOR)
    page.get_by_label("Période").click()
    page.get_by_role("option", name="12 derniers mois").click()
    expect(page.get_by_text(YEAR)).to_be_visible()
    page.get_by_role("button", name="Voir la liste").first.click()
    expect(page.get_by_role("tab", name="Personnes")).to_be_visible()
    assert "chiffre=caseload" in page.url
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    taken = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    counted = page.get_by_test_id("stMetricValue").first.inner_text()
    assert len(taken) - 2 == int(counted)  # its headings, and the mark
    page.reload()
    expect(page.get_by_role("tab", name="Par structure")).to_be_visible()


def test_who_only_steers_receives_neither_a_name_nor_a_hidden_value(site, page):
    heard, messages = heard_by(page), messages_to(page)
    open_team_view(page, site, Role.STEERING)
    expect(page.get_by_text("s : secret statistique")).to_be_visible()
    assert page.get_by_role("tab", name="Personnes").count() == 0
    sent = b"".join(heard)
    assert not [name for name in site[2] if name.encode() in sent]
    frames = [one for one in charts_in(messages) if "words" in one]
    hidden = [one[one["words"] == "s"] for one in frames]
    assert sum(map(len, hidden)) > 0
    assert all(one["value"].isna().all() and not one["end"].any() for one in hidden)


def test_presented_there_is_no_menu_and_no_name_and_one_comes_back(site, page):
    heard = heard_by(page)
    open_team_view(page, site, Role.COORDINATOR, "?presentation=oui")
    expect(page.get_by_role("link", name=FILE.title)).to_have_count(0)
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)
    page.set_viewport_size({"width": 1920, "height": 1080})
    size = page.get_by_test_id("stCaptionContainer").locator("p").first
    assert size.evaluate("it => parseFloat(getComputedStyle(it).fontSize)") >= 24
    sent = b"".join(heard)
    assert not [name for name in site[2] if name.encode() in sent]
    page.get_by_role("button", name="Quitter la présentation").click()
    expect(page.get_by_role("link", name="File active", exact=True)).to_be_visible()
    assert "presentation" not in page.url
