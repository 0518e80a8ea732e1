"""What a stranger gets, with plain HTTP or a raw websocket: the sign-in page and the health answer."""

import pytest
from streamlit.util import calc_hash
from websockets.exceptions import InvalidStatus

from domain.access import ALL_ROLES, Role
from navigation import pages_for
from tests.services.accounts import add_account
from tests.services.strangers import ask, open_websocket, page_session, run_page, sign_in

PAGES = [f"/{entry.url_path}" for entry in pages_for(ALL_ROLES)]
TECHNICAL = [
    "/media/abc.csv",
    "/_stcore/metrics",
    "/_stcore/host-config",
    "/_stcore/upload_file/x/y",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/bidi-components/x",
    "/component/x/index.html",
    "/static/js/index.js",
    "/app/static/x.json",
    "/favicon.png",
    "//_stcore/health/../metrics",
    "/_stcore/health/x",
    "/connexion/x",
]


@pytest.fixture(scope="module")
def site(server):
    """A server that nobody has used before these tests."""
    site = server("sqlite", JALONS_NODE="7")
    add_account(site, "alice")
    add_account(site, "pilote", role=Role.STEERING)
    return site


@pytest.mark.parametrize("path", ["/", *PAGES, "/pages/account/account.py", "/a/b/c"])
def test_a_page_leads_a_stranger_to_the_sign_in_page(site, path):
    """T175."""
    answer = ask(site, f"{path}?x=%C3%A9")
    assert (answer.status, answer.body) == (303, "")
    assert answer.headers["location"].startswith("/connexion?suite=/")


@pytest.mark.parametrize("path", TECHNICAL)
def test_a_file_a_figure_or_a_technical_address_gives_a_stranger_nothing(site, path):
    """T090, T175."""
    answer = ask(site, path, Sec_Fetch_Mode="cors")
    assert answer.status in {400, 401}
    assert answer.body in {"Connexion requise.", "Bad Request"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_no_method_opens_an_upload_nor_a_page(site, method):
    """T176."""
    assert ask(site, "/_stcore/upload_file/x/y", method=method).status == 401
    assert ask(site, "/compte", method=method).status == 401


@pytest.mark.parametrize("cookie", ["", "jalons_session=invented", "__Host-jalons_session=invented"])
def test_the_websocket_is_closed_before_it_opens(site, cookie):
    """T175."""
    with pytest.raises(InvalidStatus) as refusal:
        open_websocket(site, cookie=cookie)
    assert refusal.value.response.status_code == 403


def test_the_health_answer_says_nothing_more(site):
    """T175."""
    assert (ask(site, "/readyz").status, ask(site, "/readyz").body) == (200, "prêt")
    assert ask(site, "/_stcore/health").body == "ok"


def test_a_form_from_another_site_is_refused(site):
    """T176."""
    cookie = sign_in(site, "alice")
    assert ask(site, "/connexion", method="POST", body="identifiant=a&mot_de_passe=b").status == 403
    for headers in ({}, {"Origin": "https://ailleurs.example"}, {"Sec_Fetch_Site": "cross-site"}):
        assert ask(site, "/deconnexion", method="POST", Cookie=cookie, **headers).status == 403
    assert ask(site, "/compte", Cookie=cookie).status == 200


def test_a_cookie_is_worth_nothing_after_signing_out(site):
    """T021."""
    cookie = sign_in(site, "alice")
    assert ask(site, "/deconnexion", method="POST", Cookie=cookie, Sec_Fetch_Site="same-origin").status == 303
    assert ask(site, "/compte", Cookie=cookie).status == 303
    with pytest.raises(InvalidStatus):
        open_websocket(site, cookie=cookie)


def test_an_open_websocket_shows_nothing_more_once_its_session_is_over(site):
    """T013."""
    cookie = sign_in(site, "alice")
    with open_websocket(site, cookie=cookie) as websocket:
        assert "Camille Exemple" in str(run_page(websocket))
        ask(site, "/deconnexion", method="POST", Cookie=cookie, Sec_Fetch_Site="same-origin")
        messages = str(run_page(websocket, fragment="any"))
    assert "Votre session est termin" in messages
    assert "Camille Exemple" not in messages


def test_the_page_of_somebody_else_is_not_resumed(site):
    """T030."""
    with open_websocket(site, cookie=sign_in(site, "alice")) as hers:
        name = page_session(run_page(hers))
    with open_websocket(site, cookie=sign_in(site, "pilote"), resumed=name) as mine:
        assert page_session(run_page(mine)) != name


def test_one_resumes_one_s_own_page(site):
    """T029."""
    cookie = sign_in(site, "alice")
    with open_websocket(site, cookie=cookie) as before:
        name = page_session(run_page(before))
    with open_websocket(site, cookie=cookie, resumed=name) as after:
        assert page_session(run_page(after)) == name


def test_streamlit_names_a_page_by_its_address(site):
    with open_websocket(site, cookie=sign_in(site, "alice")) as websocket:
        shown = next(message for message in run_page(websocket) if message.HasField("navigation"))
    assert shown.navigation.page_script_hash == calc_hash("compte")


def test_a_page_closed_to_my_role_and_an_unknown_address_lead_home(site):
    """T043, T044."""
    cookie = sign_in(site, "pilote")
    closed = ("/file-active", "/dossier?personne=1", "/diagnostics", "/diagnostic?diagnostic=1", "/trame")
    for path in (*closed, "/a/b/c", "/inconnue"):
        answer = ask(site, path, Cookie=cookie)
        assert (answer.status, answer.headers["location"]) == (303, "/")
    assert ask(site, "/consortium", Cookie=cookie).status == 200


def test_every_answer_carries_the_security_headers(site):
    """T174."""
    for path in ("/connexion", "/", "/media/x", "/static/js/x.js"):
        headers = ask(site, path).headers
        assert "'unsafe-eval'" not in headers["content-security-policy"]
        assert "script-src 'self' 'sha256-" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert ask(site, "/media/x").headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in ask(site, "/connexion").headers


def test_behind_tls_the_cookie_is_bound_to_this_host_and_the_browser_stays_on_https(site):
    """T020, T174."""
    headers = ask(site, "/connexion", X_Forwarded_Proto="https").headers
    assert "strict-transport-security" in headers
    assert headers["set-cookie"].startswith("__Host-jalons_form=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(headers["set-cookie"].split("; "))


def test_postgresql_serves_the_same_page(server):
    site = server("postgresql")
    add_account(site, "alice")
    with open_websocket(site, cookie=sign_in(site, "alice")) as websocket:
        assert "Camille Exemple" in str(run_page(websocket))


def test_two_people_at_once_never_see_each_other_s_page(site):
    """T026, T053."""
    add_account(site, "berthe")
    with (
        open_websocket(site, cookie=sign_in(site, "alice")) as alice,
        open_websocket(site, cookie=sign_in(site, "berthe")) as berthe,
    ):
        for _ in range(50):
            hers, other = str(run_page(alice)), str(run_page(berthe))
            assert [name in hers for name in ("alice", "berthe")] == [True, False]
            assert [name in other for name in ("alice", "berthe")] == [False, True]


def test_signing_in_again_gives_another_token(site):
    """T027."""
    first = sign_in(site, "alice")
    second = sign_in(site, "alice")
    assert first != second
