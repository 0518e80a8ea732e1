"""What a consortium may do to a draft of its frame: rewrite, order and add; the core's codes stay."""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from domain.access import Field
from domain.dates import past_problem
from domain.diagnosis.template import Question, Situation, TemplateContent, Theme
from domain.diagnosis.versions import LONGEST_NAME, LONGEST_WITH, TemplateDraft
from domain.names import normalise_name
from domain.text import clean_text

LONGEST_THEME, LONGEST_SITUATION, LONGEST_QUESTION = 60, 90, 160
FEWEST_SITUATIONS, MOST_SITUATIONS = 4, 10  # advised
LONGEST_LIST = 40  # themes of a frame, situations or questions of a theme
_LOCAL = "local-"
_LONGEST_CODE = 40


def is_local(code: str) -> bool:
    """True for a theme or a situation that a consortium added: nobody else counts on it."""
    return code.startswith(_LOCAL)


def local_code(label: str, taken: Collection[str]) -> str:
    """« local-garde-des-animaux », numbered when it is taken."""
    words = re.sub("[^a-z0-9]+", "-", normalise_name(label)).strip("-")[:_LONGEST_CODE].strip("-")
    code, number = f"{_LOCAL}{words}", 2
    while code in taken:
        code, number = f"{_LOCAL}{words}-{number}", number + 1
    return code


def with_new_theme(content: TemplateContent, label: str, theme_field: Field) -> TemplateContent:
    """A local theme more, after the last one of its field."""
    theme = Theme(local_code(label, content.codes), label, theme_field, is_core=False)
    of_field = [rank for rank, one in enumerate(content.themes, 1) if one.field is theme_field]
    rank = max(of_field, default=len(content.themes))
    return replace(content, themes=(*content.themes[:rank], theme, *content.themes[rank:]))


def without_theme(content: TemplateContent, code: str) -> TemplateContent:
    """The frame without this local theme."""
    return replace(content, themes=tuple(theme for theme in content.themes if theme.code != code))


def moved(content: TemplateContent, code: str, steps: int) -> TemplateContent:
    """The theme `steps` places lower (upper when negative), as far as it can go."""
    themes = [theme for theme in content.themes if theme.code != code]
    themes.insert(max(0, content.codes.index(code) + steps), content.theme(code))
    return replace(content, themes=tuple(themes))


def with_new_situation(theme: Theme, label: str) -> Theme:
    """A local situation more."""
    code = local_code(label, [one.code for one in theme.situations])
    return replace(theme, situations=(*theme.situations, Situation(code, label)))


def without_situation(theme: Theme, code: str) -> Theme:
    """The theme without this local situation; no question depends on it any more."""
    kept = tuple(one for one in theme.situations if one.code != code)
    asked = tuple(
        replace(one, if_situations=tuple(other for other in one.if_situations if other != code))
        for one in theme.questions
    )
    return replace(theme, situations=kept, questions=asked)


def with_new_question(theme: Theme, text: str) -> Theme:
    """A question more, always asked until it has a condition."""
    return replace(theme, questions=(*theme.questions, Question(text)))


def without_question(theme: Theme, rank: int) -> Theme:
    """The theme without its question of this rank."""
    return replace(theme, questions=(*theme.questions[:rank], *theme.questions[rank + 1 :]))


def cleaned_draft(draft: TemplateDraft) -> TemplateDraft:
    """Every text as it is stored."""
    themes = tuple(
        replace(
            theme,
            label=clean_text(theme.label),
            situations=tuple(replace(one, label=clean_text(one.label)) for one in theme.situations),
            questions=tuple(replace(one, text=clean_text(one.text)) for one in theme.questions),
        )
        for theme in draft.content.themes
    )
    name, written_with = clean_text(draft.name), clean_text(draft.written_with)
    return replace(draft, name=name, written_with=written_with, content=TemplateContent(themes))


def breaks_core(before: TemplateContent, after: TemplateContent) -> bool:
    """True when something of the core was lost or changed but its wording, or when a local code is odd."""
    if _fixed(before) - _fixed(after) or len(set(after.codes)) < len(after.codes):
        return True
    added = _codes(after) - _codes(before)
    return not all(is_local(code[-1]) for code in added)


def draft_problems(draft: TemplateDraft, today: date) -> dict[str, str]:
    """Field → French message, of what must be corrected before publishing.

    Fields are `name`, `written_on`, « theme », « theme:situation » and « theme:question:rank ».
    """
    name = _text_problem(draft.name, LONGEST_NAME, "Donnez un nom à cette trame.")
    dated = past_problem(draft.written_on, today) if draft.written_on else None
    themes = {theme.code: theme.label for theme in draft.content.themes}
    empty, twice = "Donnez un nom à ce thème.", "Un autre thème porte ce nom."
    found = {"name": name, "written_on": dated, **_label_problems(themes, LONGEST_THEME, empty, twice)}
    for theme in draft.content.themes:
        found |= _theme_problems(theme)
    return {place: message for place, message in found.items() if message}


def length_warning(theme: Theme) -> str | None:
    """What to think of before publishing; it forbids nothing."""
    count = len(theme.situations)
    if FEWEST_SITUATIONS <= count <= MOST_SITUATIONS:
        return None
    return f"{count}\u00a0situations\u00a0: de 4 à 10, la liste se lit d’un coup d’œil."


def too_long(draft: TemplateDraft) -> bool:
    """True when a text, or a list, is longer than what an interview and a screen can hold."""
    lists = [draft.content.themes, *(one.situations for one in draft.content.themes)]
    lists += [one.questions for one in draft.content.themes]
    if any(len(items) > LONGEST_LIST for items in lists):
        return True
    texts = [(draft.name, LONGEST_NAME), (draft.written_with, LONGEST_WITH)]
    for theme in draft.content.themes:
        texts.append((theme.label, LONGEST_THEME))
        texts += [(one.label, LONGEST_SITUATION) for one in theme.situations]
        texts += [(one.text, LONGEST_QUESTION) for one in theme.questions]
    return any(len(text) > longest for text, longest in texts)


def _theme_problems(theme: Theme) -> dict[str, str | None]:
    situations = {f"{theme.code}:{one.code}": one.label for one in theme.situations}
    empty, twice = "Écrivez la situation.", "Une autre situation de ce thème dit la même chose."
    asked = {f"{theme.code}:question:{rank}": one.text for rank, one in enumerate(theme.questions)}
    empty_one = "Écrivez la question."
    return _label_problems(situations, LONGEST_SITUATION, empty, twice) | {
        place: _text_problem(text, LONGEST_QUESTION, empty_one) for place, text in asked.items()
    }


def _label_problems(
    labels: dict[str, str], longest: int, when_empty: str, when_twice: str
) -> dict[str, str | None]:
    seen: set[str] = set()
    found: dict[str, str | None] = {}
    for place, label in labels.items():
        twice = when_twice if normalise_name(label) in seen else None
        seen.add(normalise_name(label))
        found[place] = _text_problem(label, longest, when_empty) or twice
    return found


def _text_problem(text: str, longest: int, when_empty: str) -> str | None:
    if not text:
        return when_empty
    return f"Au plus {longest}\u00a0signes." if len(text) > longest else None


def _fixed(content: TemplateContent) -> set[tuple[object, ...]]:
    """What never changes: codes of the core with their field, codes of its situations."""
    themes: Iterable[Theme] = [theme for theme in content.themes if theme.is_core]
    return {(theme.code, theme.field) for theme in themes} | {
        (theme.code, "situation", one.code)
        for theme in themes
        for one in theme.situations
        if not is_local(one.code)
    }


def _codes(content: TemplateContent) -> set[tuple[str, ...]]:
    return {(theme.code,) for theme in content.themes} | {
        (theme.code, one.code) for theme in content.themes for one in theme.situations
    }
