"""The national core of the frame: the 16 data·inclusion categories, with our own situations and questions."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from domain.access import Field
from domain.diagnosis.template import Question, Situation, TemplateContent, Theme
from domain.diagnosis.words import ThemeState

CORE_NAME, OWN_NAME = "Trame nationale", "Trame du territoire"
_FILE = Path(__file__).with_name("core.toml")


@cache
def core_content() -> TemplateContent:
    """The national core; labels of the themes are those of data·inclusion v1."""
    from data_inclusion.schema.v1 import Categorie  # half a second: paid by the first frame, not by the start

    return TemplateContent(tuple(_theme(theme, Categorie(theme["code"]).label) for theme in _stored()))


def core_codes() -> list[str]:
    """The national themes in their order, without what they say."""
    return [theme["code"] for theme in _stored()]


@cache
def _stored() -> list[dict[str, Any]]:
    with _FILE.open("rb") as file:
        themes: list[dict[str, Any]] = tomllib.load(file)["themes"]
    return themes


def _theme(stored: dict[str, Any], label: str) -> Theme:
    situations = stored["situations"].items()
    always = [Question(text) for text in stored["questions"]]
    return Theme(
        code=stored["code"],
        label=label,
        field=Field(stored["field"]),
        is_core=True,
        situations=tuple(Situation(code, wording) for code, wording in situations),
        questions=(*always, *(_conditional(one) for one in stored.get("conditional", []))),
    )


def _conditional(stored: dict[str, Any]) -> Question:
    states = tuple(ThemeState(state) for state in stored.get("if_states", []))
    return Question(stored["text"], states, tuple(stored.get("if_situations", [])))
