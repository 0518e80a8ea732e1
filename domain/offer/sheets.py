"""A service as its page shows it, and as it is typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from domain.beneficiaries import email_problem, phone_problem, postal_problem
from domain.dates import problems_of
from domain.offer.services import ServiceValues
from domain.offer.words import ServiceState

SHORTEST_NAME, LONGEST_NAME = 3, 150  # as data·inclusion v1 asks
PLACE_LABELS = {
    "address": "Adresse",
    "address_more": "Complément d’adresse",
    "postal_code": "Code postal",
    "commune_code": "Commune",
    "phone": "Téléphone",
    "email": "Courriel",
    "opening_hours": "Horaires d’accueil",
}
VALUE_LABELS = {
    "name": "Nom",
    "kind": "Type",
    "description": "Description",
    "themes": "Thèmes",
    "publics": "Publics",
    "publics_details": "Précisions sur les publics",
    "access_conditions": "Conditions d’accès",
    "fee": "Tarif",
    "fee_details": "Précisions sur le tarif",
    "welcome_modes": "Accueil",
    "mobilised_by": "Qui peut demander",
    "mobilisation_modes": "Comment demander",
    "mobilisation_details": "Précisions sur la demande",
    "mobilisation_url": "Lien pour demander",
    "contact_name": "Contact",
    "zones": "Réservé aux habitants de",
    "weekly_hours": "Heures par semaine",
    "weeks": "Nombre de semaines",
    "source_url": "Page d’origine",
}
LOCAL_LABELS = {
    "state": "État",
    "suspended_until_on": "Suspendu jusqu’au",
    "places": "Places restantes",
    "next_session_on": "Prochaine session",
    "prescribers": "Structures qui peuvent y orienter",
    "local_contact": "Contact pour les professionnels",
    "internal_note": "Note interne",
}
_WHERE = ("address", "postal_code", "commune_code")
LABELS = {**VALUE_LABELS, **PLACE_LABELS, **LOCAL_LABELS}


@dataclass(frozen=True)
class LocalValues:
    """What the consortium knows beside what the producer says; `prescribers` empty: everybody."""

    state: ServiceState = ServiceState.OPEN
    suspended_until_on: date | None = None
    places: int | None = None
    next_session_on: date | None = None
    prescribers: frozenset[int] = frozenset()
    local_contact: str = ""
    internal_note: str = ""

    def problems(self, today: date) -> dict[str, str]:
        """A suspension ends later; places are counted from 0."""
        has_gone = self.suspended_until_on is not None and self.suspended_until_on < today
        return problems_of(
            suspended_until_on="Cette date est passée." if has_gone else None,
            places="Le nombre de places ne peut pas être négatif." if (self.places or 0) < 0 else None,
        )


@dataclass(frozen=True)
class ServiceDraft:
    """What the form fills: the producer's fields, kept against later loads, and those of the consortium."""

    values: ServiceValues
    local: LocalValues = LocalValues()

    def problems(self, today: date) -> dict[str, str]:
        """Field → what is wrong with it."""
        values, length = self.values, len(self.values.name)
        found = problems_of(
            name=(
                None
                if SHORTEST_NAME <= length <= LONGEST_NAME
                else f"Le nom compte de {SHORTEST_NAME} à {LONGEST_NAME} caractères."
            ),
            description=None if len(values.description) >= 5 else "Décrivez le service en une phrase.",
            themes=None if values.themes else "Choisissez au moins un thème.",
            postal_code=postal_problem(values.place.postal_code),
            phone=phone_problem(values.place.phone),
            email=email_problem(values.place.email),
            mobilisation_url=_url_problem(values.mobilisation_url),
            source_url=_url_problem(values.source_url),
            weeks="Au moins une semaine." if values.weeks is not None and values.weeks < 1 else None,
            weekly_hours="Au moins zéro." if (values.weekly_hours or 0) < 0 else None,
        )
        return found | self.local.problems(today)

    def fields(self) -> dict[str, Any]:
        """Every field by its name, in the order of the form."""
        values, place, local = self.values, self.values.place, self.local
        return {
            **{name: getattr(values, name) for name in VALUE_LABELS},
            **{name: getattr(place, name) for name in PLACE_LABELS},
            **{name: getattr(local, name) for name in LOCAL_LABELS},
        }


@dataclass(frozen=True)
class ServiceChange:
    """A field that somebody corrected here, in words."""

    changed_at: datetime
    field: str
    before: str
    after: str
    who: str


@dataclass(frozen=True)
class ServiceSheet:
    """Everything of a service.

    `names`: labels of the codes it uses (themes, publics, zones, commune); `corrected`: the fields changed
    here, by their official names.
    """

    id: int
    version: int
    draft: ServiceDraft
    structure_id: int
    structure_name: str
    carrier_id: int | None
    carrier_name: str
    completeness: int
    places_told_on: date | None
    checked_on: date | None
    checked_by: str
    missing_since_on: date | None
    corrected: tuple[str, ...]
    names: Mapping[str, str]
    prescriber_names: Mapping[int, str]


def changed_fields(before: ServiceDraft, after: ServiceDraft) -> dict[str, Any]:
    """The fields that two drafts tell differently, as the second one tells them."""
    known = before.fields()
    return {name: value for name, value in after.fields().items() if value != known[name]}


def disputed_fields(shown: ServiceDraft, stored: ServiceDraft, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Of the typed fields, those that somebody else changed since they were shown, otherwise."""
    then, now = shown.fields(), stored.fields()
    return {name: value for name, value in typed.items() if then[name] != now[name] != value}


def with_fields(draft: ServiceDraft, fields: Mapping[str, Any]) -> ServiceDraft:
    """The draft with these fields; a place that moves loses its point, which would be wrong on the map."""
    values, place, local = (
        {name: fields[name] for name in labels if name in fields}
        for labels in (VALUE_LABELS, PLACE_LABELS, LOCAL_LABELS)
    )
    before = draft.values.place
    after = replace(before, **place)
    if any(getattr(before, name) != getattr(after, name) for name in _WHERE):
        after = replace(after, latitude=None, longitude=None)
    known = replace(draft.local, **local)
    if known.state is not ServiceState.SUSPENDED:
        known = replace(known, suspended_until_on=None)
    return ServiceDraft(replace(draft.values, place=after, **values), known)


def _url_problem(url: str) -> str | None:
    is_right = not url or (url.startswith(("https://", "http://")) and " " not in url)
    return None if is_right else "Une adresse de page commence par https://."
