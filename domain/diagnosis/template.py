"""The frame (trame) of a diagnosis: themes, situations and questions, as data kept with each version."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from domain.access import Field
from domain.diagnosis.words import ThemeState


@dataclass(frozen=True)
class Situation:
    """Something that may be ticked; `code` never changes, its wording may."""

    code: str
    label: str


@dataclass(frozen=True)
class Question:
    """What the interviewer may ask; a conditional one is shown for some states or situations only."""

    text: str
    if_states: tuple[ThemeState, ...] = ()
    if_situations: tuple[str, ...] = ()

    def is_relevant(self, state: ThemeState, situations: Collection[str]) -> bool:
        """True when it has no condition, or when one of its conditions is met."""
        if not self.if_states and not self.if_situations:
            return True
        return state in self.if_states or not set(self.if_situations).isdisjoint(situations)


@dataclass(frozen=True)
class Theme:
    """A theme of the frame; the code of a core theme is a data·inclusion category."""

    code: str
    label: str
    field: Field
    is_core: bool
    situations: tuple[Situation, ...] = ()
    questions: tuple[Question, ...] = ()

    def situation_label(self, code: str) -> str:
        """The wording of a situation of this theme."""
        return next((one.label for one in self.situations if one.code == code), code)


@dataclass(frozen=True)
class TemplateContent:
    """All the themes, in the order shown."""

    themes: tuple[Theme, ...] = field(default=())

    def theme(self, code: str) -> Theme:
        """The theme of this code; KeyError when the frame has none."""
        return {theme.code: theme for theme in self.themes}[code]

    @property
    def codes(self) -> list[str]:
        """Codes of the themes, in the order shown."""
        return [theme.code for theme in self.themes]

    @property
    def core_codes(self) -> list[str]:
        """Codes of the national core, in the order shown: what completeness is counted on."""
        return [theme.code for theme in self.themes if theme.is_core]

    def with_theme(self, theme: Theme) -> Self:
        """The same frame with this theme instead of the one of the same code."""
        return replace(self, themes=tuple(theme if one.code == theme.code else one for one in self.themes))

    def to_json(self) -> dict[str, Any]:
        """What the database keeps."""
        return {"themes": [_theme_to_json(theme) for theme in self.themes]}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """The frame as it was kept."""
        return cls(tuple(_theme_from_json(theme) for theme in stored["themes"]))


def _theme_to_json(theme: Theme) -> dict[str, Any]:
    return {
        "code": theme.code,
        "label": theme.label,
        "field": str(theme.field),
        "is_core": theme.is_core,
        "situations": [{"code": one.code, "label": one.label} for one in theme.situations],
        "questions": [
            {"text": one.text, "if_states": list(one.if_states), "if_situations": list(one.if_situations)}
            for one in theme.questions
        ],
    }


def _theme_from_json(stored: Mapping[str, Any]) -> Theme:
    return Theme(
        code=stored["code"],
        label=stored["label"],
        field=Field(stored["field"]),
        is_core=stored["is_core"],
        situations=tuple(Situation(**one) for one in stored["situations"]),
        questions=tuple(
            Question(one["text"], tuple(map(ThemeState, one["if_states"])), tuple(one["if_situations"]))
            for one in stored["questions"]
        ),
    )
