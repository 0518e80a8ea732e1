"""What every field of a draft of the frame needs: where it is kept, how it is written at each change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from components.diagnosis.kept import Kept, draw
from components.feedback import field_problem
from domain.diagnosis.merging import PRESENTATION_LABELS
from domain.diagnosis.template import Situation, TemplateContent, Theme
from domain.diagnosis.versions import TemplateDraft

Write = Callable[[TemplateDraft, TemplateDraft], None]


@dataclass(frozen=True)
class Pen:
    """The draft as it is stored, what is wrong with it, and `write(read, typed)` which changes it."""

    version_id: int
    draft: TemplateDraft
    problems: Mapping[str, str]
    write: Write

    @property
    def content(self) -> TemplateContent:
        """The themes as they are stored."""
        return self.draft.content

    def key(self, *parts: object) -> str:
        """The key of a widget of this draft."""
        return "_".join(("template", str(self.version_id), *map(str, parts)))

    def with_content(self, content: TemplateContent) -> TemplateDraft:
        """The draft with these themes."""
        return replace(self.draft, content=content)

    def with_theme(self, theme: Theme) -> TemplateDraft:
        """The draft with this theme instead of the one of the same code."""
        return self.with_content(self.content.with_theme(theme))

    def of_draft(self, name: str) -> Kept:
        """Its name, whom it was written with, when."""
        stored = getattr(self.draft, name)
        return self._kept(
            name, PRESENTATION_LABELS[name], stored, lambda it: replace(self.draft, **{name: it})
        )

    def of_label(self, theme: Theme, label: str) -> Kept:
        """The name of a theme."""
        return self._kept(
            f"{theme.code}_label", label, theme.label, lambda it: self.with_theme(replace(theme, label=it))
        )

    def of_situation(self, theme: Theme, rank: int) -> Kept:
        """The wording of a situation."""
        one = theme.situations[rank]
        rest = theme.situations[:rank], theme.situations[rank + 1 :]

        def put(label: str) -> TemplateDraft:
            situations = (*rest[0], Situation(one.code, label), *rest[1])
            return self.with_theme(replace(theme, situations=situations))

        return self._kept(f"{theme.code}_{one.code}", f"Situation {rank + 1}", one.label, put)

    def of_question(self, theme: Theme, rank: int, name: str, label: str) -> Kept:
        """The words of a question, or one of its conditions."""
        one: Any = theme.questions[rank]
        stored = getattr(one, name)

        def put(value: Any) -> TemplateDraft:
            changed = replace(one, **{name: value if isinstance(value, str) else tuple(value)})
            questions = (*theme.questions[:rank], changed, *theme.questions[rank + 1 :])
            return self.with_theme(replace(theme, questions=questions))

        as_typed = list(stored) if isinstance(stored, tuple) else stored
        return self._kept(f"{theme.code}_question_{rank}_{name}", label, as_typed, put)

    def line(
        self, field: Kept, place: str, widget: Callable[..., Any] = st.text_input, **options: Any
    ) -> None:
        """The widget, and what is to be corrected in it."""
        draw(widget, field, **options)
        field_problem(self.problems, place)

    def _kept(self, place: str, label: str, stored: Any, put: Callable[[Any], TemplateDraft]) -> Kept:
        def save(*, shown: Any, typed: Any) -> None:
            self.write(put(shown), put(typed))

        return Kept(self.key(place), label, stored, save)
