"""The forms of a meeting: when and where, who writes and who chairs, how long a point lasts."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import streamlit as st

from components.administration.drawer import LineForm
from components.file.forms.fields import Fields
from components.formats import format_time
from domain.access import Viewer
from domain.commissions.bodies import Body
from domain.commissions.preparing import (
    GIVE_UP_LABELS,
    LABELS,
    POINT_LABELS,
    REASON_LENGTH,
    GiveUpDraft,
    MeetingDraft,
    PointDraft,
)
from domain.commissions.words import MeetingState
from domain.counts import NO_BREAK, count_of

_QUARTERS = [time(hour, minute) for hour in range(7, 21) for minute in (0, 15, 30, 45)]
_HOURS = {quarter: format_time(quarter) for quarter in _QUARTERS}
_USUAL = (
    f"Laissés vides, le lieu et la durée sont ceux de la commission{NO_BREAK}; "
    "la présidence et le secrétariat aussi."
)


_CONVENED = (
    "Les membres sont déjà convoqués\u00a0: prévenez-les si le jour, l’heure ou le lieu change. "
    "Leurs convocations, à télécharger de nouveau, suivront."
)


def new_meeting_form(bodies: Sequence[Body]) -> LineForm:
    """Which body, when, where; who chairs and who writes are those of the body."""
    names = {body.id: body.name for body in bodies}

    def draw(fields: Fields, draft: MeetingDraft) -> MeetingDraft:
        body_id = fields.choice_or_none("body_id", draft.body_id, names)
        starts_at = _moment(fields, draft)
        place = fields.text("place", draft.place)
        minutes = fields.number("minutes", draft.minutes)
        st.caption(_USUAL)
        return MeetingDraft(body_id, starts_at, place, minutes)

    return LineForm("Nouvelle séance", LABELS, draw, "Séance créée.", "Créer la séance")


def first_draft(bodies: Sequence[Body], viewer: Viewer) -> MeetingDraft:
    """The only body she runs; in a month at nine."""
    day = viewer.today + timedelta(days=28)
    starts_at = datetime.combine(day, time(9))
    return MeetingDraft(bodies[0].id if len(bodies) == 1 else None, starts_at)


def meeting_form(body: Body, *, is_convened: bool) -> LineForm:
    """What may change of a meeting that is to come; members who are convened must be told."""
    members = {member.id: member.name or member.function for member in body.members}

    def draw(fields: Fields, draft: MeetingDraft) -> MeetingDraft:
        if is_convened:
            st.caption(_CONVENED)
        return MeetingDraft(
            draft.body_id,
            _moment(fields, draft),
            fields.text("place", draft.place),
            fields.number("minutes", draft.minutes),
            fields.choice_or_none("secretary_id", draft.secretary_id, members),
            fields.choice_or_none("chair_id", draft.chair_id, members),
        )

    return LineForm("Modifier la séance", LABELS, draw, "Séance modifiée.")


def point_form(name: str) -> LineForm:
    """How long this point lasts, and the hour before which it does not start."""

    def draw(fields: Fields, draft: PointDraft) -> PointDraft:
        minutes = fields.number("minutes", draft.minutes)
        fixed_at = fields.choice_or_none("fixed_at", draft.fixed_at, _HOURS, nobody="À la suite du précédent")
        st.caption("« Pas avant » sert quand quelqu’un n’arrive qu’à une certaine heure.")
        return PointDraft(minutes, fixed_at)

    return LineForm(name, POINT_LABELS, draw, "Horaire modifié.")


def give_up_form(situations: int) -> LineForm:
    """Put off or cancel, and why; its situations go back to the basket."""
    states = {MeetingState.POSTPONED: "Reporter la séance", MeetingState.CANCELLED: "Annuler la séance"}

    def draw(fields: Fields, draft: GiveUpDraft) -> GiveUpDraft:
        if situations:
            st.markdown(f"{count_of(situations, 'situation')} à remettre dans le panier, en tête.")
        state = fields.pick("state", draft.state, states)
        reason = fields.paragraph("reason", draft.reason, length=REASON_LENGTH, height=90)
        st.caption("Pour une nouvelle date, créez ensuite une séance et reprenez les situations du panier.")
        return GiveUpDraft(state, reason)

    return LineForm("Reporter ou annuler la séance", GIVE_UP_LABELS, draw, "Décision enregistrée.")


def _moment(fields: Fields, draft: MeetingDraft) -> datetime | None:
    return draft.starts_at and fields.moment("starts_at", draft.starts_at)
