"""Take the screenshots of the guide again, on a fresh demonstration: `make docs-screenshots`."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import ViewportSize, expect, sync_playwright

from docs.visits import (
    IMAGES,
    Visit,
    busiest_person,
    most_changed,
    most_discussed,
)
from docs.visits_of_commissions import take_shared_screen
from docs.visits_of_offer import take_offer
from tests.services import application, chromium
from tests.services.databases import copy_of_template
from tests.services.shared import PROJECT, Shared, new_shared_folder, remove_shared_folder

PEOPLE = 300
PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
ROW_BUTTON = 210  # pixels from the left of the grid of reviews: « Faire le point »
SAMPLES = PROJECT / "tests" / "samples"


def main() -> None:
    """One server, one browser, one window per role."""
    shared = Shared(new_shared_folder(), "screenshots")
    server = application.serve(copy_of_template(shared, "sqlite", "guide", people=PEOPLE), {})
    os.environ.update(server.database.environment)  # what a visit writes itself is signed as the server does
    IMAGES.mkdir(parents=True, exist_ok=True)
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright, chromium.find(shared))
            for take in TAKES:
                take(Visit(browser, server))
            browser.close()
    finally:
        application.stop(server)
        remove_shared_folder(shared.folder)


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


def take_diagnosis(visit: Visit) -> None:
    """An interview: a correction, since it opens filled."""
    visit.sign_in("caseworker")
    visit.open(f"diagnostic?diagnostic={most_discussed(visit.server)}")
    visit.press("Corriger (nouvelle version)", "diagnostic-personne")
    visit.page.get_by_text("Les thèmes", exact=True).click()
    visit.settle()
    visit.page.locator("label", has_text="Regards différents").first.click()
    visit.settle()
    visit.shoot("diagnostic-themes")
    visit.page.get_by_text("Conclusion", exact=True).click()
    visit.settle()
    visit.shoot("diagnostic-regards")
    visit.scroll_to("Priorités", "diagnostic-conclusion")


def take_follow_up(visit: Visit) -> None:
    """Who waits for something: alerts, reviews one by one or by campaign, first months in a job."""
    visit.sign_in("coordinator")
    visit.open("a-reprendre", "parcours-a-reprendre")
    visit.open("maintien", "maintien-dans-l-emploi")
    visit.open("points-de-situation", "points-de-situation")
    visit.press("Cocher les plus en retard")
    visit.press("Planifier leurs rendez-vous")
    visit.press("Voir l’aperçu", "campagne")
    visit.open("points-de-situation")
    visit.press_in_grid(ROW_BUTTON)
    visit.shoot("faire-le-point")


def take_dashboards(visit: Visit) -> None:
    """What a coordinator opens on Mondays, and what a committee sees."""
    visit.sign_in("coordinator")
    visit.open("vue-equipe", "vue-equipe")
    visit.press("Voir la liste", "personnes-d-un-chiffre")
    visit.open("delais", "delais-entre-etapes")
    visit.open("publics-et-territoires", "publics-et-territoires")
    visit.open("page-copil", "page-copil")
    visit.page.set_viewport_size(PROJECTOR)
    visit.open("vue-equipe?presentation=oui", "presentation")


def take_manager(visit: Visit) -> None:
    """What is asked of a structure; sharing out its caseload."""
    visit.sign_in("structure_manager")
    visit.open("orientations", "orientations-recues")
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
    visit.open("diagnostics-et-besoins", "diagnostics-et-besoins")
    visit.open(f"dossier?personne={most_changed(visit.server)}&rubrique=Diagnostics")
    visit.scroll_to("Évolution", "diagnostic-evolution")
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
    visit.open("seuils", "seuils-et-delais")
    visit.open("trame")
    visit.press("Nouveau brouillon")
    visit.page.get_by_text("Questions pour l’entretien").click()
    visit.wait_for_notice()
    visit.shoot("trame")


def take_national(visit: Visit) -> None:
    """Every territory."""
    visit.sign_in("national")
    visit.open("territoires", "territoires")


TAKES = (
    take_caseworker,
    take_diagnosis,
    take_follow_up,
    take_dashboards,
    take_offer,
    take_shared_screen,
    take_manager,
    take_coordinator,
    take_administrator,
    take_national,
)

if __name__ == "__main__":
    main()
