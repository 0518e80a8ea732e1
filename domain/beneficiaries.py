"""A person's identity as it is typed, and the rules on it."""

import re
from dataclasses import dataclass
from datetime import date

from domain.dates import past_problem, problems_of
from domain.follow_up import EntryOrigin
from domain.names import normalise_name
from domain.people import Channel, Civility, Public

OLDEST_AGE = 110
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTAL_CODE = re.compile(r"\d{5}")
_NIR = re.compile(r"[12]\d{2}(0[1-9]|1[0-2]|[2-9]\d)(\d{2}|2[AB])\d{6}(\d{2})?")


IDENTITY_LABELS = {
    "civility": "Civilité",
    "birth_name": "Nom de naissance",
    "usual_name": "Nom d’usage",
    "first_names": "Prénoms",
    "birth_date": "Date de naissance",
    "phone": "Téléphone",
    "email": "Courriel",
    "address": "Adresse",
    "postal_code": "Code postal",
    "commune_code": "Commune",
    "preferred_channel": "Moyen préféré",
    "do_not_leave_message": "Ne pas laisser de message",
    "do_not_write_to_address": "Ne pas écrire à cette adresse",
    "interpreter_language": "Interprète",
}


@dataclass(frozen=True)
class IdentityDraft:
    """Who the person is and how to reach her."""

    civility: Civility
    birth_name: str
    usual_name: str
    first_names: str
    birth_date: date | None
    phone: str = ""
    email: str = ""
    address: str = ""
    postal_code: str | None = None
    commune_code: str | None = None
    preferred_channel: Channel | None = None
    do_not_leave_message: bool = False
    do_not_write_to_address: bool = False
    interpreter_language: str = ""
    publics: frozenset[Public] = frozenset()

    def problems(self, today: date) -> dict[str, str]:
        """A person has a name and a plausible birth date; what is given to reach her must be usable."""
        return problems_of(
            birth_name=name_problem(self.birth_name, "Indiquez le nom de naissance."),
            usual_name=name_problem(self.usual_name, None),
            first_names=name_problem(self.first_names, "Indiquez au moins un prénom."),
            birth_date=birth_problem(self.birth_date, today),
            phone=phone_problem(self.phone),
            email=email_problem(self.email),
            postal_code=postal_problem(self.postal_code),
        )


@dataclass(frozen=True)
class EntryDraft:
    """How and when the person comes in."""

    entered_on: date | None
    entry_origin: EntryOrigin

    def problems(self, today: date) -> dict[str, str]:
        """An entry has happened."""
        return problems_of(entered_on=past_problem(self.entered_on, today))


def search_name(draft: IdentityDraft) -> str:
    """What a search looks into: both names and the first names."""
    return normalise_name(f"{draft.birth_name} {draft.usual_name} {draft.first_names}")


def sort_name(draft: IdentityDraft) -> str:
    """What the list is sorted by: the name she goes by, then the first names."""
    return normalise_name(f"{draft.usual_name or draft.birth_name} {draft.first_names}")


def looks_like_nir(text: str) -> bool:
    """True for 13 or 15 digits shaped like the national identification number, which is never stored."""
    return bool(_NIR.fullmatch(re.sub(r"[\s.]", "", text).upper()))


def phone_problem(phone: str) -> str | None:
    """Why this number cannot be called, in French; None when it can or when there is none."""
    digits = re.sub(r"[\s.\-()]", "", phone)
    if not digits or re.fullmatch(r"(\+|00)\d{8,15}|0\d{9}", digits):
        return None
    return "Ce numéro n’a pas dix chiffres."


def name_problem(name: str, when_missing: str | None) -> str | None:
    """Why this cannot be a name, in French; `when_missing` when there is none."""
    if not name.strip():
        return when_missing
    if not any(letter.isalpha() for letter in name):
        return "Un nom s’écrit avec des lettres."
    return "120 signes au plus." if len(name) > 120 else None


def birth_problem(birth_date: date | None, today: date) -> str | None:
    """Why nobody followed was born on this day, in French; None when somebody may be, or it is unknown."""
    if birth_date is None:
        return None
    if birth_date > today:
        return "Cette date est dans le futur."
    return "Cette date est trop ancienne." if birth_date.year < today.year - OLDEST_AGE else None


def email_problem(email: str) -> str | None:
    """Why nobody can be written to there, in French; None when it can be, or when there is none."""
    return None if not email or _EMAIL.fullmatch(email) else "Cette adresse est incomplète."


def postal_problem(postal_code: str | None) -> str | None:
    """Why this is no postal code, in French; None when it may be one, or when there is none."""
    if not postal_code or _POSTAL_CODE.fullmatch(postal_code):
        return None
    return "Un code postal compte cinq chiffres."
