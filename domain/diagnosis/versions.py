"""A version of the frame as screens receive it, and what may be typed of a draft."""

from dataclasses import dataclass, field
from datetime import date

from domain.diagnosis.template import TemplateContent
from domain.diagnosis.words import TemplateStatus

LONGEST_NAME, LONGEST_WITH = 120, 500


@dataclass(frozen=True)
class TemplateDraft:
    """What a form fills: whom the frame was written with, and when, is part of its history."""

    name: str
    written_with: str = ""
    written_on: date | None = None
    content: TemplateContent = field(default_factory=TemplateContent)


@dataclass(frozen=True)
class TemplateLine:
    """A version in a list; the counts are those of the diagnoses made with it, abandoned ones left aside."""

    id: int
    number: int
    name: str
    status: TemplateStatus
    written_with: str
    written_on: date | None
    published_on: date | None
    retired_on: date | None
    started_count: int
    validated_count: int


@dataclass(frozen=True)
class TemplateVersion:
    """A version with its content; `version` is that of the row, for what is confirmed on screen."""

    id: int
    number: int
    status: TemplateStatus
    version: int
    draft: TemplateDraft
