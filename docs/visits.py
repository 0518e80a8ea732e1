"""A window on the demonstration, which signs in, clicks and keeps pictures; who is worth a picture."""

import io
import json
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect
from sqlalchemy import create_engine, text

from tests.services import application

IMAGES = Path(__file__).parent / "guide" / "images"
_ACROSS, _DOWN, _ROW = 18, 52, 35  # pixels: the tick box of the first row of a grid, the height of a row
_COLOURS = 128  # enough for a screen of ours; an image is then three times lighter
_BUSIEST = (
    "select e.beneficiary_id from caseload_entry e join credential c on c.professional_id = e.referent_id"
    " where c.login = :login and e.exited_on is null and exists (select 1 from appointment a"
    " where a.support_period_id = e.support_period_id and a.starts_at > current_timestamp) order by"
    " (select count(*) from step s where s.support_period_id = e.support_period_id) desc limit 1"
)
_MOST_DISCUSSED = (
    "select d.id from diagnosis d join diagnosis_interviewer i on i.diagnosis_id = d.id"
    " join credential c on c.professional_id = i.professional_id"
    " where c.login = :login and d.status = 'validated' and d.divergent_count > 0"
    " and d.moment <> 'exit' order by d.explored_count desc limit 1"
)
_MOST_CHANGED = (  # themes that were a need at one time only make the difference
    "select s.beneficiary_id from diagnosis d join support_period s on s.id = d.support_period_id"
    " join credential c on c.consortium_id = d.consortium_id join diagnosis_theme t on t.diagnosis_id = d.id"
    " where c.login = :login and d.validated_on is not null and d.copy_of_id is null"
    " and t.retained_state in ('need', 'constraint') group by s.id, s.beneficiary_id"
    " having count(distinct d.id) = 3 order by 3 * count(distinct t.theme) - count(*) desc limit 1"
)
_MOST_NEEDING = (  # somebody of the territory with an unmet need, who agrees to sharing
    "select l.beneficiary_id from path_line l join beneficiary b on b.id = l.beneficiary_id"
    " join credential c on c.consortium_id = l.consortium_id"
    " where c.login = :login and l.exited_on is null and b.sharing_objected_on is null"
    " and l.needs & ~l.referred <> 0 order by l.beneficiary_id limit 1"
)
_OPEN_SERVICE = (  # carried by a member, with room, for whoever sends somebody
    "select s.id from service s join offer_structure o on o.id = s.offer_structure_id"
    " join credential c on c.consortium_id = s.consortium_id"
    " where c.login = :login and o.structure_id is not null and s.state = 'open' and s.places > 0"
    " order by s.completeness desc, s.name limit 1"
)


class Visit:
    """A window of the size most people have, signed in or not."""

    def __init__(self, browser: Browser, server: application.Server) -> None:
        size, place = {"width": 1366, "height": 768}, {"locale": "fr-FR", "timezone_id": "Europe/Paris"}
        context = browser.new_context(viewport=size, **place)
        self.server, self.page = server, context.new_page()

    def sign_in(self, role: str) -> None:
        """Through the form, as everybody."""
        found = account(self.server, role)
        self.page.goto(f"{self.server.url}/connexion")
        self.page.get_by_label("Identifiant").fill(found["login"])
        self.page.get_by_label("Mot de passe").fill(found["password"])
        self.page.get_by_role("button", name="Se connecter").click()
        expect(self.page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)

    def open(self, address: str, name: str = "") -> None:
        """Go there; keep a picture under this name."""
        self.page.goto(f"{self.server.url}/{address}")
        self.settle()
        if name:
            self.shoot(name)

    def press(self, words: str, name: str = "") -> None:
        """Click the first button that says so; keep a picture under this name."""
        self.page.get_by_role("button", name=words).first.click()
        self.settle()
        if name:
            self.shoot(name)

    def settle(self) -> None:
        """Wait until everything is drawn."""
        expect(self.page.get_by_role("heading", level=1).first).to_be_visible(timeout=30_000)
        expect(self.page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
        self.page.wait_for_timeout(1_500)  # charts and grids draw themselves after the script has ended

    def tick(self, rows: int) -> None:
        """Choose the first rows of the grid."""
        for row in range(rows):
            self.press_in_grid(_ACROSS, row)

    def press_in_grid(self, across: int, row: int = 0) -> None:
        """Click a row of the grid, so many pixels from its left."""
        grid = self.page.get_by_test_id("stDataFrame").bounding_box()  # a bar may push it down
        assert grid is not None
        self.page.mouse.click(grid["x"] + across, grid["y"] + _DOWN + _ROW * row)
        self.settle()

    def scroll_to(self, words: str, name: str) -> None:
        """Bring this heading to the top; keep a picture under this name."""
        heading = self.page.get_by_role("heading", name=words).first
        heading.evaluate("element => element.scrollIntoView({block: 'start'})")
        self.shoot(name)

    def choose(self, label: str, rank: int) -> None:
        """Take the option of this rank in a list."""
        self.page.get_by_label(label).click()
        for _ in range(rank - 1):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.settle()

    def wait_for_notice(self) -> None:
        """Until the notice of what was just done has gone."""
        expect(self.page.get_by_test_id("stToast")).to_have_count(0, timeout=30_000)

    def shoot(self, name: str) -> None:
        """Keep the visible part of the window, in few colours; nothing is pointed at."""
        self.page.mouse.move(1364, 766)
        self.page.wait_for_timeout(300)
        picture = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
        picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


def account(server: application.Server, role: str) -> dict[str, str]:
    """The demonstration account of this role."""
    accounts: list[dict[str, str]] = json.loads((server.database.data_dir / "demo-accounts.json").read_text())
    return next(account for account in accounts if account["role"] == role)


def busiest_person(server: application.Server) -> int:
    """Somebody whose path has much to show, followed by the caseworker."""
    return _found(server, _BUSIEST, "caseworker")


def most_discussed(server: application.Server) -> int:
    """A diagnosis of the caseworker's and a colleague's, who differ on a theme."""
    return _found(server, _MOST_DISCUSSED, "caseworker")


def most_changed(server: application.Server) -> int:
    """Somebody of the territory whose needs changed between three diagnoses."""
    return _found(server, _MOST_CHANGED, "coordinator")


def most_needing(server: application.Server) -> int:
    """Somebody of the territory with a need that nothing answers."""
    return _found(server, _MOST_NEEDING, "coordinator")


def open_service(server: application.Server) -> int:
    """A service with room, carried by a member of the consortium."""
    return _found(server, _OPEN_SERVICE, "coordinator")


def _found(server: application.Server, statement: str, role: str) -> int:
    with create_engine(server.database.url).connect() as connection:
        return int(
            connection.execute(text(statement), {"login": account(server, role)["login"]}).scalar_one()
        )
