"""What is typed in a draft, kept at once: each value is compared with the one its author saw (ADR 11)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from db.actions.diagnoses.opened import OpenedDiagnosis, open_draft, require_field, sign
from db.models.accounts import Professional
from db.models.diagnoses import DiagnosisAnswer, DiagnosisTheme
from db.queries.scopes import visible_professionals
from domain import clock
from domain.access import Viewer
from domain.diagnosis.fields import (
    ANSWER_FIELDS,
    CHOICE_LABELS,
    FIELD_LABELS,
    SHARED_FIELDS,
    THEME_FIELDS,
    field_problem,
    kept,
    told,
)
from domain.diagnosis.rules import MAX_PRIORITIES, same_value
from domain.diagnosis.words import Restriction, ThemeState
from domain.errors import EditConflictError, FieldDifference, InvalidInputError, NotFoundError

PRIORITIES = "Priorités"


def record_field(
    session: Session, viewer: Viewer, diagnosis_id: int, field: str, *, shown: Any, typed: Any
) -> None:
    """Keep a shared value (project, conclusion, words); EditConflictError when it is not `shown` any more."""
    _require_known(field, SHARED_FIELDS)
    opened = open_draft(session, viewer, diagnosis_id)
    if field == "held_on" and typed and typed < opened.period.entered_on:
        raise InvalidInputError(
            {field: f"L’entrée dans le suivi date du {opened.period.entered_on:%d/%m/%Y}."}
        )
    if _changes(opened.diagnosis, field, shown, typed, viewer):
        setattr(opened.diagnosis, field, kept(typed))
        session.flush()
        sign(session, viewer, opened, opened.diagnosis)


def record_theme(
    session: Session, viewer: Viewer, diagnosis_id: int, theme: str, field: str, *, shown: Any, typed: Any
) -> None:
    """Keep what is shared of a theme; EditConflictError when it is not `shown` any more."""
    _require_known(field, THEME_FIELDS)
    opened = open_draft(session, viewer, diagnosis_id, (DiagnosisTheme, DiagnosisTheme.theme == theme))
    _require_known(theme, opened.content.codes)
    if field == "next_steps":
        _require_owners(session, viewer, {step.owner_id for step in typed})
    record = opened.beside or _new_theme(opened, theme)
    if _changes(record, field, shown, typed, viewer):
        _keep(session, viewer, opened, record, field, typed)


def record_answer(
    session: Session, viewer: Viewer, diagnosis_id: int, theme: str, field: str, *, shown: Any, typed: Any
) -> None:
    """Keep what the viewer says of a theme, with her field and structure of the day."""
    _require_known(field, ANSWER_FIELDS)
    mine = DiagnosisAnswer.professional_id == viewer.professional_id
    beside = and_(DiagnosisAnswer.theme == theme, mine)
    opened = open_draft(session, viewer, diagnosis_id, (DiagnosisAnswer, beside))
    _require_known(theme, opened.content.codes)
    if field == "situations":
        for code in typed:
            _require_known(code, [one.code for one in opened.content.theme(theme).situations])
    record = opened.beside or _new_answer(viewer, opened, theme)
    labels = {one.code: one.label for one in opened.content.theme(theme).situations}
    if not _changes(record, field, shown, typed, viewer, names=labels):
        return
    _require_need(record, field, typed)
    _take_author(record, viewer, field)
    record.answered_at = clock.now()
    if field == "state" and not typed.is_to_lift:
        record.impact = None
    _keep(session, viewer, opened, record, field, typed)


def _require_need(record: DiagnosisAnswer, field: str, typed: Any) -> None:
    if field == "impact" and typed is not None and not record.state.is_to_lift:
        raise InvalidInputError({field: "Seuls un besoin ou une contrainte ont un effet."})


def _take_author(record: DiagnosisAnswer, viewer: Viewer, field: str) -> None:
    """Her field and structure of the day; those who read a restricted note change only when it does."""
    author = require_field(viewer)
    if not record.restricted_note or field in ("restricted_note", "restriction"):
        record.field, record.structure_id = author


def set_priorities(
    session: Session, viewer: Viewer, diagnosis_id: int, *, shown: Sequence[str], typed: Sequence[str]
) -> None:
    """Choose at most three themes, in order; EditConflictError when somebody chose others meanwhile."""
    opened = open_draft(session, viewer, diagnosis_id)
    if len(typed) > MAX_PRIORITIES:
        raise InvalidInputError({"priorities": f"{MAX_PRIORITIES} priorités au plus."})
    for theme in typed:
        _require_known(theme, opened.content.codes)
    themes, typed = _themes(session, opened), list(dict.fromkeys(typed))
    ranked = sorted((row.priority_rank, code) for code, row in themes.items() if row.priority_rank)
    current = [code for _, code in ranked]
    labels = {theme.code: theme.label for theme in opened.content.themes}
    if current == typed:
        return
    if current != list(shown):
        difference = FieldDifference(
            PRIORITIES, *(told("", list(codes), labels) for codes in (current, typed))
        )
        raise EditConflictError([difference], 0)
    for theme in {*current, *typed}:
        row = themes.get(theme) or _new_theme(opened, theme)
        row.priority_rank = typed.index(theme) + 1 if theme in typed else None
        session.add(row)
    session.flush()
    sign(session, viewer, opened, opened.diagnosis)


def _changes(
    record: Any,
    field: str,
    shown: Any,
    typed: Any,
    viewer: Viewer,
    names: Mapping[str, str] = CHOICE_LABELS,
) -> bool:
    """True when the typed value is to be written over the stored one, which is the one that was shown."""
    if problem := field_problem(field, typed, viewer.today):
        raise InvalidInputError({field: problem})
    stored, wanted = getattr(record, field), kept(typed)
    if same_value(stored, wanted):
        return False
    if not same_value(stored, kept(shown)):
        values = (told(field, value, names) for value in (stored, wanted))
        raise EditConflictError([FieldDifference(FIELD_LABELS[field], *values)], 0)
    return True


def _keep(
    session: Session, viewer: Viewer, opened: OpenedDiagnosis, record: Any, field: str, typed: Any
) -> None:
    setattr(record, field, kept(typed))
    session.add(record)
    session.flush()
    sign(session, viewer, opened, record)


def _new_theme(opened: OpenedDiagnosis, theme: str) -> DiagnosisTheme:
    """An empty row; its defaults are set now, since the stored value is compared before any flush."""
    owner = {"consortium_id": opened.diagnosis.consortium_id, "diagnosis_id": opened.diagnosis.id}
    empty = {"person_state": ThemeState.NOT_EXPLORED, "person_words": "", "objective": ""}
    return DiagnosisTheme(**owner, **empty, theme=theme, next_steps=[], common_words="")


def _new_answer(viewer: Viewer, opened: OpenedDiagnosis, theme: str) -> DiagnosisAnswer:
    owner = {"consortium_id": opened.diagnosis.consortium_id, "diagnosis_id": opened.diagnosis.id}
    empty = {"state": ThemeState.NOT_EXPLORED, "situations": [], "shared_note": "", "restricted_note": ""}
    answer = DiagnosisAnswer(**owner, **empty, theme=theme, professional_id=viewer.professional_id)
    answer.restriction = Restriction.FIELD
    return answer


def _themes(session: Session, opened: OpenedDiagnosis) -> dict[str, DiagnosisTheme]:
    statement = select(DiagnosisTheme).where(
        DiagnosisTheme.consortium_id == opened.diagnosis.consortium_id,
        DiagnosisTheme.diagnosis_id == opened.diagnosis.id,
    )
    return {row.theme: row for row in session.scalars(statement)}


def _require_owners(session: Session, viewer: Viewer, people: set[int | None]) -> None:
    """Who is to do something is in the directory: a forged identifier is answered like an absent one."""
    named = people - {None}
    known = visible_professionals(viewer).where(Professional.id.in_(named))
    if named and set(session.scalars(known.with_only_columns(Professional.id))) != named:
        raise NotFoundError


def _require_known(name: str, known: Any) -> None:
    """What no screen offers is answered like something absent."""
    if name not in known:
        raise NotFoundError
