"""Every page of every role, in light and in dark, full, empty, refused or with a form open: WCAG A and AA."""

import json
from contextlib import suppress

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, text

from domain.access import Role
from navigation import (
    ACCOUNT,
    CASELOAD,
    CONSORTIUM_SHEET,
    DAY,
    DIAGNOSES,
    DIAGNOSES_DASHBOARD,
    DIAGNOSIS,
    FILE,
    NEW_PERSON,
    TERRITORIES,
    pages_for,
)
from tests.services.accounts import PASSWORD, add_account
from tests.services.axe import drawn, faults

EMPTY = "personne.encore"
_IN_CASELOAD = (
    "select e.beneficiary_id from caseload_entry e join credential c on c.professional_id = e.referent_id"
    " where c.login = :login and e.exited_on is null order by e.beneficiary_id limit 1"
)


@pytest.fixture(scope="module")
def site(server):
    """A demonstration, its accounts by role, somebody's file, and an account of an empty consortium."""
    site = server("sqlite", people=60, JALONS_DEMO="1")
    listed = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    accounts = {one["role"]: (one["login"], one["password"]) for one in reversed(listed)}
    add_account(site, EMPTY)
    engine = create_engine(site.database.url)
    with engine.connect() as connection:
        person = connection.scalar(text(_IN_CASELOAD), {"login": accounts["caseworker"][0]})
    engine.dispose()
    return site.url, {**accounts, "empty": (EMPTY, PASSWORD)}, f"{FILE.url_path}?personne={person}"


@pytest.fixture
def enter(site, page):
    """Sign in with a role."""
    url, accounts, _ = site

    def sign_in(role: str) -> Page:
        page.goto(f"{url}/connexion")
        page.get_by_label("Identifiant").fill(accounts[role][0])
        page.get_by_label("Mot de passe").fill(accounts[role][1])
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        return page

    return sign_in


@pytest.fixture(scope="module")
def is_known(shared):
    """Whether a role has already read this very page, in whatever worker: axe would find the same in it."""
    read = shared.folder / "read_pages"
    read.mkdir(exist_ok=True)

    def is_known(page: Page) -> bool:
        mark = read / drawn(page)
        with suppress(FileExistsError):
            mark.touch(exist_ok=False)
            return False
        return True

    return is_known


@pytest.mark.parametrize("role", Role)
def test_every_page_of_a_role_can_be_read(site, enter, is_known, role):
    """T160, T161, T164."""
    page, titles, found = enter(role), set(), []
    pages = pages_for([role])
    for entry in pages:
        page.goto(f"{site[0]}/{site[2] if entry == FILE else entry.url_path}")
        expect(page).to_have_title(f"{entry.title} · Jalons")
        if not is_known(page) or not titles:  # the menu of each role is read once
            found += [f"{entry.title}: {fault}" for fault in faults(page)]
        titles.add(page.title())
        assert page.locator("html").get_attribute("lang") == "fr"
    assert found == []
    assert len(titles) == len(pages)


def test_a_page_without_anything_can_be_read(site, enter):
    """T160."""
    page, found = enter("empty"), []
    for entry in (DAY, CASELOAD, DIAGNOSES, DIAGNOSES_DASHBOARD, DIAGNOSIS, CONSORTIUM_SHEET):
        page.goto(f"{site[0]}/{entry.url_path}")
        found += faults(page)
    page.goto(f"{site[0]}/{FILE.url_path}?personne=1")
    found += faults(page)
    page.goto(f"{site[0]}/{TERRITORIES.url_path}?recherche=zzz")
    expect(page.get_by_text("Aucun territoire ne correspond")).to_be_visible()
    assert found + faults(page) == []


def test_a_refusal_can_be_read(site, enter):
    """T160, T166."""
    page = enter("caseworker")
    page.goto(f"{site[0]}/{NEW_PERSON.url_path}")
    page.get_by_role("button", name="Ajouter à la file active").click()
    expect(page.get_by_text("corrigez les champs signalés")).to_be_visible()
    found = faults(page)
    page.goto(f"{site[0]}/{ACCOUNT.url_path}")
    page.get_by_role("button", name="Changer le mot de passe").click()
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    assert found + faults(page) == []


def test_an_open_form_can_be_read(site, enter):
    """T160."""
    page = enter("caseworker")
    page.goto(f"{site[0]}/{CASELOAD.url_path}")
    page.get_by_role("button", name="Filtres").click()
    expect(page.get_by_label("Pas de contact")).to_be_visible()
    found = faults(page)
    page.goto(f"{site[0]}/{site[2]}")
    for form in ("Contact", "Rendez-vous", "Étape", "Point de situation", "Note"):
        page.get_by_role("button", name=form, exact=True).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found += [f"{form}: {fault}" for fault in faults(page)]
        page.get_by_role("button", name="Annuler").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert found == []


def test_the_sheet_being_edited_can_be_read(site, enter):
    page = enter("coordinator")
    page.goto(f"{site[0]}/{CONSORTIUM_SHEET.url_path}")
    page.get_by_role("button", name="Modifier").first.click()
    expect(page.get_by_role("button", name="Enregistrer")).to_be_visible()
    assert faults(page) == []


def test_the_sign_in_page_can_be_read(site, page):
    page.goto(f"{site[0]}/connexion")
    found = faults(page)
    page.get_by_label("Identifiant").fill("personne")
    page.get_by_label("Mot de passe").fill("faux")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert found + faults(page) == []
