"""Two processes behind Debian's nginx, with the file that we ship, on one PostgreSQL."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.services import application
from tests.services.accounts import PASSWORD, add_account
from tests.services.databases import copy_of_template, drop
from tests.services.nginx import in_front_of
from tests.services.window import settle

PROCESSES = 2
SETTINGS = {"STREAMLIT_SERVER_COOKIE_SECRET": "the same for every process, for tests only"}


def served(database, number, port=None):
    return application.serve(database, {**SETTINGS, "JALONS_NODE": str(number)}, port)


@pytest.fixture(scope="module")
def processes(shared):
    """The processes, by number; a test may stop one and start it again."""
    database = copy_of_template(shared, "postgresql", "two_processes")
    running = [served(database, number) for number in range(PROCESSES)]
    yield running
    for one in running:
        application.stop(one)
    drop(shared, database)


@pytest.fixture(scope="module")
def address(shared, processes):
    ports = [urlsplit(one.url).port for one in processes]
    with in_front_of(shared, ports, shared.corner / "nginx") as address:
        yield address


@pytest.fixture
def window(browser):
    """A window that trusts the certificate of the tests."""
    context = browser.new_context(locale="fr-FR", ignore_https_errors=True)
    yield context.new_page()
    context.close()


def sign_in(window, address, login, password=PASSWORD):
    window.goto(f"{address}/compte")
    window.get_by_label("Identifiant").fill(login)
    window.get_by_label("Mot de passe").fill(password)
    window.get_by_role("button", name="Se connecter").click()


def expect_account(window):
    expect(window.get_by_role("heading", level=1, name="Mon compte")).to_be_visible(timeout=30_000)
    settle(window)


def status(process, cookie):
    """What this process answers to who holds this cookie, asked without nginx."""
    connection = HTTPConnection(urlsplit(process.url).netloc, timeout=20)
    connection.request("GET", "/compte", headers={"Cookie": f"jalons_session={cookie['value']}"})
    answer = connection.getresponse().status
    connection.close()
    return answer


def session_cookie(window):
    return next(one for one in window.context.cookies() if "session" in one["name"])


def test_the_cookie_is_for_https_only_and_for_this_site_alone(processes, address, window):
    """T020."""
    add_account(processes[0], "alice")
    sign_in(window, address, "alice")
    expect_account(window)
    cookie = session_cookie(window)
    assert cookie["name"] == "__Host-jalons_session"
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
    assert window.request.get(f"{address}/compte").headers["strict-transport-security"]


def test_signing_out_of_one_process_is_signing_out_of_all(processes, address, window):
    """T021: the session is a row that each process reads again."""
    add_account(processes[0], "berthe")
    sign_in(window, address, "berthe")
    expect_account(window)
    cookie = session_cookie(window)
    assert [status(one, cookie) for one in processes] == [200, 200]
    window.get_by_role("button", name="Se déconnecter").click()
    expect(window.get_by_label("Identifiant")).to_be_visible()
    assert [status(one, cookie) for one in processes] == [303, 303]


def test_a_process_that_stops_hands_its_windows_over(processes, address, window):
    """T028: whichever of the two served her, she is still signed in, on the page she had."""
    add_account(processes[0], "claire")
    sign_in(window, address, "claire")
    expect_account(window)
    for number in range(PROCESSES):
        stopped = processes[number]
        application.stop(stopped)
        window.reload()
        expect_account(window)
        processes[number] = served(stopped.database, number, urlsplit(stopped.url).port)


def test_failures_are_counted_across_processes(processes, window):
    """T003: one try at each process in turn; the account is blocked for both."""
    add_account(processes[0], "denise")
    for turn in range(6):
        sign_in(window, processes[turn % PROCESSES].url, "denise", "faux")
        expect(window.get_by_role("alert")).to_be_visible()
    for one in processes:
        sign_in(window, one.url, "denise")
        expect(window.get_by_role("alert")).to_contain_text("Trop d’essais")
