"""Take the screenshots of the guide again, on a fresh demonstration: `make docs-screenshots`."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import create_engine, text

from tests.services import application, chromium
from tests.services.databases import copy_of_template
from tests.services.shared import Shared, new_shared_folder, remove_shared_folder

IMAGES = Path(__file__).parent / "guide" / "images"
PEOPLE = 300
_BUSIEST = (
    "select e.beneficiary_id from caseload_entry e join credential c on c.professional_id = e.referent_id"
    " where c.login = :login and e.exited_on is null order by (select count(*) from step s"
    " where s.support_period_id = e.support_period_id) desc, e.beneficiary_id limit 1"
)


def main() -> None:
    """One server, one browser, one window per role."""
    shared = Shared(new_shared_folder(), "screenshots")
    server = application.serve(
        copy_of_template(shared, "sqlite", "guide", people=PEOPLE), {"JALONS_DEMO": "1"}
    )
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright, chromium.find(shared))
            take_all(browser, server)
            browser.close()
    finally:
        application.stop(server)
        remove_shared_folder(shared.folder)


def take_all(browser: Browser, server: application.Server) -> None:
    """Every picture of the guide, in the order in which it is read."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    login = account(server, "caseworker")["login"]
    with create_engine(server.database.url).connect() as connection:
        beneficiary_id = connection.scalar(text(_BUSIEST), {"login": login})
    page = window(browser)
    page.goto(server.url)
    shoot(page, "connexion")
    sign_in(page, server, "caseworker")
    open_page(page, f"{server.url}/file-active", "File active", "file-active")
    open_page(page, f"{server.url}/dossier?personne={beneficiary_id}", "", "dossier")
    open_page(page, f"{server.url}/nouvelle-personne", "Nouvelle personne", "nouvelle-personne")
    open_page(page, f"{server.url}/territoires", "Territoires", "territoires")
    page = window(browser)
    sign_in(page, server, "coordinator")
    open_page(page, f"{server.url}/consortium", "Consortium", "fiche-du-consortium")


def window(browser: Browser) -> Page:
    """A window of the size most people have."""
    size = {"width": 1366, "height": 768}
    return browser.new_context(locale="fr-FR", timezone_id="Europe/Paris", viewport=size).new_page()


def account(server: application.Server, role: str) -> dict[str, str]:
    """The demonstration account of this role."""
    accounts: list[dict[str, str]] = json.loads((server.database.data_dir / "demo-accounts.json").read_text())
    return next(account for account in accounts if account["role"] == role)


def sign_in(page: Page, server: application.Server, role: str) -> None:
    """Through the form, as everybody."""
    found = account(server, role)
    page.goto(f"{server.url}/connexion")
    page.get_by_label("Identifiant").fill(found["login"])
    page.get_by_label("Mot de passe").fill(found["password"])
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)


def open_page(page: Page, url: str, title: str, name: str) -> None:
    """Go there, wait until everything is drawn, take the picture."""
    page.goto(url)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title, timeout=30_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
    page.wait_for_timeout(1_500)  # charts and grids draw themselves after the script has ended
    shoot(page, name)


def shoot(page: Page, name: str) -> None:
    """Keep the visible part of the window."""
    page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
