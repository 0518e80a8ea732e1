"""Mon compte, and the password that must be chosen first."""

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.engine import sign_in_session
from db.models.accounts import Credential, SignInSession
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from domain.access import Role
from domain.clock import set_clock
from tests.factories import NOW
from tests.services.accounts import PASSWORD, make_account
from tests.services.shared import PROJECT
from web.passwords import check_password
from web.sign_in import try_sign_in

ACCOUNT = PROJECT / "pages/account/account.py"
NEW = "sept brouettes bleues"


@pytest.fixture
def signed_in(session):
    """Sign this account in here, and in another browser too."""

    def sign_in(**options):
        set_clock(lambda: NOW)
        make_account(session, login="nadia.roux", **options)
        first, _ = try_sign_in("nadia.roux", PASSWORD, "192.0.2.1")
        second, _ = try_sign_in("nadia.roux", PASSWORD, "192.0.2.1")  # a first password opens only once
        identify_with(lambda: viewer_of(second or first))

    yield sign_in
    identify_with(None)


def viewer_of(token):
    with sign_in_session(is_readonly=True) as session:
        return find_viewer(session, hash_token(token), NOW)


def account_page():
    return AppTest.from_file(ACCOUNT, default_timeout=20).run()


def change(page, current, new, again):
    for field, value in zip(page.text_input, (current, new, again), strict=True):
        field.input(value)
    return press(page, "Changer le mot de passe")


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def words(page):
    return " ".join(element.value for element in [*page.markdown, *page.text, *page.error, *page.info])


def open_sessions(session):
    return len(session.scalars(select(SignInSession).where(SignInSession.revoked_at.is_(None))).all())


def test_nobody_sees_anything():
    page = account_page()
    assert not page.text_input
    assert "Votre session est terminée" in words(page)


def test_it_says_who_i_am_and_how_many_browsers_are_signed_in(signed_in):
    signed_in()
    page = account_page()
    assert not page.exception
    for fact in ("Camille Exemple", "nadia.roux", Role.CASEWORKER.label, "2 navigateurs connectés"):
        assert fact in words(page).replace("\\", "").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (("faux", NEW, NEW), "actuel est inexact"),
        ((PASSWORD, NEW, "autre chose"), "diffèrent"),
        ((PASSWORD, PASSWORD, PASSWORD), "le même que l’actuel"),
        ((PASSWORD, "court", "court"), "12 caractères"),
        ((PASSWORD, "nadia brouettes bleues", "nadia brouettes bleues"), "votre nom"),
        ((PASSWORD, "é" * 130, "é" * 130), "128 caractères"),
        ((PASSWORD, "", ""), "Saisissez"),
    ],
)
def test_a_refused_change_says_why_in_french_and_changes_nothing(session, signed_in, typed, reason):
    """T008, T011."""
    signed_in()
    page = change(account_page(), *typed)
    assert reason in page.error[0].value
    assert check_password(PASSWORD, session.get_one(Credential, "nadia.roux").password_hash)


def test_a_new_password_is_kept_and_closes_the_other_browsers(session, signed_in):
    """T010, T011."""
    signed_in(must_change_password=True)
    page = change(account_page(), PASSWORD, NEW, NEW)
    assert not page.exception
    credential = session.scalars(select(Credential).execution_options(populate_existing=True)).one()
    assert check_password(NEW, credential.password_hash)
    assert not credential.must_change_password
    assert open_sessions(session) == 1


def test_the_sixth_wrong_current_password_is_not_even_looked_at(signed_in):
    """T011."""
    signed_in()
    page = account_page()
    for _ in range(5):
        page = change(page, "faux", NEW, NEW)
    page = change(page, PASSWORD, NEW, NEW)
    assert "Trop d’essais" in page.error[0].value


def test_signing_out_everywhere_leaves_no_session_and_empties_the_page(session, signed_in):
    """T022."""
    signed_in()
    page = account_page()
    press(page, "Me déconnecter partout")
    assert open_sessions(session) == 0
    assert "Votre session est terminée" in words(page)


def test_a_password_received_from_someone_else_is_changed_before_any_other_page(signed_in):
    """T010."""
    signed_in(must_change_password=True)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=20).run()
    assert not page.exception
    assert page.title[0].value == "Mon compte"
    page.switch_page("pages/territories/territories.py").run()
    assert page.title[0].value == "Mon compte"
