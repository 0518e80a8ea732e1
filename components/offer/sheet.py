"""A service in full, in words."""

from collections.abc import Iterable, Mapping
from datetime import date

import streamlit as st

from components.documents.services import opening_words
from components.formats import count_of, format_date, format_moment
from components.markdown import md_escape
from components.offer.words import (
    check_words,
    completeness_words,
    fee_words,
    freshness_words,
    places_words,
    state_words,
)
from domain import clock
from domain.access import Viewer
from domain.offer.load_words import LOADED
from domain.offer.search import is_to_check
from domain.offer.sheets import LABELS, ServiceChange, ServiceSheet
from domain.offer.words import ServiceState

_COLOURS = {ServiceState.OPEN: "green", ServiceState.SUSPENDED: "orange", ServiceState.CLOSED: "red"}
_SENTENCES = {
    ServiceState.SUSPENDED: "On n’y oriente personne pour l’instant.",
    ServiceState.CLOSED: "Ce service est fermé.",
}
KEPT = "Les champs corrigés ici sont gardés aux prochains chargements de fichiers."


def service_title(sheet: ServiceSheet, today: date, months: int) -> None:
    """Its name, its state, whose it is, whether it is up to date."""
    local, values = sheet.draft.local, sheet.draft.values
    st.title(md_escape(values.name), anchor=False)
    state = f":{_COLOURS[local.state]}-badge[{md_escape(state_words(local.state, local.suspended_until_on))}]"
    carrier = sheet.carrier_name if sheet.carrier_name != sheet.structure_name else ""
    whose = " · ".join(filter(None, (sheet.structure_name, carrier)))
    st.markdown(f"{state} **{md_escape(whose)}**")
    if sentence := _SENTENCES.get(local.state):
        st.warning(sentence)
    told = check_words(sheet.checked_on, sheet.checked_by, today, months)
    old = is_to_check(sheet.checked_on, today, months)
    freshness = freshness_words(values.updated_on, today)
    words = f"{told} · {freshness} · {completeness_words(sheet.completeness)}"
    st.markdown(f":material/{'schedule' if old else 'verified'}: {md_escape(words)}")
    if sheet.missing_since_on:
        gone = format_date(sheet.missing_since_on)
        st.warning(
            f"Absente du fichier de son producteur depuis le {gone}\u00a0: existe-t-elle encore\u00a0?"
        )


def service_facts(sheet: ServiceSheet, today: date) -> None:
    """What its producer says, then what the consortium knows."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        if sheet.draft.values.description:
            st.text(sheet.draft.values.description)
        _facts(_producer_facts(sheet))
    with right.container(border=True):
        st.markdown("**Ce que sait le consortium**")
        _facts(_local_facts(sheet, today))


def service_history(changes: Iterable[ServiceChange], sheet: ServiceSheet, viewer: Viewer) -> None:
    """What was corrected here, old and new values, and what each load changed."""
    found = list(changes)
    with st.expander(f"Historique ({len(found)})"):
        if sheet.corrected:
            st.caption(KEPT)
        if not found:
            st.caption("Rien n’a été corrigé ici\u00a0: la fiche est celle de son producteur.")
        for one in found:
            when = format_moment(one.changed_at, viewer.time_zone, viewer.today)
            st.markdown(f"**{md_escape(_about(one, viewer))}** · :small[{md_escape(f'{when}, {one.who}')}]")
            told = f"{one.before or '(vide)'} → {one.after or '(vide)'}"
            st.text(one.after if one.field == LOADED else told)


def _about(one: ServiceChange, viewer: Viewer) -> str:
    """The field, or « Chargement du 22/11/2026 »."""
    day = clock.date_in(viewer.time_zone, one.changed_at)
    return f"Chargement du {format_date(day)}" if one.field == LOADED else LABELS.get(one.field, one.field)


def _producer_facts(sheet: ServiceSheet) -> Mapping[str, str]:
    values = sheet.draft.values
    ask = [one.label for one in sorted(values.mobilisation_modes)]
    return {
        "Thèmes": _named(values.themes, sheet.names),
        "Type": values.kind.label if values.kind else "",
        "Publics": _joined(_named(values.publics, sheet.names) or "Non précisé", values.publics_details),
        "Conditions d’accès": values.access_conditions,
        "Tarif": _joined(fee_words(values.fee), values.fee_details),
        "Accueil": ", ".join(sorted(one.label for one in values.welcome_modes)),
        "Adresse": _address(sheet),
        "Horaires": opening_words(values.place.opening_hours),
        "Réservé aux habitants de": _named(values.zones, sheet.names),
        "Qui peut demander": ", ".join(sorted(one.label for one in values.mobilised_by)),
        "Comment demander": _joined(", ".join(ask), values.mobilisation_details),
        "Téléphone": values.place.phone,
        "Courriel": values.place.email,
        "Contact": values.contact_name,
        "Lien": values.mobilisation_url,
        "Durée": _length(values.weekly_hours, values.weeks),
        "Source": _joined(values.source, values.source_url),
    }


def _local_facts(sheet: ServiceSheet, today: date) -> Mapping[str, str]:
    local = sheet.draft.local
    told = f"au {format_date(sheet.places_told_on)}" if sheet.places_told_on else ""
    session, names = local.next_session_on, sorted(sheet.prescriber_names.values())
    over = " (passée)" if session and session < today else ""
    return {
        "Places": _joined(places_words(local.places), told).capitalize(),
        "Prochaine session": f"{format_date(session)}{over}" if session else "Non précisée",
        "Peuvent y orienter": ", ".join(names) or "Toutes les structures",
        "Contact pour les professionnels": local.local_contact,
        "Note interne": local.internal_note,
    }


def _facts(facts: Mapping[str, str]) -> None:
    lines = [f"**{label}**\u00a0: {md_escape(words)}" for label, words in facts.items() if words]
    st.markdown("  \n".join(lines))


def _named(codes: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(code, code) for code in codes))


def _address(sheet: ServiceSheet) -> str:
    place = sheet.draft.values.place
    commune = sheet.names.get(place.commune_code or "", "")
    town = " ".join(filter(None, (place.postal_code, commune)))
    return ", ".join(filter(None, (place.address, place.address_more, town)))


def _length(hours: float | None, weeks: int | None) -> str:
    weekly = f"{hours:g} h par semaine".replace(".", ",") if hours is not None else ""
    return _joined(weekly, count_of(weeks, "semaine") if weeks else "")


def _joined(*words: str) -> str:
    return ", ".join(filter(None, words))
