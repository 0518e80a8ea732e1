"""Where signing in may lead."""

import pytest

from web.sign_in import safe_path


@pytest.mark.parametrize("path", ["/", "/dossier?personne=12", "/compte?a=é&b=%2F", "/a/b"])
def test_a_page_of_ours_is_kept(path):
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "compte",
        "//ailleurs.example",
        "/\\ailleurs",
        "https://ailleurs.example",
        "/a\r\nSet-Cookie: x",
        "/connexion?suite=/",
        "/deconnexion",
        "javascript:alert(1)",
    ],
)
def test_anything_else_leads_home(path):
    assert safe_path(path) == "/"
