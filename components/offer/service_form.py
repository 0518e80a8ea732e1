"""The forms of a service: the producer's fields, the consortium's, and a new service."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st

from components.administration.drawer import LineForm
from components.file.forms.fields import Fields, options_of
from domain.offer.new_services import Carrier, NewService, ServiceChoices
from domain.offer.services import ServiceValues
from domain.offer.sheets import LABELS, LONGEST_NAME, ServiceDraft, with_fields
from domain.offer.words import Fee, MobilisationMode, MobilisedBy, ServiceKind, ServiceState, WelcomeMode

NEW_LABELS = {
    "carrier": "Structure qui porte l’offre",
    "structure_name": "Ou une structure qui n’est pas dans la liste",
    **LABELS,
}
_KEPT = "Ce que vous corrigez est gardé, même si un fichier chargé plus tard dit autre chose."


def correction_form(choices: ServiceChoices, names: Mapping[str, str]) -> LineForm:
    """What the producer says; `names`: labels of the codes in use, offered even if they left the lists."""

    def draw(fields: Fields, draft: ServiceDraft) -> ServiceDraft:
        st.caption(_KEPT)
        return with_fields(draft, _producer_fields(fields, draft, choices, names))

    saved = "Correction enregistrée\u00a0: la fiche est vérifiée aujourd’hui."
    return LineForm("Corriger la fiche", LABELS, draw, saved)


def local_form(choices: ServiceChoices) -> LineForm:
    """Places, next session, state: what the consortium knows."""

    def draw(fields: Fields, draft: ServiceDraft) -> ServiceDraft:
        return with_fields(draft, _local_fields(fields, draft, choices))

    return LineForm("Places et état", LABELS, draw, "C’est noté.")


def new_service_form(choices: ServiceChoices, carriers: Mapping[Carrier, str], *, may_name: bool) -> LineForm:
    """A service typed here; `may_name`: a structure that is not in the list yet."""
    words = {f"{one.offer_structure_id or 0}-{one.structure_id or 0}": name for one, name in carriers.items()}
    known = dict(zip(words, carriers, strict=True))

    def draw(fields: Fields, new: NewService) -> NewService:
        code = fields.choice_or_none("carrier", None, words, nobody="Choisir une structure")
        name = fields.text("structure_name", "") if may_name else ""
        typed = _producer_fields(fields, new.service, choices, {})
        local = _local_fields(fields, new.service, choices)
        service = with_fields(new.service, {**typed, **local})
        return NewService(service, known[code] if code else None, name)

    return LineForm("Nouvelle offre", NEW_LABELS, draw, "Offre enregistrée.", "Créer l’offre")


def new_service() -> NewService:
    """What the form of a new service opens with."""
    values = ServiceValues("", "", "", "", "", date(2000, 1, 1))  # its dates and codes come with the saving
    return NewService(ServiceDraft(values))


def _producer_fields(
    fields: Fields, draft: ServiceDraft, choices: ServiceChoices, names: Mapping[str, str]
) -> dict[str, Any]:
    values, place = draft.values, draft.values.place
    communes = dict(choices.communes)
    if place.commune_code:
        communes.setdefault(place.commune_code, names.get(place.commune_code, place.commune_code))
    return {
        "name": fields.text("name", values.name, length=LONGEST_NAME),
        "kind": fields.choice_or_none("kind", values.kind, options_of(ServiceKind)),
        "description": fields.paragraph("description", values.description, length=10_000),
        "themes": fields.several("themes", values.themes, _known(choices.themes, values.themes, names)),
        "publics": fields.several("publics", values.publics, _known(choices.publics, values.publics, names)),
        "publics_details": fields.paragraph(
            "publics_details", values.publics_details, length=2000, height=80
        ),
        "access_conditions": fields.paragraph(
            "access_conditions", values.access_conditions, length=2000, height=80
        ),
        "fee": fields.choice_or_none("fee", values.fee, options_of(Fee)),
        "fee_details": fields.text("fee_details", values.fee_details, length=1000),
        "welcome_modes": fields.several("welcome_modes", values.welcome_modes, options_of(WelcomeMode)),
        "address": fields.text("address", place.address, length=300),
        "address_more": fields.text("address_more", place.address_more, length=300),
        "postal_code": fields.text("postal_code", place.postal_code or "", length=5) or None,
        "commune_code": fields.choice_or_none("commune_code", place.commune_code, communes),
        **_contact_fields(fields, draft, choices, names),
    }


def _contact_fields(
    fields: Fields, draft: ServiceDraft, choices: ServiceChoices, names: Mapping[str, str]
) -> dict[str, Any]:
    values, place = draft.values, draft.values.place
    ways = options_of(MobilisationMode)
    return {
        "opening_hours": fields.text("opening_hours", place.opening_hours, length=500),
        "phone": fields.text("phone", place.phone, length=40),
        "email": fields.text("email", place.email),
        "contact_name": fields.text("contact_name", values.contact_name),
        "mobilised_by": fields.several("mobilised_by", values.mobilised_by, options_of(MobilisedBy)),
        "mobilisation_modes": fields.several("mobilisation_modes", values.mobilisation_modes, ways),
        "mobilisation_details": fields.paragraph(
            "mobilisation_details", values.mobilisation_details, length=2000, height=80
        ),
        "mobilisation_url": fields.text("mobilisation_url", values.mobilisation_url, length=500),
        "zones": fields.several("zones", values.zones, _known(choices.zones, values.zones, names)),
        "weekly_hours": fields.decimal("weekly_hours", values.weekly_hours),
        "weeks": fields.number("weeks", values.weeks),
        "source_url": fields.text("source_url", values.source_url, length=500),
    }


def _local_fields(fields: Fields, draft: ServiceDraft, choices: ServiceChoices) -> dict[str, Any]:
    local = draft.local
    return {
        "state": fields.pick("state", local.state, options_of(ServiceState)),
        "suspended_until_on": fields.day("suspended_until_on", local.suspended_until_on),
        "places": fields.number("places", local.places),
        "next_session_on": fields.day("next_session_on", local.next_session_on),
        "prescribers": fields.several("prescribers", local.prescribers, choices.structures),
        "local_contact": fields.text("local_contact", local.local_contact, length=300),
        "internal_note": fields.paragraph("internal_note", local.internal_note, length=5000),
    }


def _known(options: Mapping[str, str], used: frozenset[str], names: Mapping[str, str]) -> dict[str, str]:
    """The options, and the codes in use that are not among them: opening a form must lose nothing."""
    return {**options, **{code: names.get(code, code) for code in used if code not in options}}
