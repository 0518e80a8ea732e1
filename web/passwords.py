"""Passwords: hashing, our policy and the change form, built on streamlit-authenticator.

Only its sound parts: Hasher (bcrypt), Validator (our rules in a subclass) and the reset-password form.
Its own store, cookie and mail service are never built: our sessions live in SQL.
"""

import base64
import hashlib
import unicodedata
from collections.abc import Callable
from functools import partial

import bcrypt
import streamlit as st
from streamlit_authenticator import Authenticate, Hasher
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel
from streamlit_authenticator.utilities import CredentialsError, ResetError, Validator

from domain.passwords import ADMINISTRATOR_LENGTH, MINIMUM_LENGTH, password_problems

MAXIMUM_BYTES = 72  # bcrypt reads no further
RULES = (
    f"{MINIMUM_LENGTH} caractères au moins ({ADMINISTRATOR_LENGTH} pour l’administration), sans votre nom, "
    "votre identifiant ni votre structure. Une phrase de plusieurs mots sans rapport entre eux est solide et "
    "facile à retenir."
)
_UNKNOWN_USER_HASH = Hasher.hash("personne ne porte ce mot de passe")
_FRENCH = {
    "No new password provided": "Saisissez le nouveau mot de passe.",
    "Passwords do not match": "Les deux saisies du nouveau mot de passe diffèrent.",
    "New and current passwords are the same": "Le nouveau mot de passe est le même que l’actuel.",
}


def hash_password(password: str) -> str:
    """The bcrypt hash to store, of the whole password however long it is."""
    return str(Hasher.hash(_whole(password)))


def check_password(password: str, password_hash: str | None) -> bool:
    """True when right; the same work is done for an unknown user or a password that cannot be right."""
    is_right = Hasher.check_pw(_whole(password), password_hash or _UNKNOWN_USER_HASH)
    return is_right and password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """True when the cost of hashing was raised since: the password is hashed again when it is next typed."""
    return _cost(password_hash) < _cost(bcrypt.gensalt().decode())


class PasswordPolicy(Validator):  # type: ignore[misc]  # published without types
    """Our rules for a new password, given the words that its owner must not put in it."""

    def __init__(self, *names: str, organisations: tuple[str, ...] = (), is_administrator: bool = False):
        super().__init__()
        self._problems = partial(
            password_problems, names=names, organisations=organisations, is_administrator=is_administrator
        )

    def validate_password(self, password: str) -> bool:
        """Asked by the form before anything is saved."""
        return not self.diagnose_password(password)

    def diagnose_password(self, password: str) -> str:
        """Why it is refused, in French; empty when it may be used."""
        return " ".join(self._problems(password))


def password_problem(password: str, *names: str, is_administrator: bool = False) -> str:
    """Why this new password is refused, in French; empty when it may be used."""
    return PasswordPolicy(*names, is_administrator=is_administrator).diagnose_password(password)


class _SqlAccount(AuthenticationModel):  # type: ignore[misc]
    """The form's model over our store: `is_current` and `save` come from the page."""

    def __init__(self, is_current: Callable[[str], bool], save: Callable[[str], None]) -> None:
        self._is_current, self._save = is_current, save

    def reset_password(
        self, _username: str, password: str, new_password: str, _callback: object = None
    ) -> bool:
        """Ask for the present password, then keep the hash of the new one."""
        if not self._is_current(password):
            raise CredentialsError("password")
        self._save(hash_password(new_password))
        return True


class _PasswordForm(Authenticate):  # type: ignore[misc]
    """The library's widget without its cookie: its constructor would put one in the browser."""

    def __init__(self, policy: PasswordPolicy, account: _SqlAccount) -> None:
        self.attrs = {"password_instructions": RULES}
        self.authentication_controller = AuthenticationController({"usernames": {}}, policy, auto_hash=False)
        self.authentication_controller.authentication_model = account


def change_password_form(
    *, login: str, policy: PasswordPolicy, is_current: Callable[[str], bool], save: Callable[[str], None]
) -> bool:
    """Show the form; True on the run where the password was changed."""
    form = _PasswordForm(policy, _SqlAccount(is_current, save))
    st.session_state["authentication_status"] = True  # the widget's own guard; ours is the session in SQL
    fields = {
        "Form name": "Changer mon mot de passe",
        "Current password": "Mot de passe actuel",
        "New password": "Nouveau mot de passe",
        "Repeat password": "Nouveau mot de passe, une seconde fois",
        "Reset": "Changer le mot de passe",
    }
    try:
        return bool(form.reset_password(login, fields=fields, clear_on_submit=True, key="password"))
    except CredentialsError:
        st.error("Le mot de passe actuel est inexact.")
    except ResetError as refusal:
        st.error(_FRENCH.get(refusal.message, refusal.message))
    return False


def _whole(password: str) -> str:
    """One spelling of accents whatever the keyboard; beyond what bcrypt reads, a digest of the whole."""
    password = unicodedata.normalize("NFC", password)
    if len(password.encode()) <= MAXIMUM_BYTES and "\0" not in password:
        return password
    return base64.b64encode(hashlib.sha384(password.encode()).digest()).decode()


def _cost(password_hash: str) -> int:
    """Rounds told by a bcrypt hash or salt: `$2b$12$…`."""
    return int(password_hash.split("$")[2])
