"""Forms of the turning points: orientation, pause, exit, return, référent, group. Values are the action's."""

from typing import Any

import streamlit as st

from components.file.forms.fields import Fields, options_of
from components.file.forms.known import Known
from components.formats import format_date
from components.markdown import md_escape
from domain.beneficiaries import EntryDraft
from domain.follow_up import EntryOrigin, SharePurpose, Track
from domain.reasons import ReasonKind, offered_options

Values = dict[str, Any]

TO_CHOOSE = "À choisir"
LABELS = {
    "track": "Parcours",
    "structure_id": "Structure chargée du suivi",
    "decided_on": "Décidée le",
    "notified_on": "Notifiée le",
    "is_vulnerable": (
        "Parcours social seulement\u00a0: une vulnérabilité est notée, "
        "il sera réexaminé plus tard (12\u00a0mois au lieu de 6, sauf réglage du consortium)"
    ),
    "comment": "Commentaire",
    "reason": "Motif",
    "started_on": "À partir du",
    "expected_end_on": "Reprise prévue le",
    "ended_on": "Reprise le",
    "exited_on": "Date de sortie",
    "entered_on": "Date du retour",
    "entry_origin": "Comment",
    "professional_id": "Professionnel·le",
    "purpose": "Pour quoi",
}


def new_orientation(known: Known) -> Values:
    """Decided today, for the present track and my structure."""
    return {
        "track": known.view.header.period.track or Track.SOCIO_PROFESSIONAL,
        "structure_id": known.view.viewer.structure_id or next(iter(known.structures)),
        "decided_on": known.today,
        "notified_on": None,
        "is_vulnerable": False,
        "comment": "",
    }


def orientation_fields(fields: Fields, values: Values, known: Known) -> Values:
    """Track, structure, dates."""
    return {
        "track": fields.choice("track", values["track"], options_of(Track)),
        "structure_id": fields.choice("structure_id", values["structure_id"], known.structures),
        "decided_on": fields.day("decided_on", values["decided_on"]),
        "notified_on": fields.day("notified_on", values["notified_on"]),
        "is_vulnerable": fields.tick("is_vulnerable", values["is_vulnerable"]),
        "comment": fields.paragraph("comment", values["comment"], length=1000),
    }


def new_pause(known: Known) -> Values:
    """From today; why and how long must be said."""
    return {"reason": None, "started_on": known.today, "expected_end_on": None}


def pause_fields(fields: Fields, values: Values, known: Known) -> Values:
    """Why, and until when."""
    st.caption("La personne reste dans la file active ; son suivi reprend à la date prévue.")
    return {
        **_reason(fields, known, ReasonKind.PAUSE),
        "started_on": fields.day("started_on", values["started_on"]),
        "expected_end_on": fields.day("expected_end_on", values["expected_end_on"]),
    }


def new_resumption(known: Known) -> Values:
    """Today."""
    return {"ended_on": known.today}


def resumption_fields(fields: Fields, values: Values, _known: Known) -> Values:
    """The day the follow-up starts again."""
    return {"ended_on": fields.day("ended_on", values["ended_on"])}


def new_exit(known: Known) -> Values:
    """Today; the reason must be said."""
    return {"reason": None, "exited_on": known.today}


def exit_fields(fields: Fields, values: Values, known: Known) -> Values:
    """Why and when the support ends."""
    st.caption("Le dossier reste lisible par le groupe de suivi ; un retour reste possible.")
    st.caption(
        "Ses orientations sans réponse ou sur liste d’attente seront retirées\u00a0: le service le verra."
    )
    return {
        **_reason(fields, known, ReasonKind.EXIT),
        "exited_on": fields.day("exited_on", values["exited_on"]),
    }


def _reason(fields: Fields, known: Known, kind: ReasonKind) -> Values:
    """One of the consortium's list: the national reason, and the local words that say it here."""
    options = {option: option.label for option in offered_options(known.reasons.get(kind, ()))}
    chosen = fields.choice_or_none("reason", None, options, nobody=TO_CHOOSE)
    return {"reason": chosen and chosen.national, "words": chosen.words if chosen else ""}


def new_return(known: Known) -> Values:
    """Back today."""
    return {"draft": EntryDraft(known.today, EntryOrigin.SELF)}


def return_fields(fields: Fields, values: Values, known: Known) -> Values:
    """When and how she comes back."""
    if exited_on := known.view.header.period.exited_on:
        st.caption(f"Dernière sortie le {format_date(exited_on)}. Un nouveau suivi commence.")
    draft: EntryDraft = values["draft"]
    entered_on = fields.day("entered_on", draft.entered_on)
    entry_origin = fields.choice("entry_origin", draft.entry_origin, options_of(EntryOrigin))
    return {"draft": EntryDraft(entered_on, entry_origin)}


def new_referent(known: Known) -> Values:
    """Me, if I follow her without being her référent yet."""
    me, header = known.view.viewer.professional_id, known.view.header
    return {"professional_id": me if header.is_group_member and me != header.referent_id else None}


def referent_fields(fields: Fields, values: Values, known: Known) -> Values:
    """Who becomes the référent."""
    if known.view.header.referent_name:
        st.caption("La personne référente actuelle reste dans le groupe de suivi.")
    return {"professional_id": fields.choice("professional_id", values["professional_id"], known.view.names)}


def new_member(_known: Known) -> Values:
    """Nobody is proposed: a wrong name would open the file to the wrong person."""
    return {"professional_id": None, "purpose": SharePurpose.SUPPORT}


def member_fields(fields: Fields, values: Values, known: Known) -> Values:
    """Who shares the file, and what for."""
    st.caption(
        "Dès aujourd’hui, cette personne pourra lire et compléter le dossier. Dites-le à l’intéressé·e."
    )
    return {
        "professional_id": fields.choice_or_none("professional_id", None, known.view.names, nobody=TO_CHOOSE),
        "purpose": fields.choice("purpose", values["purpose"], options_of(SharePurpose)),
        "structure_id": known.view.viewer.structure_id or 0,  # a named professional brings her own structure
    }


def nothing_to_fill(_known: Known) -> Values:
    """A confirmation asks for no value; the button that opens it says whom it is about."""
    return {"about": "Ce membre"}


def end_of_share_fields(_fields: Fields, values: Values, _known: Known) -> Values:
    """What will happen, before it does."""
    st.markdown(f"**{md_escape(values['about'])}** ne pourra plus ouvrir le dossier à partir d’aujourd’hui.")
    return values


def objection_fields(_fields: Fields, values: Values, _known: Known) -> Values:
    """What will happen, before it does."""
    name = md_escape(values["about"])
    st.markdown(f"La personne s’oppose à ce que **{name}** lise son dossier : l’accès cesse aussitôt.")
    return values
