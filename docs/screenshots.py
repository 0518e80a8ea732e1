"""Take the screenshots of the guide again, on a fresh demonstration: `make docs-screenshots`."""

import io
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PIL import Image
from playwright.sync_api import Browser, expect, sync_playwright
from sqlalchemy import create_engine, text

from tests.services import application, chromium
from tests.services.databases import copy_of_template
from tests.services.shared import PROJECT, Shared, new_shared_folder, remove_shared_folder

IMAGES = Path(__file__).parent / "guide" / "images"
PEOPLE = 300
SAMPLES = PROJECT / "tests" / "samples"
_ACROSS, _DOWN, _ROW = 18, 52, 35  # pixels: the tick box of the first row of a grid, the height of a row
_COLOURS = 128  # enough for a screen of ours; an image is then three times lighter
_BUSIEST = (
    "select e.beneficiary_id from caseload_entry e join credential c on c.professional_id = e.referent_id"
    " where c.login = :login and e.exited_on is null and exists (select 1 from appointment a"
    " where a.support_period_id = e.support_period_id and a.starts_at > current_timestamp) order by"
    " (select count(*) from step s where s.support_period_id = e.support_period_id) desc limit 1"
)


def main() -> None:
    """One server, one browser, one window per role."""
    shared = Shared(new_shared_folder(), "screenshots")
    server = application.serve(copy_of_template(shared, "sqlite", "guide", people=PEOPLE), {})
    IMAGES.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright, chromium.find(shared))
            for take in (take_caseworker, take_manager, take_coordinator, take_administrator, take_national):
                take(Visit(browser, server))
            browser.close()
    finally:
        application.stop(server)
        remove_shared_folder(shared.folder)


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
            grid = self.page.get_by_test_id("stDataFrame").bounding_box()  # a bar may push it down
            assert grid is not None
            self.page.mouse.click(grid["x"] + _ACROSS, grid["y"] + _DOWN + _ROW * row)
            self.settle()

    def choose(self, label: str, rank: int) -> None:
        """Take the option of this rank in a list."""
        self.page.get_by_label(label).click()
        for _ in range(rank - 1):
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.settle()

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
    with create_engine(server.database.url).connect() as connection:
        found = connection.scalar(text(_BUSIEST), {"login": account(server, "caseworker")["login"]})
    return int(found)


def take_caseworker(visit: Visit) -> None:
    """The working day."""
    visit.open("connexion", "connexion")
    visit.sign_in("caseworker")
    visit.open("ma-journee", "ma-journee")
    visit.press("J’ai eu la personne", "jai-eu-la-personne")
    visit.open("file-active", "file-active")
    visit.press("Colonnes", "colonnes")
    visit.open(f"dossier?personne={busiest_person(visit.server)}", "dossier")
    visit.press("Copier pour WebRSA", "copier")
    visit.open("nouvelle-personne", "nouvelle-personne")


def take_manager(visit: Visit) -> None:
    """Sharing out the caseload of a structure."""
    visit.sign_in("structure_manager")
    visit.open("file-active")
    visit.tick(3)
    visit.press("Changer le ou la référent", "changer-referent")
    visit.open("transfert")
    visit.choose("Qui part", 1)
    visit.choose("Qui prend la suite", 1)
    visit.shoot("transfert")


def take_coordinator(visit: Visit) -> None:
    """A file from the first drop to its report; files that look alike; the sheet."""
    visit.sign_in("coordinator")
    visit.open("rapprochements", "rapprochements")
    visit.open("consortium", "fiche-du-consortium")
    drop(visit, "01_entrants_windows1252.csv", "import-colonnes")
    confirm(visit)
    drop(visit, "02_france_travail.xlsx")
    visit.shoot("import-apercu")
    drop(visit, "03_lignes_fautives.csv")
    visit.shoot("import-a-corriger")
    confirm(visit)
    visit.open("importer", "imports-precedents")


def drop(visit: Visit, file: str, name: str = "") -> None:
    """Drop a sample and have it compared; keep a picture of its columns under this name."""
    visit.open("importer")
    visit.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(SAMPLES / file)
    expect(visit.page.get_by_text("Devient", exact=True)).to_be_visible(timeout=30_000)
    visit.settle()
    if name:
        visit.shoot(name)
    visit.press("Vérifier le fichier")
    expect(visit.page.get_by_role("button", name="Abandonner")).to_be_visible(timeout=60_000)
    visit.settle()


def confirm(visit: Visit) -> None:
    """Import what was just compared."""
    visit.press("Importer ")
    expect(visit.page.get_by_text("Annuler cet import")).to_be_visible(timeout=60_000)


def take_administrator(visit: Visit) -> None:
    """Accounts and settings."""
    visit.sign_in("administrator")
    visit.open("comptes")
    visit.page.get_by_label("Rechercher").fill("fabien baron")
    visit.page.keyboard.press("Enter")
    visit.settle()
    visit.tick(1)
    visit.shoot("comptes")
    visit.press("Créer un compte", "nouveau-compte")
    visit.open("parametres", "parametres")


def take_national(visit: Visit) -> None:
    """Every territory."""
    visit.sign_in("national")
    visit.open("territoires", "territoires")


if __name__ == "__main__":
    main()
