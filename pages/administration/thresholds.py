"""Seuils et délais: thresholds of alerts, rhythms of reviews, delays aimed at, statistical secrecy."""

import streamlit as st

from components.administration.thresholds import (
    ThresholdForm,
    add_target,
    added_targets,
    forget_thresholds,
    read_thresholds_again,
    threshold_form,
)
from components.feedback import confirm_after_rerun, conflict_choice, domain_errors_shown
from components.identity import current_viewer
from db.actions.thresholds import change_thresholds
from db.engine import read_session, write_session
from db.queries.settings import get_settings_draft, list_own_thresholds
from domain.access import Role, require_role
from domain.consortium_thresholds import Values, computes_again, default_words, offered, thresholds_of
from domain.errors import EditConflictError, InvalidInputError
from domain.thresholds import ThresholdGroup
from navigation import SETTINGS

viewer = current_viewer()
HELP = {
    ThresholdGroup.ALERTS: "Une alerte apparaît dès que son seuil est atteint, dans tout le consortium. "
    "Par défaut\u00a0: les seuils nationaux.",
    ThresholdGroup.RHYTHMS: "Jours entre deux points de situation, par parcours. Le rythme propre à une "
    "personne et une date déjà convenue passent avant. Celui du consortium se règle dans Paramètres.",
    ThresholdGroup.TARGETS: "Jours à ne pas dépasser entre deux étapes\u00a0: les tableaux de bord disent "
    "quelle part tient ce délai.",
    ThresholdGroup.SECRECY: "En dessous de ce nombre, un effectif est remplacé par «\u00a0s\u00a0» pour qui "
    "n’a pas accès à la liste des personnes.",
    ThresholdGroup.OFFER: "Le catalogue et les orientations suivent ces délais.",
    ThresholdGroup.COMMISSIONS: "Les commissions cherchent des solutions\u00a0; celles qui rendent un avis "
    "réglementaire ne sont proposées que si vous les activez.",
}
WAIT = "Enregistrement et nouveau calcul pour toutes les personnes\u00a0: jusqu’à une minute, restez ici…"


def show_section(group: ThresholdGroup, stored: Values, usual_rhythm: int) -> None:
    """One group of settings and its own « Enregistrer »."""
    if group is ThresholdGroup.RHYTHMS and viewer.has(*SETTINGS.roles):
        st.page_link(SETTINGS.path, label="Paramètres\u00a0: le rythme du consortium", icon=SETTINGS.icon)
    settings = offered(thresholds_of(group, [*stored, *added_targets()]), stored)
    st.caption(f"{HELP[group]} Une case vide\u00a0: la valeur par défaut.")
    usual = {one.code: default_words(one, usual_rhythm) for one in settings}
    form, conflict = threshold_form(group, settings, stored, usual), None
    if group is ThresholdGroup.TARGETS:
        add_target([one.code for one in settings])
    if form.is_submitted:
        with form.notice:
            conflict = save(form, form.read)
    side = conflict_choice(conflict, key=f"thresholds_{group}")
    if side == "mine":
        read_thresholds_again(form, stored)
        save(form, stored)
    if side == "theirs":
        forget_thresholds(form)
        st.rerun()


def save(form: ThresholdForm, read: Values) -> EditConflictError | None:
    """Save, or say what to correct; returns what somebody else changed meanwhile."""
    words = WAIT if computes_again(form.typed, read) else "Enregistrement…"
    try:
        with st.spinner(words), write_session(viewer) as session:
            change_thresholds(session, viewer, read=read, typed=form.typed)
    except InvalidInputError as error:
        form.show_problems(error.problems)
        return None
    except EditConflictError as error:
        return error
    forget_thresholds(form)
    return confirm_after_rerun(f"{form.group.label}\u00a0: enregistré.")


st.title("Seuils et délais", anchor=False)
with domain_errors_shown():
    require_role(viewer, Role.ADMINISTRATOR, Role.COORDINATOR)
    with read_session(viewer) as session:
        stored = list_own_thresholds(session, viewer)
        usual_rhythm = get_settings_draft(session, viewer).review_rhythm_days or 0
    for tab, group in zip(st.tabs([one.label for one in ThresholdGroup]), ThresholdGroup, strict=True):
        with tab:
            show_section(group, stored, usual_rhythm)
