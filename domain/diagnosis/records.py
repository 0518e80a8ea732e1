"""A diagnosis as screens and documents receive it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from domain.access import Field
from domain.diagnosis.template import TemplateContent
from domain.diagnosis.words import (
    Agreement,
    Certainty,
    ContractType,
    DiagnosisStatus,
    DrivingLicence,
    EducationLevel,
    Impact,
    MobilityMeans,
    Moment,
    Restriction,
    ThemeState,
    WorkingTime,
)
from domain.follow_up import Track


class Job(NamedTuple):
    """A job that the person thinks of; `code` is a ROME code, or empty."""

    code: str
    label: str
    certainty: Certainty


class NextStep(NamedTuple):
    """What is to be done for a priority; no owner means the person herself."""

    title: str
    owner_id: int | None
    deadline_on: date | None


@dataclass(frozen=True)
class Project:
    """The professional project; `minimum_pay` is in euros net a month, the radius in km."""

    jobs: tuple[Job, ...] = ()
    contract_types: tuple[ContractType, ...] = ()
    working_time: WorkingTime | None = None
    mobility_radius_km: int | None = None
    mobility_means: tuple[MobilityMeans, ...] = ()
    driving_licence: DrivingLicence | None = None
    minimum_pay: int | None = None
    available_on: date | None = None
    education_level: EducationLevel | None = None
    last_activity: str = ""


@dataclass(frozen=True)
class Conclusion:
    """What was decided at the end; the next review and the objectives go to the plan once validated."""

    track: Track | None = None
    next_review_on: date | None = None
    agreement: Agreement | None = None
    person_comment: str = ""


@dataclass(frozen=True)
class Answer:
    """What one professional says of a theme; `restricted_note` is empty for who may not read it."""

    theme: str
    professional_id: int
    author_name: str
    field: Field
    structure_name: str
    answered_at: datetime
    state: ThemeState
    impact: Impact | None = None
    situations: tuple[str, ...] = ()
    shared_note: str = ""
    restricted_note: str = ""
    restriction: Restriction = Restriction.FIELD


@dataclass(frozen=True)
class ThemeRecord:
    """What everybody shares of a theme: the person's view, the priority, the common position.

    `retained_state` and `is_divergent` are known once the conclusion is written.
    """

    theme: str
    person_state: ThemeState = ThemeState.NOT_EXPLORED
    person_words: str = ""
    priority_rank: int | None = None
    objective: str = ""
    next_steps: tuple[NextStep, ...] = ()
    common_state: ThemeState | None = None
    common_words: str = ""
    retained_state: ThemeState | None = None
    is_divergent: bool = False


@dataclass(frozen=True)
class Interviewer:
    """Somebody who takes part; `released_at`: her validation is no longer waited for."""

    professional_id: int
    name: str
    field: Field
    structure_name: str
    joined_at: datetime
    validated_at: datetime | None = None
    released_at: datetime | None = None


@dataclass(frozen=True)
class DiagnosisLine:
    """A diagnosis in a list; `interviewers` are names with their field's label."""

    id: int
    beneficiary_id: int
    person_name: str
    status: DiagnosisStatus
    moment: Moment
    held_on: date
    validated_on: date | None
    is_joint: bool
    explored_count: int
    divergent_count: int
    copy_of_id: int | None
    interviewers: tuple[Interviewer, ...] = ()


@dataclass(frozen=True)
class Entry:
    """What is typed on the themes and may change at any time: read again at each interaction."""

    status: DiagnosisStatus
    answers: Sequence[Answer] = ()
    themes: Mapping[str, ThemeRecord] = field(default_factory=dict)
    is_in_group: bool = True

    def answers_on(self, theme: str) -> list[Answer]:
        """What professionals say of this theme, in the order of their field then of their name."""
        return [answer for answer in self.answers if answer.theme == theme]

    def theme(self, code: str) -> ThemeRecord:
        """What is shared of this theme, empty when nothing was typed."""
        return self.themes.get(code, ThemeRecord(code))


@dataclass(frozen=True)
class Diagnosis:
    """The whole: `is_in_group` tells whether the viewer reads words, `is_interviewer` whether she writes."""

    id: int
    beneficiary_id: int
    support_period_id: int
    person_name: str
    status: DiagnosisStatus
    moment: Moment
    held_on: date
    validated_on: date | None
    superseded_on: date | None
    is_joint: bool
    copy_of_id: int | None
    wants: str
    project: Project
    conclusion: Conclusion
    template_number: int
    template_name: str
    content: TemplateContent
    interviewers: Sequence[Interviewer]
    entry: Entry
    is_in_group: bool
    is_interviewer: bool

    @property
    def waited_for(self) -> list[Interviewer]:
        """Whose validation is still waited for."""
        return [one for one in self.interviewers if one.validated_at is None and one.released_at is None]

    def shared_value(self, name: str) -> Any:
        """The stored value of a shared field, wherever it is kept."""
        for holder in (self.project, self.conclusion, self):
            if hasattr(holder, name):
                return getattr(holder, name)
        raise KeyError(name)
