"""Two people who write the same draft of a frame: each piece that one changed goes in, or is a conflict."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from domain.diagnosis.template import Question, Situation, TemplateContent, Theme
from domain.diagnosis.versions import TemplateDraft
from domain.errors import FieldDifference
from domain.wording import in_words

PRESENTATION_LABELS = {
    "name": "Nom de la trame",
    "written_with": "Écrite avec (personnes concernées, structures)",
    "written_on": "Écrite le",
}
_OF_THEME = {"label": "intitulé", "field": "champ", "situations": "situations", "questions": "questions"}


class Merged(NamedTuple):
    """The draft with what was typed in it, and what somebody else changed at the same place meanwhile."""

    draft: TemplateDraft
    conflicts: list[FieldDifference]


def merge_edit(stored: TemplateDraft, read: TemplateDraft, typed: TemplateDraft) -> Merged:
    """Put in `stored` what differs between `read` and `typed`; what it alone changed stays."""
    conflicts: list[FieldDifference] = []
    values = _merged(stored, read, typed, PRESENTATION_LABELS, "", conflicts)
    themes = {}
    for theme in stored.content.themes:
        before, after = (_theme_of(one.content, theme.code) for one in (read, typed))
        if before and after:
            prefix = f"{after.label} — "
            theme = replace(theme, **_merged(theme, before, after, _OF_THEME, prefix, conflicts))
        themes[theme.code] = theme
    content = _in_order(themes, stored.content, read.content, typed.content)
    return Merged(replace(stored, **values, content=content), conflicts)


def _merged(
    stored: Any,
    read: Any,
    typed: Any,
    labels: Mapping[str, str],
    prefix: str,
    conflicts: list[FieldDifference],
) -> dict[str, Any]:
    """The values that were changed; those that two people changed otherwise are added to the conflicts."""
    values = {}
    for name, label in labels.items():
        kept, shown, new = (getattr(one, name) for one in (stored, read, typed))
        if new in (shown, kept):
            continue
        if kept != shown:
            conflicts.append(FieldDifference(prefix + label, _said(kept), _said(new)))
        values[name] = new
    return values


def _in_order(
    themes: dict[str, Theme], stored: TemplateContent, read: TemplateContent, typed: TemplateContent
) -> TemplateContent:
    """Themes added and taken away on both sides, in the order that was just chosen, if one was."""
    removed = set(read.codes) - set(typed.codes)
    added = {theme.code: theme for theme in typed.themes if theme.code not in read.codes}
    kept = {code: theme for code, theme in (added | themes).items() if code not in removed}
    first = typed.codes if typed.codes != read.codes else stored.codes
    order = [code for code in dict.fromkeys([*first, *stored.codes]) if code in kept]
    return TemplateContent(tuple(kept[code] for code in order))


def _theme_of(content: TemplateContent, code: str) -> Theme | None:
    return next((theme for theme in content.themes if theme.code == code), None)


def _said(value: Any) -> str:
    if not isinstance(value, tuple):
        return in_words(value)
    return "\n".join(_line(one) for one in value)


def _line(one: Situation | Question) -> str:
    if isinstance(one, Situation):
        return one.label
    is_always = not one.if_states and not one.if_situations
    return one.text if is_always else f"{one.text} (selon la réponse)"
