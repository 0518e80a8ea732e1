"""Forms of what happens with the person: contact, appointment, review, note."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from components.file.forms.fields import Fields, options_of
from components.file.forms.known import Known
from components.formats import count_of
from domain.exchange_drafts import NOTE_LENGTH, AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.follow_up import AppointmentStatus, NoteVisibility, Presence
from domain.people import Channel

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
    """What moved, with whom it was said, and when to meet again."""
    return ReviewDraft(
        held_on=fields.day("held_on", draft.held_on),
        presence=fields.choice("presence", draft.presence, options_of(Presence)),
        summary=fields.paragraph("summary", draft.summary, length=NOTE_LENGTH, height=180),
        next_review_on=fields.day("next_review_on", draft.next_review_on),
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
