"""The « carnet de bord » in short French sentences, said to the person: plain text, one line each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from components.file.turn_lines import is_present
from components.file.view import FileView
from components.formats import NO_BREAK, count_of, format_long_date, format_time, format_weekday_date
from domain.clock import local_time
from domain.exchange_drafts import AppointmentDraft
from domain.files import FileHeader, SavedRecord
from domain.follow_up import ActionStatus, AppointmentStatus, ContractKind, Presence, Status, StepOutcome
from domain.logbook import Logbook
from domain.path_drafts import ActionDraft, ContractDraft, StepDraft
from domain.people import Channel

Fact = tuple[str, str]  # a label and what it says
_LAST_REVIEWS = 3
_CONTRACTS = {
    ContractKind.ENGAGEMENT: "contrat d’engagement",
    ContractKind.CER: "contrat d’engagements réciproques (CER)",
    ContractKind.PPAE: "projet personnalisé d’accès à l’emploi (PPAE)",
    ContractKind.PACEA: "parcours contractualisé d’accompagnement vers l’emploi et l’autonomie (PACEA)",
    ContractKind.CEJ: "contrat d’engagement jeune (CEJ)",
}
_CHANNELS = {
    Channel.CALL: "un appel",
    Channel.SMS: "un SMS",
    Channel.EMAIL: "un courriel",
    Channel.VISIT: "une visite",
    Channel.LETTER: "un courrier",
}
_ENDINGS = {StepOutcome.COMPLETED: "terminé", StepOutcome.INTERRUPTED: "arrêté"}


def ways_to_reach(header: FileHeader) -> list[Fact]:
    """What is known, to be checked by her; an address where one must not write is not put on paper."""
    town = " ".join(filter(None, (header.postal_code, header.commune_name)))
    address = ", ".join(filter(None, (header.address, town)))
    channel = header.preferred_channel
    known = {
        "Date de naissance": format_long_date(header.birth_date) if header.birth_date else "",
        "Téléphone": header.phone,
        "Courriel": header.email,
        "Adresse": "" if header.do_not_write_to_address else address,
        "Pour vous joindre, vous préférez": _CHANNELS[channel] if channel else "",
        "Interprète": header.interpreter_language,
    }
    return [(label, value) for label, value in known.items() if value]


def referent_sentence(logbook: Logbook) -> str:
    """Whom to call first; empty when nobody is named yet."""
    header = logbook.header
    if not header.referent_name:
        return ""
    phones = [one.structure_phone for one in logbook.group if one.professional_id == header.referent_id]
    who = ", ".join(filter(None, (header.referent_name, header.referent_structure)))
    return f"{who}.{_telephone(phones[0] if phones else '')} C’est la première personne à appeler."


def group_sentences(logbook: Logbook) -> list[str]:
    """The others who accompany her today: professionals, or a whole structure."""
    others = {one.professional_id for one in logbook.group} - {logbook.header.referent_id}
    return [
        f"{', '.join(filter(None, (one.professional_name, one.structure_name)))}."
        f"{_telephone(one.structure_phone)}"
        for one in logbook.group
        if is_present(one) and one.professional_id in (None, *others)
    ]


def appointments(logbook: Logbook) -> list[Fact]:
    """When, then the rest: the next ones, the nearest first."""
    planned = [
        draft
        for draft in of_this_stay(logbook, logbook.appointments)
        if draft.status is AppointmentStatus.PLANNED and draft.starts_at >= logbook.viewer.now
    ]
    return [_appointment(draft, logbook) for draft in sorted(planned, key=lambda one: one.starts_at)]


def decisions(logbook: Logbook) -> list[str]:
    """Where she stands: orientation, contracts that are not over, pause or end."""
    header, today = logbook.header, logbook.viewer.today
    found = [
        f"Parcours {one.track.label.lower()}, décidé le {format_long_date(one.decided_on)}, "
        f"avec cette structure{NO_BREAK}: {one.structure_name}."
        for one in logbook.orientations[:1]
        if one.decided_on >= header.period.entered_on
    ]
    contracts = of_this_stay(logbook, logbook.contracts)
    found += [_contract(one) for one in contracts if one.ends_on and one.ends_on >= today]
    if header.status is Status.PAUSED and header.pause:
        resumed = format_long_date(header.pause.expected_end_on)
        found.append(f"Votre accompagnement est en pause. Reprise prévue le {resumed}.")
    if header.period.exited_on:
        found.append(f"Votre accompagnement s’est terminé le {format_long_date(header.period.exited_on)}.")
    return found


def actions_of(objective_id: int, logbook: Logbook) -> list[tuple[str, ...]]:
    """What, who, by when, and where it stands: the nearest first; a date that has passed is only a date."""
    actions = [
        draft
        for draft in of_this_stay(logbook, logbook.actions)
        if draft.objective_id == objective_id and draft.status is not ActionStatus.DROPPED
    ]
    return [_action(draft, logbook) for draft in sorted(actions, key=lambda one: one.day or date.max)]


def step_sentences(logbook: Logbook) -> list[str]:
    """Her steps, from the first to the next."""
    steps = [
        draft
        for draft in of_this_stay(logbook, logbook.steps)
        if draft.outcome is not StepOutcome.NOT_STARTED
    ]
    return [_step(draft) for draft in sorted(steps, key=lambda one: one.day or date.max)]


def last_reviews(logbook: Logbook) -> list[Fact]:
    """What the latest ones say; what professionals told each other without her is not for this paper."""
    reviews = of_this_stay(logbook, logbook.reviews)
    with_her = [one for one in reviews if one.presence is not Presence.PARTNERS][:_LAST_REVIEWS]
    return [(f"Le {format_long_date(one.held_on)}", one.words) for one in with_her]


def of_this_stay(logbook: Logbook, records: Sequence[SavedRecord[Any]]) -> list[Any]:
    """The drafts that belong to the present support period."""
    return [one.draft for one in records if one.support_period_id == logbook.header.period.id]


def _name(logbook: Logbook, professional_id: int) -> str:
    return FileView(logbook.viewer, logbook.header, logbook.names).name(professional_id)


def _action(draft: ActionDraft, logbook: Logbook) -> tuple[str, ...]:
    who = _name(logbook, draft.owner_id) if draft.owner_id else "Vous"
    by_when = format_long_date(draft.deadline_on).replace(NO_BREAK, " ") if draft.deadline_on else ""
    return draft.title, who, by_when, draft.status.label


def _appointment(draft: AppointmentDraft, logbook: Logbook) -> Fact:
    local = local_time(logbook.viewer.time_zone, draft.starts_at)
    hosts = [_name(logbook, host) for host in (draft.professional_id, draft.second_professional_id) if host]
    where = f" Lieu{NO_BREAK}: {draft.place}." if draft.place else ""
    why = f" Pour{NO_BREAK}: {draft.purpose}." if draft.purpose else ""
    when = f"{format_weekday_date(local.date()).capitalize()} à {format_time(local)}"
    return when, f"avec {' et '.join(hosts)}.{where}{why}"


def _contract(draft: ContractDraft) -> str:
    assert draft.starts_on
    assert draft.ends_on
    said = (
        f"Votre {_CONTRACTS[draft.kind]} va du {format_long_date(draft.starts_on)} "
        f"au {format_long_date(draft.ends_on)}."
    )
    if draft.weekly_hours_agreed is None:
        return said
    return (
        f"{said} Vous avez convenu de {count_of(draft.weekly_hours_agreed, 'heure')} d’activité par semaine."
    )


def _step(draft: StepDraft) -> str:
    kind = draft.kind.label if draft.kind else ""
    what = ", ".join(filter(None, (kind, draft.title, draft.provider)))
    return f"{what}{NO_BREAK}: {_step_dates(draft)}."


def _step_dates(draft: StepDraft) -> str:
    if draft.started_on is None:
        return f"prévu le {format_long_date(draft.planned_on)}" if draft.planned_on else "prévu"
    if draft.ended_on is None:
        return f"depuis le {format_long_date(draft.started_on)}"
    ending = _ENDINGS.get(draft.outcome) if draft.outcome else None
    dates = f"du {format_long_date(draft.started_on)} au {format_long_date(draft.ended_on)}"
    return f"{dates}, {ending}" if ending else dates


def _telephone(phone: str) -> str:
    return f" Téléphone : {phone}.".replace(" ", NO_BREAK).replace(NO_BREAK, " ", 1) if phone else ""
