"""People with stays, exits, returns and diagnoses of all kinds, kept as plain facts beside their rows."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.models.accounts import Professional
from db.models.beneficiaries import SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis, DiagnosisTemplate, DiagnosisTheme
from domain.access import Role, Viewer
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.words import DiagnosisStatus, Moment, TemplateStatus, ThemeState
from domain.follow_up import EntryOrigin, ExitReason
from domain.identifiers import new_id
from tests.factories import (
    NOW,
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    share_with,
    viewer_for,
)

THEMES = ("mobilite", "sante", "jardin")  # the last one is of the consortium
_FRAME = {"themes": [{"code": "jardin", "label": "Jardin", "is_core": False}]}
_DAY = timedelta(days=1)
AFTER_ALL = NOW + timedelta(days=600)  # all that is drawn below is known by then


@dataclass(frozen=True)
class Said:
    """A validated diagnosis; `needs` are the themes on which it retains a need or a constraint."""

    validated_on: date
    superseded_on: date | None
    explored: int
    compared: int
    divergent: int
    is_joint: bool
    needs: frozenset[str]


@dataclass(frozen=True)
class Stay:
    """From entry to exit."""

    entered_on: date
    exited_on: date | None
    diagnoses: list[Said]


@dataclass(frozen=True)
class Someone:
    """Where the list says that she is followed, and her stays."""

    id: int
    structure_id: int | None
    stays: list[Stay]


@dataclass(frozen=True)
class Territory:
    """Its coordination, a caseworker who follows half of its people, everybody."""

    coordinator: Viewer
    caseworker: Viewer
    followed: frozenset[int]
    people: list[Someone]


def build_territory(session: Session, rng: Random, people: int = 40) -> Territory:
    """Half the people have a référent, the other half another one, of another structure."""
    consortium = make_consortium(session)
    first, second = make_professional(session, consortium), make_professional(session, consortium)
    template_id = add_template(session, consortium)
    known = [
        _add_person(session, rng, (first, second)[rank % 2], template_id, rank) for rank in range(people)
    ]
    coordinator = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    followed = frozenset(someone.id for someone in known[::2])
    viewers = [viewer_for(session, one) for one in (coordinator, first)]
    return Territory(*(replace(one, now=AFTER_ALL) for one in viewers), followed, known)


def _add_person(
    session: Session, rng: Random, referent: Professional, template_id: int, rank: int
) -> Someone:
    entered_on = TODAY - rng.randrange(0, 500) * _DAY
    person = make_person(session, referent, birth_name=f"Martin{rank:03}", entered_on=entered_on)
    share_with(session, person, referent)  # named twice in the group: one person still
    period = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    exited_on = entered_on + rng.randrange(0, 300) * _DAY if rank % 3 == 0 else None
    _end(period, exited_on)
    stays = [Stay(entered_on, exited_on, _add_diagnoses(session, rng, period, template_id))]
    if exited_on and rank % 2:  # came back; joined files may hold stays that overlap
        back_on = exited_on + rng.randrange(-20, 60) * _DAY
        back = SupportPeriod(
            consortium_id=person.consortium_id, id=new_id(), beneficiary_id=person.id,
            entered_on=back_on, entry_origin=EntryOrigin.SELF,
        )  # fmt: skip
        session.add(back)
        session.flush()
        stays.append(Stay(back_on, None, _add_diagnoses(session, rng, back, template_id)))
    refresh_caseload_entry(session, person.consortium_id, person.id)
    entry = session.get_one(CaseloadEntry, (person.consortium_id, person.id))
    return Someone(person.id, entry.structure_id, stays)


def _end(period: SupportPeriod, exited_on: date | None) -> None:
    period.exited_on, period.exit_reason = exited_on, ExitReason.OTHER if exited_on else None


def _add_diagnoses(session: Session, rng: Random, period: SupportPeriod, template_id: int) -> list[Said]:
    days = sorted(rng.sample(range(200), rng.choice((0, 1, 1, 2, 3))))
    validated = [period.entered_on + day * _DAY for day in days]
    said = [
        Said(day, after, *_counts(rng), rng.random() < 0.5, frozenset(rng.sample(THEMES, rng.randrange(4))))
        for day, after in zip(validated, [*validated[1:], None], strict=False)
    ]
    for one in said:
        add_said(session, period, template_id, one, None if one is said[0] else said[0])
    session.flush()
    return said


def _counts(rng: Random) -> tuple[int, int, int]:
    explored = rng.randrange(1, 17)
    compared = rng.choice((0, rng.randrange(explored + 1)))
    return explored, compared, rng.randrange(compared + 1)


def add_said(
    session: Session, period: SupportPeriod, template_id: int, said: Said, first: Said | None = None
) -> None:
    """The rows of a validated diagnosis of this stay, which may follow a first one."""
    key, diagnosis_id = {"consortium_id": period.consortium_id}, new_id()
    lists: dict[str, Any] = {"jobs": [], "contract_types": [], "mobility_means": []}
    session.add(
        Diagnosis(
            **key, **lists, id=diagnosis_id, support_period_id=period.id, template_id=template_id,
            status=DiagnosisStatus.SUPERSEDED if said.superseded_on else DiagnosisStatus.VALIDATED,
            moment=Moment.ENTRY, held_on=said.validated_on, validated_on=said.validated_on,
            closed_on=said.validated_on, superseded_on=said.superseded_on, is_joint=said.is_joint,
            explored_count=said.explored, compared_count=said.compared, divergent_count=said.divergent,
            needs=_bits(said), first_needs=_bits(first) if first else None,
        )
    )  # fmt: skip
    session.flush()
    for rank, theme in enumerate(THEMES):
        lifted = (ThemeState.STRENGTH, ThemeState.NOT_EXPLORED, None)[rank]
        state = (ThemeState.NEED, ThemeState.CONSTRAINT)[rank % 2] if theme in said.needs else lifted
        session.add(
            DiagnosisTheme(**key, diagnosis_id=diagnosis_id, theme=theme, retained_state=state, next_steps=[])
        )


def _bits(said: Said) -> int:
    return needs_bits(dict.fromkeys(said.needs, ThemeState.NEED))


def add_template(session: Session, consortium: Consortium) -> int:
    """A published frame with a theme of the consortium."""
    template = DiagnosisTemplate(
        consortium_id=consortium.id, id=new_id(), number=1, name="Trame", content=_FRAME,
        status=TemplateStatus.PUBLISHED, published_on=TODAY,
    )  # fmt: skip
    session.add(template)
    session.flush()
    return template.id
