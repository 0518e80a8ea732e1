"""A file, or one of its reviews, as plain text to paste into another tool.

Facts that everybody who opens the file reads: never a note, a contact, a way of reaching her, nor an alert.
"""

from collections.abc import Iterable

from domain.clock import local_time
from domain.exchange_drafts import ReviewDraft
from domain.files import FileHeader, SavedRecord
from domain.follow_up import ActionStatus
from domain.logbook import Logbook
from domain.path_drafts import ActionDraft, ContractDraft, StepDraft
from domain.people import Civility
from domain.wording import in_words

MAX_LENGTH = 4000
_LINES_AT_MOST = 8  # of steps, of actions: another tool has little room
_RUNNING = (ActionStatus.TO_DO, ActionStatus.IN_PROGRESS)


def file_text(book: Logbook) -> str:
    """Who, where the follow-up stands, contracts, latest steps, actions to come, latest review."""
    head, period = book.header, book.header.period
    upcoming = head.next_appointment_at
    facts = {
        "Publics": ", ".join(public.label for public in head.publics),
        "Suivi": head.status.label,
        "Entrée": in_words(period.entered_on),
        "Sortie": " - ".join(filter(None, (in_words(period.exited_on), period.exit_label))),
        "Parcours": in_words(period.track),
        "Référent": _with_structure(head),
        "Dernier point de situation": in_words(head.last_review_on),
        "Prochain rendez-vous": in_words(local_time(book.viewer.time_zone, upcoming)) if upcoming else "",
    }
    running = [record for record in book.actions if record.draft.status in _RUNNING]
    lists = {
        "Contrats": map(_contract, book.contracts[:_LINES_AT_MOST]),
        "Étapes": map(_step, book.steps[:_LINES_AT_MOST]),
        "Actions à venir": (_action(record, book) for record in running[:_LINES_AT_MOST]),
    }
    blocks = [
        fact_lines(person_facts(head) | facts),
        *(listed(title, lines) for title, lines in lists.items()),
    ]
    if book.reviews:
        blocks.append(_review(max(book.reviews, key=lambda record: str(record.draft.held_on)), book))
    return within_length("\n\n".join(block for block in blocks if block))


def review_text(book: Logbook, review_id: int) -> str:
    """One review, under the name of its person; KeyError when the file has no such review."""
    review = {record.id: record for record in book.reviews}[review_id]
    return within_length(f"{fact_lines(person_facts(book.header))}\n\n{_review(review, book)}")


def person_facts(head: FileHeader) -> dict[str, str]:
    """Who the person is: label → value, empty when it is not known."""
    civility = "" if head.civility is Civility.UNSPECIFIED else head.civility.label
    numbers = (f"{origin.label} {number}" for origin, number in head.identifiers)
    return {
        "Personne": " ".join(filter(None, (civility, head.first_names, head.last_name))),
        "Nom de naissance": head.birth_name if head.usual_name else "",
        "Date de naissance": in_words(head.birth_date),
        "Commune": head.commune_name,
        "Numéros": ", ".join(numbers),
    }


def _with_structure(head: FileHeader) -> str:
    place = f" ({head.referent_structure})" if head.referent_structure else ""
    return head.referent_name and head.referent_name + place


def _review(record: SavedRecord[ReviewDraft], book: Logbook) -> str:
    draft = record.draft
    facts = {
        "Point de situation du": in_words(draft.held_on),
        "Participants": draft.presence.label,
        "Rédigé par": _name(book, record.created_by),
        "Prochain point prévu le": in_words(draft.next_review_on),
    }
    return f"{fact_lines(facts)}\n\n{draft.words}"


def _contract(record: SavedRecord[ContractDraft]) -> str:
    draft = record.draft
    return f"{draft.kind.label}, du {in_words(draft.starts_on)} au {in_words(draft.ends_on)}"


def _step(record: SavedRecord[StepDraft]) -> str:
    draft = record.draft
    day = in_words(draft.started_on) or f"prévue le {in_words(draft.planned_on)}"
    if draft.ended_on:
        day += f" au {in_words(draft.ended_on)}"
    return ", ".join(filter(None, (in_words(draft.kind), draft.title, draft.provider, day)))


def _action(record: SavedRecord[ActionDraft], book: Logbook) -> str:
    draft = record.draft
    owner = _name(book, draft.owner_id) if draft.owner_id else "la personne"
    deadline = f"pour le {in_words(draft.deadline_on)}" if draft.deadline_on else ""
    return ", ".join(filter(None, (draft.title, owner, deadline)))


def _name(book: Logbook, professional_id: int | None) -> str:
    return book.names.get(professional_id or 0, "").partition(" — ")[0]


def listed(title: str, lines: Iterable[str]) -> str:
    """A title and its lines; nothing without a line."""
    found = [f"- {line}" for line in lines]
    return "\n".join([f"{title} :", *found]) if found else ""


def fact_lines(facts: dict[str, str]) -> str:
    """A line for each fact that is known."""
    return "\n".join(f"{label} : {value}" for label, value in facts.items() if value)


def within_length(text: str) -> str:
    """Cut at a blank, and said."""
    if len(text) <= MAX_LENGTH:
        return text
    mark = " […]"
    kept = text[: MAX_LENGTH - len(mark)]
    return kept[: max(kept.rfind(" "), kept.rfind("\n"), MAX_LENGTH // 2)].rstrip() + mark
