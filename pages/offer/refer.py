"""Orienter vers un service: somebody's file, a service, why; then back to the file."""

from functools import partial
from typing import Any

import streamlit as st

from components.address import asked_id
from components.feedback import confirm_next_run, domain_errors_shown
from components.file.missing import asked_person
from components.identity import current_viewer
from components.markdown import md_escape
from components.offer.referral_form import chosen_service, refer_form, search_words, service_choice
from components.offer.suggestions import solutions_by_need
from db.actions.offer.referrals import send_referral
from db.actions.reads import record_file_read
from db.engine import read_as, write_session
from db.queries.catalogue import list_services
from db.queries.directory import list_themes
from db.queries.referred_people import get_referred
from db.queries.services import get_service
from db.queries.unmet_needs import list_solutions_for
from domain.access import PEOPLE_ROLES, require_role
from domain.errors import ForbiddenError
from domain.file_parts import FileSection
from domain.file_rights import may_steer_follow_up
from domain.offer.referrals import ReferralDraft, service_problem
from domain.offer.search import CatalogueFilters
from domain.offer.sheets import ServiceSheet
from domain.offer.suggestions import Referred
from navigation import CATALOGUE, FILE, REFER

viewer = current_viewer()
read = partial(read_as, viewer)
SHOWN = 8


def show_refer(beneficiary_id: int) -> None:
    """Who, then the service, then what is asked of it."""
    record_file_read(viewer, beneficiary_id)
    person: Referred = read(get_referred, beneficiary_id)
    label, asked = f"Dossier de {md_escape(person.name)}", {"personne": str(beneficiary_id)}
    st.page_link(FILE.path, label=label, query_params=asked, icon=":material/arrow_back:")
    if not may_steer_follow_up(viewer, is_group_member=person.is_group_member):
        raise ForbiddenError("Les membres du groupe de suivi et la coordination orientent vers un service.")
    if st.query_params.get("service"):
        # A link from this page to itself leaves the browser's address behind, and what was typed with it.
        st.query_params.from_dict(st.query_params.to_dict())
        show_form(person, read(get_service, asked_id("service")))
    else:
        choose_service(person)


def choose_service(person: Referred) -> None:
    """Services open today: by words among them all, or those of the need in the address."""
    theme = st.query_params.get("besoin")
    words = search_words()
    if not words:
        st.subheader("Solutions proposées", anchor=False)
        found = read(list_solutions_for, person, theme)
        solutions_by_need(found, beneficiary_id=person.id, today=viewer.today)
    if not (words or theme):
        st.page_link(CATALOGUE.path, label="Chercher dans le catalogue", icon=CATALOGUE.icon)
        return
    count, cards = read(list_services, CatalogueFilters(search=words, category=None if words else theme))
    chosen = service_choice(count, cards[:SHOWN], viewer.today)
    if chosen is not None:
        go_to(person.id, service=str(chosen))


def show_form(person: Referred, sheet: ServiceSheet) -> None:
    """The service that is chosen, and the form unless nobody may be referred to it."""
    with st.container(horizontal=True, vertical_alignment="top"):
        with st.container():
            chosen_service(sheet)
        if st.button("Changer de service", icon=":material/swap_horiz:", type="tertiary"):
            go_to(person.id, service=None)
    local = sheet.draft.local
    about: dict[str, Any] = {"structure_id": viewer.structure_id, "today": viewer.today}
    if problem := service_problem(local.state, local.suspended_until_on, local.prescribers, **about):
        st.warning(problem)
        return
    asked = st.query_params.get("diagnostic")
    refer_form(
        person.id,
        sheet,
        read(list_themes),
        theme=st.query_params.get("besoin"),
        diagnosis_id=asked_id("diagnostic") if asked else None,
        send=partial(send, person.id, person.name),
    )


def send(beneficiary_id: int, name: str, record_id: int, draft: ReferralDraft) -> None:
    """One transaction, then the file, where the referral is listed."""
    with write_session(viewer) as session:
        send_referral(session, viewer, beneficiary_id, record_id=record_id, draft=draft)
    confirm_next_run(f"Orientation envoyée pour {name}.")
    asked = {"personne": str(beneficiary_id), "rubrique": FileSection.PATH.label}
    st.switch_page(FILE.path, query_params=asked)


def go_to(beneficiary_id: int, *, service: str | None) -> None:
    """The same page with another service, or none; the need and the diagnostic stay."""
    kept = {name: st.query_params[name] for name in ("besoin", "diagnostic") if name in st.query_params}
    chosen = {"service": service} if service else {}
    st.switch_page(REFER.path, query_params={"personne": str(beneficiary_id), **kept, **chosen})


st.title("Orienter vers un service", anchor=False)
with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    show_refer(asked_person())
