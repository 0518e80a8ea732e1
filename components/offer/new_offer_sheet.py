"""A new offer in full: the need, who works on it, its stages, what comes next."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from components.formats import format_date, format_elapsed, format_moment
from components.markdown import md_escape
from components.offer.new_offer_words import area_words, figures_words, late_words, stage_badge
from domain.access import Role, Viewer
from domain.offer.new_offer_views import NewOfferChoices, NewOfferSheet, Turn
from domain.offer.new_offers import LABELS, is_over
from domain.offer.words import NewOfferStage
from navigation import CATALOGUE, SERVICE

NO_FIGURES = "Aucun chiffre n’y est joint\u00a0: la coordination peut lire ceux du besoin, s’il est choisi."


def new_offer_title(sheet: NewOfferSheet, choices: NewOfferChoices) -> None:
    """Its title, its stage, the need and where; the service that it became."""
    st.title(md_escape(sheet.draft.title), anchor=False)
    theme = choices.themes.get(sheet.draft.theme or "", "Besoin non précisé")
    where = area_words(sheet.draft.area, choices.areas)
    st.markdown(f"{stage_badge(sheet.stage)} **{md_escape(f'{theme} · {where}')}**")
    if sheet.service_id is not None:
        asked = {"service": str(sheet.service_id)}
        label = f"Au catalogue\u00a0: {md_escape(sheet.service_name)}"
        st.page_link(SERVICE.path, label=label, icon=CATALOGUE.icon, query_params=asked)


def next_step(sheet: NewOfferSheet, today: date) -> None:
    """What comes next, late or not."""
    if is_over(sheet.stage):
        return
    draft, late = sheet.draft, late_words(sheet.stage, sheet.draft.next_step_on, today)
    if not draft.next_step:
        st.info("Aucune prochaine action n’est notée.", icon=":material/help:")
        return
    when = f", pour le {format_date(draft.next_step_on)}" if draft.next_step_on else ""
    words = f"**Prochaine action**\u00a0: {md_escape(draft.next_step + when)}"
    if late:
        st.warning(f"{words} — {late}", icon=":material/schedule:")
    else:
        st.markdown(f":material/arrow_forward: {words}")


def new_offer_facts(sheet: NewOfferSheet, choices: NewOfferChoices, viewer: Viewer) -> bool:
    """The need, the idea, who; true when the coordination asks for the figures again."""
    draft = sheet.draft
    with st.container(border=True):
        st.markdown("**Ce qui montre le besoin**")
        if sheet.figures:
            st.markdown(md_escape(figures_words(sheet.figures, choices.themes, choices.areas)))
            _say_other_need(sheet)
        if draft.proof:
            st.text(draft.proof)
        may_ask = viewer.has(Role.COORDINATOR) and bool(draft.theme)
        if not sheet.figures and not may_ask:
            st.caption(NO_FIGURES)
        is_asked = may_ask and _figures_button(sheet)
    _paragraph("Ce qui est imaginé", draft.description)
    _facts(
        {
            "Public visé": draft.target_public,
            "Qui pilote": sheet.owner or "Personne",
            "Structures associées": ", ".join(sheet.structure_names.values()) or "Aucune",
        }
    )
    _paragraph("Ce que l’offre a apporté", draft.evaluation)
    return is_asked


def stages_reached(sheet: NewOfferSheet, today: date) -> None:
    """From the idea to now: when, and what was decided."""
    st.markdown("**Étapes**")
    for turn in reversed(sheet.turns):
        _turn(turn, today)


def new_offer_history(sheet: NewOfferSheet, viewer: Viewer) -> None:
    """What was changed: old and new values."""
    with st.expander(f"Historique des modifications ({len(sheet.changes)})"):
        if not sheet.changes:
            st.caption("Rien n’a été modifié depuis la création.")
        for one in sheet.changes:
            when = format_moment(one.changed_at, viewer.time_zone, viewer.today)
            label = LABELS.get(one.field, one.field)
            st.markdown(f"**{md_escape(label)}** · :small[{md_escape(f'{when}, {one.who}')}]")
            st.text(f"{one.before or '(vide)'} → {one.after or '(vide)'}")


def _figures_button(sheet: NewOfferSheet) -> bool:
    label = "Relire les chiffres" if sheet.figures else "Lire les chiffres du besoin"
    return st.button(label, icon=":material/monitoring:", type="tertiary")


def _say_other_need(sheet: NewOfferSheet) -> None:
    figures, draft = sheet.figures, sheet.draft
    if figures and (figures.theme != draft.theme or figures.area not in ("", draft.area)):
        st.caption("Ces chiffres ont été lus avant que le besoin ou le secteur ne change.")


def _turn(turn: Turn, today: date) -> None:
    with st.container(border=True, gap="xsmall"):
        when = f"{format_date(turn.reached_on)}, {format_elapsed(turn.reached_on, today)}"
        st.markdown(f"{stage_badge(turn.stage)} :small[{md_escape(when)}]")
        if turn.words:
            st.text(turn.words)
        elif turn.stage == NewOfferStage.IDEA:
            st.caption("Idée notée.")
        if turn.who:
            st.caption(md_escape(turn.who))


def _paragraph(label: str, text: str) -> None:
    if text:
        st.markdown(f"**{label}**")
        st.text(text)


def _facts(facts: Mapping[str, str]) -> None:
    lines = [f"**{label}**\u00a0: {md_escape(words)}" for label, words in facts.items() if words]
    st.markdown("  \n".join(lines))
