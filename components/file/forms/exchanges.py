"""Forms of what happens with the person: contact, appointment, review, note."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from components.file import words
from components.file.forms.fields import Fields, options_of
from components.file.forms.known import Known
from components.formats import count_of
from components.markdown import md_escape
from domain.exchange_drafts import NOTE_LENGTH, AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.follow_up import AppointmentStatus, NoteVisibility, Presence
from domain.people import Channel

REACHED_LABELS = {**ContactDraft.field_labels, "starts_at": "Prochain rendez-vous avec moi (facultatif)"}
YES_NO = {True: "Oui", False: "Non"}
DURATIONS = {minutes: count_of(minutes, "minute") for minutes in (15, 30, 45, 60, 90, 120, 180)}


def new_contact(known: Known) -> ContactDraft:
    """A call made today, unless the person prefers another way."""
    channel = known.view.header.preferred_channel or Channel.CALL
    return ContactDraft(known.today, channel, is_reached=True)


def contact_fields(fields: Fields, draft: ContactDraft, _known: Known) -> ContactDraft:
    """The way, whether she was reached, and one sentence."""
    return ContactDraft(
        channel=fields.pick("channel", draft.channel, options_of(Channel)),
        is_reached=fields.pick("is_reached", draft.is_reached, YES_NO),
        happened_on=fields.day("happened_on", draft.happened_on),
        sentence=fields.paragraph("sentence", draft.sentence, length=500, height=100),
    )


def new_reached(known: Known) -> dict[str, Any]:
    """What has just happened, and the next time; both are saved together."""
    return {"contact": new_contact(known), "appointment": new_appointment(known)}


def reached_fields(fields: Fields, values: dict[str, Any], known: Known) -> dict[str, Any]:
    """Ten seconds: whom, how, reached or not, one sentence, when next."""
    header, contact = known.view.header, values["contact"]
    reach = " · ".join([words.reach_line(header), *words.constraints(header)])
    st.markdown(f"**{md_escape(words.person_name(header))}**  \n:small[{md_escape(reach)}]")
    contact = replace(
        contact,
        channel=fields.pick("channel", contact.channel, options_of(Channel)),
        is_reached=fields.pick("is_reached", contact.is_reached, YES_NO),
        sentence=fields.paragraph("sentence", contact.sentence, length=500, height=80),
    )
    starts_at = fields.moment_or_none("starts_at")
    if starts_at is None:
        return {"contact": contact, "appointment": None}
    local = starts_at.replace(tzinfo=ZoneInfo(known.view.viewer.time_zone))
    return {"contact": contact, "appointment": replace(values["appointment"], starts_at=local)}


def new_appointment(known: Known) -> AppointmentDraft:
    """Tomorrow morning with me, as long as usual."""
    tomorrow = datetime.combine(known.today + timedelta(days=1), time(9))
    return AppointmentDraft(
        starts_at=tomorrow.replace(tzinfo=ZoneInfo(known.view.viewer.time_zone)),
        duration_minutes=45,
        place=known.view.viewer.structure_name,
        purpose="",
        professional_id=known.view.viewer.professional_id,
        second_professional_id=None,
        status=AppointmentStatus.PLANNED,
        counts_as_review=False,
    )


def appointment_fields(fields: Fields, draft: AppointmentDraft, known: Known) -> AppointmentDraft:
    """When, with whom, where and why; afterwards, what became of it."""
    moment, length = st.columns([3, 2])
    with moment:
        starts_at = fields.moment("starts_at", known.local(draft.starts_at))
    with length:
        duration_minutes = fields.choice("duration_minutes", draft.duration_minutes, DURATIONS)
    return AppointmentDraft(
        starts_at=starts_at.replace(tzinfo=ZoneInfo(known.view.viewer.time_zone)),
        duration_minutes=duration_minutes,
        professional_id=fields.choice("professional_id", draft.professional_id, known.view.names),
        second_professional_id=fields.choice_or_none(
            "second_professional_id",
            draft.second_professional_id,
            known.view.names,
            nobody="Personne d’autre",
        ),
        purpose=fields.text("purpose", draft.purpose),
        place=fields.text("place", draft.place),
        status=fields.choice("status", draft.status, options_of(AppointmentStatus)),
        counts_as_review=fields.tick("counts_as_review", draft.counts_as_review),
    )


def new_review(known: Known) -> ReviewDraft:
    """Held today with the person; the next one after her rhythm."""
    next_review_on = known.today + timedelta(days=known.view.header.review_rhythm_days)
    return ReviewDraft(known.today, Presence.PERSON, summary="", next_review_on=next_review_on)


def review_fields(fields: Fields, draft: ReviewDraft, _known: Known) -> ReviewDraft:
    """What moved, what stands in the way, what comes next, and when to meet again."""
    held, following = st.columns(2)
    with held:
        held_on = fields.day("held_on", draft.held_on)
    with following:
        next_review_on = fields.day("next_review_on", draft.next_review_on)
    return ReviewDraft(
        held_on=held_on,
        next_review_on=next_review_on,
        presence=fields.choice("presence", draft.presence, options_of(Presence)),
        summary=fields.paragraph("summary", draft.summary, length=NOTE_LENGTH, height=120),
        obstacles=fields.paragraph("obstacles", draft.obstacles, length=NOTE_LENGTH, height=80),
        next_step=fields.paragraph("next_step", draft.next_step, length=NOTE_LENGTH, height=80),
    )


def new_note(known: Known) -> NoteDraft:
    """Written today, for the whole group."""
    return NoteDraft(known.today, NoteVisibility.SHARED, text="")


def note_fields(fields: Fields, draft: NoteDraft, _known: Known) -> NoteDraft:
    """Who may read comes first: it decides what may be written."""
    visibility = fields.choice("visibility", draft.visibility, options_of(NoteVisibility))
    st.caption("La personne peut demander à lire ce qui est écrit sur elle : des faits, ses mots.")
    return NoteDraft(
        visibility=visibility,
        text=fields.paragraph("text", draft.text, length=NOTE_LENGTH, height=240),
        written_on=fields.day("written_on", draft.written_on),
    )
