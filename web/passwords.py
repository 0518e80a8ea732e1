"""Passwords: hashing, our policy and the change form, built on streamlit-authenticator.

Only its sound parts: Hasher (bcrypt), Validator (our rules in a subclass) and the reset-password form.
Its own store, cookie and mail service are never built: our sessions live in SQL.
"""

import re
import unicodedata
from collections.abc import Callable

import streamlit as st
from streamlit_authenticator import Authenticate, Hasher
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel
from streamlit_authenticator.utilities import CredentialsError, ResetError, Validator

MINIMUM_LENGTH = 12
MAXIMUM_BYTES = 72  # bcrypt reads no further
RULES = (
    f"{MINIMUM_LENGTH} caractères au moins, sans votre nom ni votre identifiant. Une phrase de plusieurs mots"
    " sans rapport entre eux est solide et facile à retenir."
)
_LEAST_ORIGINAL_LETTERS = 4
_LEET = str.maketrans("@40315$7!", "aaoiessti")
_COMMON_WORDS = """
administrateur administration azertyuiop qwertyuiop motdepasse password passe azerty qwerty qsdfgh wxcvbn
abcdefghijklm abcdefgh abcdef abcd abc admin bonjour bonsoir bienvenue welcome soleil doudou loulou chouchou
coucou jetaime iloveyou amour marseille paris france letmein changeme changezmoi connexion secret jalons spie
insertion emploi departement printemps automne hiver janvier fevrier mars avril juin juillet aout septembre
octobre novembre decembre football dragon princesse nicolas camille
"""
_UNKNOWN_USER_HASH = Hasher.hash("personne ne porte ce mot de passe")
_FRENCH = {
    "No new password provided": "Saisissez le nouveau mot de passe.",
    "Passwords do not match": "Les deux saisies du nouveau mot de passe diffèrent.",
    "New and current passwords are the same": "Le nouveau mot de passe est le même que l’actuel.",
}


def hash_password(password: str) -> str:
    """The bcrypt hash to store; raise ValueError above 72 bytes rather than cut silently."""
    password = _normalised(password)
    if len(password.encode()) > MAXIMUM_BYTES:
        raise ValueError("password too long for bcrypt")
    return str(Hasher.hash(password))


def check_password(password: str, password_hash: str | None) -> bool:
    """True when right; the same work is done for an unknown user or a password too long to be right."""
    password = _normalised(password)
    is_readable = len(password.encode()) <= MAXIMUM_BYTES and "\0" not in password
    is_right = Hasher.check_pw(password if is_readable else "", password_hash or _UNKNOWN_USER_HASH)
    return is_right and is_readable and password_hash is not None


class PasswordPolicy(Validator):  # type: ignore[misc]  # published without types
    """Our rules for a new password, given the words that its owner must not put in it."""

    def __init__(self, *personal: str) -> None:
        super().__init__()
        words = re.split(r"[\W\d_]+", _folded(" ".join(personal)))
        self._personal = {word for word in words if len(word) >= _LEAST_ORIGINAL_LETTERS}

    def problems(self, password: str) -> list[str]:
        """What is wrong with it, in French; empty when it may be used."""
        folded = _folded(password)
        checks = {
            f"Il faut {MINIMUM_LENGTH} caractères au moins.": len(password) < MINIMUM_LENGTH,
            "Il est trop long : 72 octets au plus, une lettre accentuée en compte deux.": (
                len(_normalised(password).encode()) > MAXIMUM_BYTES
            ),
            "Il ne doit contenir ni votre nom, ni votre identifiant.": (
                any(word in folded for word in self._personal)
            ),
            "Il est trop courant ou trop simple : choisissez des mots sans rapport entre eux.": (
                _is_common(folded) or _is_common(folded.translate(_LEET))
            ),
            "Il contient un caractère invisible.": not password.isprintable(),
        }
        return [problem for problem, is_met in checks.items() if is_met]

    def validate_password(self, password: str) -> bool:
        """Asked by the form before anything is saved."""
        return not self.problems(password)

    def diagnose_password(self, password: str) -> str:
        """What the form says when it refuses."""
        return " ".join(self.problems(password))


def password_problem(password: str, *personal: str) -> str:
    """Why this new password is refused, in French; empty when it may be used."""
    return PasswordPolicy(*personal).diagnose_password(password)


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
    *, login: str, personal: str, is_current: Callable[[str], bool], save: Callable[[str], None]
) -> bool:
    """Show the form; True on the run where the password was changed."""
    form = _PasswordForm(PasswordPolicy(login, personal), _SqlAccount(is_current, save))
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


def _normalised(password: str) -> str:
    """One spelling of accents, whatever the keyboard."""
    return unicodedata.normalize("NFC", password)


def _folded(text: str) -> str:
    """Lower case without accents."""
    return "".join(
        char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char)
    )


def _is_common(folded: str) -> bool:
    """True when hardly any letter is left once the most used words are taken out."""
    for word in sorted(_COMMON_WORDS.split(), key=len, reverse=True):
        folded = folded.replace(word, "")
    return len(set(re.sub(r"[\W\d_]", "", folded))) < _LEAST_ORIGINAL_LETTERS
