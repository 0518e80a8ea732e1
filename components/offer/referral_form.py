"""Referring somebody to a service: the service first, then why; one confirmation."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st

from components.file.forms.fields import Fields
from components.formats import count_of
from components.markdown import md_escape
from components.offer.words import place_words, places_words, session_words
from domain.errors import DomainError, InvalidInputError
from domain.identifiers import new_id
from domain.offer.referrals import AVAILABILITY_LENGTH, REASON_LENGTH, ReferralDraft
from domain.offer.search import ServiceCard
from domain.offer.services import category_of
from domain.offer.sheets import ServiceSheet

_RECORD = "refer_record"
_LONGEST_SEARCH = 100


def search_words() -> str:
    """What is typed to find a service; it names no person."""
    words: str = st.text_input(
        "Quel service\u00a0?",
        key="refer_search",
        max_chars=_LONGEST_SEARCH,
        placeholder="Un mot du service ou de la structure\u00a0: garage, permis, épicerie…",
    )
    return words.strip()


def service_choice(count: int, cards: Sequence[ServiceCard], today: date) -> int | None:
    """The services found, each with « Choisir »; the one that is chosen on this run."""
    if not cards:
        st.info("Aucun service ouvert ne correspond. Essayez un autre mot, ou cherchez dans le catalogue.")
    for card in cards:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            with st.container(gap=None):
                st.markdown(f"**{md_escape(card.name)}**  \n:small[{md_escape(_about(card, today))}]")
            if st.button("Choisir", key=f"refer_choose_{card.id}"):
                return card.id
    if count > len(cards):
        others = count_of(count - len(cards), "autre service", "autres services")
        st.caption(f"Et {others}\u00a0: précisez votre mot.")
    return None


def chosen_service(sheet: ServiceSheet) -> None:
    """What the service is, and who will read what is written here."""
    values, local = sheet.draft.values, sheet.draft.local
    st.markdown(f"**{md_escape(values.name)}** · {md_escape(sheet.structure_name)}")
    told = (values.access_conditions, local.local_contact)
    if words := " · ".join(filter(None, told)):
        st.caption(md_escape(words))
    if sheet.carrier_id is None:
        st.info(
            "Ce service n’est pas membre du consortium\u00a0: il ne reçoit rien de Jalons. Prenez contact "
            "avec lui, puis notez ici sa réponse.",
            icon=":material/call:",
        )
    else:
        st.info(
            f"{md_escape(sheet.carrier_name)} lira le nom et le téléphone de la personne, et ce que vous "
            "écrivez ici\u00a0; cette structure entre dans son groupe de suivi, le temps de l’orientation.",
            icon=":material/visibility:",
        )


def refer_form(
    beneficiary_id: int,
    sheet: ServiceSheet,
    themes: Mapping[str, str],
    *,
    theme: str | None,
    diagnosis_id: int | None,
    send: Callable[..., None],
) -> None:
    """Why, since when, when the person is free, her agreement; `send(record_id, draft)` may refuse."""
    fields = Fields(f"refer_{beneficiary_id}_{sheet.id}", ReferralDraft.field_labels)
    addressed = {category_of(one) for one in sheet.draft.values.themes}
    offered = {code: label for code, label in themes.items() if code in addressed} or dict(themes)
    with st.form(fields.key, enter_to_submit=False):
        draft = _draft(fields, sheet.id, offered, theme, diagnosis_id)
        is_asked = st.form_submit_button("Envoyer l’orientation", type="primary", icon=":material/send:")
    if is_asked:
        try:
            send(_record_id(fields.key), draft)
        except InvalidInputError as error:
            fields.show_problems(error.problems)
        except DomainError as error:
            st.error(md_escape(str(error)))


def _draft(
    fields: Fields, service_id: int, themes: Mapping[str, str], theme: str | None, diagnosis_id: int | None
) -> ReferralDraft:
    usual = theme if theme in themes else next(iter(themes)) if len(themes) == 1 else None
    left, right = st.columns(2)
    with left:
        need = fields.choice_or_none("theme", usual, themes)
    with right:
        since = fields.day("needed_since_on", None)
    reason = fields.paragraph("reason", "", length=REASON_LENGTH, height=100)
    when = fields.text("availability", "", length=AVAILABILITY_LENGTH, example="Le matin, sauf le lundi")
    is_agreed = fields.tick("is_agreed", False)
    return ReferralDraft(service_id, need, reason, since, when, is_agreed, diagnosis_id)


def _record_id(key: str) -> int:
    """Made once for this form: sent twice, it is one referral."""
    kept: dict[str, int] = st.session_state.setdefault(_RECORD, {})
    return kept.setdefault(key, new_id())


def _about(card: ServiceCard, today: date) -> str:
    where = place_words(card.commune, card.km, is_remote=card.is_remote)
    told = (card.structure, where, places_words(card.places), session_words(card.next_session_on, today))
    return " · ".join(filter(None, told))
