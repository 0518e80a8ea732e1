"""The frames of a demonstration consortium: the national core, and a theme of the territory's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from db.demo.batch import Batch
from db.demo.calendar import working_day
from db.models.diagnoses import DiagnosisTemplate
from domain.access import Field
from domain.diagnosis.core import CORE_NAME, core_content
from domain.diagnosis.editing import with_new_situation, with_new_theme
from domain.diagnosis.template import Question, TemplateContent, Theme
from domain.diagnosis.words import TemplateStatus

_SECOND_VERSION_DAYS = 280
_SITUATIONS = (
    "Saisons choisies, qui conviennent",
    "Pas de revenu entre deux saisons",
    "Logé·e par l’employeur pendant la saison seulement",
    "Saisons et garde des enfants difficiles à concilier",
    "Veut passer à un emploi à l’année",
    "Droits au chômage mal connus entre deux contrats",
)
_QUESTIONS = (
    "Comment se passe votre année, saison par saison\u00a0?",
    "De quoi vivez-vous entre deux contrats\u00a0?",
    "Si un employeur vous proposait un poste à l’année, qu’en diriez-vous\u00a0?",
)
_WRITTEN_WITH = (
    "Quatre personnes accompagnées, qui vivent ou ont vécu des saisons\u00a0; le Département, France Travail,"
    " la Mission locale et un CCAS du littoral. Trois séances, relecture par la commission des personnes."
)
# Situations that go with a strength; all others go with a need.
_GOOD_SITUATIONS = {
    "stable_home", "nothing_in_the_way", "disability_recognised", "licence_and_vehicle", "other_way",
    "relatives_to_rely_on", "childcare_arranged", "budget_holds", "papers_in_order", "at_ease",
    "other_language", "needs_met", "active_days", "association", "job_chosen", "useful_diploma",
    "course_found", "application_ready", "active_search", "works_a_little", "idea", "project_studied",
    "activity_running", "languages", "life_abroad", "local-saisons-choisies-qui-conviennent",
}  # fmt: skip
# Too serious to be drawn at random for a fictional person.
_NEVER_DRAWN = {"violence", "conflict_at_home"}


@dataclass(frozen=True)
class Frame:
    """A version as the draws need it: situations of each theme, those of a strength apart."""

    template_id: int
    used_until: date | None
    themes: dict[str, Theme]
    core: frozenset[str]
    good: dict[str, list[str]]
    hard: dict[str, list[str]]


def load_frames(batch: Batch, today: date, *, has_local_theme: bool) -> list[Frame]:
    """Queue the versions of a consortium, the one in use last."""
    core = core_content()
    if not has_local_theme:
        return [_add_frame(batch, 1, CORE_NAME, core, batch.opened_on)]
    changed_on = working_day(today - timedelta(days=_SECOND_VERSION_DAYS))
    wrote = {"written_with": _WRITTEN_WITH, "written_on": changed_on - timedelta(days=20)}
    local = with_seasons(core)
    return [
        _add_frame(batch, 1, CORE_NAME, core, batch.opened_on, retired_on=changed_on),
        _add_frame(batch, 2, "Trame des Pyrénées-Orientales", local, changed_on, **wrote),
    ]


def frame_on(frames: Sequence[Frame], day: date) -> Frame:
    """The version published that day."""
    return next(frame for frame in frames if frame.used_until is None or day < frame.used_until)


def with_seasons(content: TemplateContent) -> TemplateContent:
    """The core with a theme that its authors missed: a department that lives from one season to the next."""
    content = with_new_theme(content, "Travail saisonnier et entre-saisons", Field.PROFESSIONAL)
    theme = next(theme for theme in content.themes if not theme.is_core)
    for situation in _SITUATIONS:
        theme = with_new_situation(theme, situation)
    return content.with_theme(replace(theme, questions=tuple(map(Question, _QUESTIONS))))


def _add_frame(
    batch: Batch, number: int, name: str, content: TemplateContent, published_on: date, **values: Any
) -> Frame:
    retired_on: date | None = values.get("retired_on")
    template_id = batch.add(
        DiagnosisTemplate,
        published_on,
        None,
        number=number,
        name=name,
        status=TemplateStatus.RETIRED if retired_on else TemplateStatus.PUBLISHED,
        published_on=published_on,
        content=content.to_json(),
        **values,
    )
    return Frame(
        template_id,
        retired_on,
        {theme.code: theme for theme in content.themes},
        frozenset(content.core_codes),
        {theme.code: _situations(theme, is_good=True) for theme in content.themes},
        {theme.code: _situations(theme, is_good=False) for theme in content.themes},
    )


def _situations(theme: Theme, *, is_good: bool) -> list[str]:
    codes = [one.code for one in theme.situations if one.code not in _NEVER_DRAWN]
    return [code for code in codes if (code in _GOOD_SITUATIONS) is is_good]
