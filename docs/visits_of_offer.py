"""The screens of the offer, for the guide."""

from playwright.sync_api import expect

from docs.visits import Visit, most_needing, open_service
from tests.services.shared import PROJECT

SAMPLES = PROJECT / "tests" / "samples" / "offer"
OFFER_FILES = ("offre_v1.json", "services_defectueux.csv")


def take_offer(visit: Visit) -> None:
    """What exists on the territory, is asked of it, and is missing."""
    visit.sign_in("coordinator")
    visit.open("catalogue", "offre-catalogue")
    service = open_service(visit.server)
    visit.open(f"offre?service={service}", "offre-fiche")
    visit.open("offre-a-verifier", "offre-a-verifier")
    visit.open(f"orienter?personne={most_needing(visit.server)}&service={service}", "orienter")
    visit.open("besoins-et-offre", "besoins-et-offre")
    visit.open("nouvelles-offres", "nouvelles-offres")
    visit.open("charger-offre")
    files = [SAMPLES / name for name in OFFER_FILES]
    visit.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(files)
    visit.settle()
    visit.press("Vérifier")
    expect(visit.page.get_by_role("button", name="Abandonner")).to_be_visible(timeout=60_000)
    visit.settle()
    visit.shoot("charger-l-offre")
