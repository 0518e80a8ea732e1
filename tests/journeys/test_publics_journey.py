"""Publics et territoires in Chromium, with contours: a click opens a list; no hidden number leaves."""

import json

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from db.engine import build_engine
from domain.access import Role
from navigation import PUBLICS_DASHBOARD


@pytest.fixture(scope="module")
def site(server):
    """The demonstration with a square for each commune where people live, Perpignan the first."""
    site = server("sqlite", people=120, JALONS_DEMO="1")
    engine = build_engine(site.database.url)
    with engine.connect() as connection:
        asked = "select distinct commune_code from beneficiary where commune_code like '66%'"
        codes = sorted(connection.execute(text(asked)).scalars(), key=lambda code: (code != "66136", code))
    engine.dispose()
    folder = site.database.data_dir / "contours"
    folder.mkdir(exist_ok=True)
    features = [square(code, rank) for rank, code in enumerate(codes)]
    whole = json.dumps({"type": "FeatureCollection", "features": features})
    (folder / "communes.geojson").write_text(whole)
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    yield site.url, {one["role"]: one for one in reversed(accounts)}
    (folder / "communes.geojson").unlink()


def square(code: str, rank: int) -> dict[str, object]:
    """Ten a row, Perpignan at the bottom left."""
    x, y = 2 + rank % 10 / 10, 42 + rank // 10 / 10
    ring = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def open_page(page: Page, site, role: Role, asked: str = "") -> None:
    """Sign in as this account of the demonstration, on the page; wait for the map."""
    url, accounts = site
    page.goto(f"{url}/{PUBLICS_DASHBOARD.url_path}{asked}")
    page.get_by_label("Identifiant").fill(accounts[role]["login"])
    page.get_by_label("Mot de passe").fill(accounts[role]["password"])
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", name="File active par commune")).to_be_visible()
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(7)


def frames_to(page: Page) -> list[bytes]:
    """What the websocket brings from now on."""
    frames: list[bytes] = []

    def keep(frame: str | bytes) -> None:
        frames.append(frame if isinstance(frame, bytes) else frame.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", keep))
    return frames


def areas_in(frames: list[bytes]) -> list[dict[str, object]]:
    """The areas of each map that the browser received."""
    specs = [ForwardMsg.FromString(frame).delta.new_element.vega_lite_chart.spec for frame in frames]
    layers = [layer for spec in specs if spec for layer in json.loads(spec)["layer"]]
    return [area for layer in layers if "data" in layer for area in layer["data"].get("values", [])]


@pytest.mark.parametrize(("role", "asked"), [(Role.STEERING, ""), (Role.COORDINATOR, "?presentation=oui")])
def test_of_a_hidden_area_the_browser_receives_a_contour_and_no_number(site, page, role, asked):
    frames = frames_to(page)
    open_page(page, site, role, asked)
    areas = areas_in(frames)
    hidden = [area for area in areas if area["words"] == "s"]
    assert hidden
    for area in hidden:
        assert area.keys() == {"type", "geometry", "label", "words", "shade"}
        assert area["shade"] == "s (secret statistique)"
    told = [int(area["words"].replace("\u202f", "")) for area in areas if area["words"] != "s"]
    assert all(people == 0 or people >= 11 for people in told)


def test_a_click_on_the_map_opens_the_people_who_live_there(site, page):
    open_page(page, site, Role.COORDINATOR)
    drawn = page.get_by_test_id("stVegaLiteChart").last
    drawn.scroll_into_view_if_needed()
    drawn.locator("canvas, svg").first.wait_for()
    box = drawn.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2.2, box["y"] + box["height"] / 2)
    page.wait_for_url("**chiffre=caseload.commune.66**")
    expect(page.get_by_role("tab", name="Personnes")).to_be_visible()
    assert page.get_by_role("tab", name="Par structure").count() == 0
