"""Each indicator of the registry, counted one person after the other in plain Python."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.indicators import alerts, diagnoses, exits, offer, team
from domain.indicators.jobs import JOBS
from domain.indicators.model import Figure, Indicator, Perimeter
from tests.drawn import judges
from tests.drawn import judges_of_jobs as jobs
from tests.drawn import judges_of_needs as needs
from tests.drawn.ground import Territory
from tests.drawn.histories import Someone
from tests.drawn.judges import Judged, structure_of

Judge = Callable[[Indicator, Territory, Someone, Perimeter], Judged | None]


@dataclass(frozen=True)
class Counted:
    """What one person brings to a figure, in the structure of a stay; `is_counted` None: not listed."""

    person_id: int
    structure_id: Any
    entered_on: date
    figure: Figure
    is_counted: bool | None


def counted(
    indicator: Indicator, territory: Territory, perimeter: Perimeter, told_to: Any = None
) -> list[Counted]:
    """Everybody who is in the figure told to the coordination, or to this structure."""
    found = []
    for someone in countable(territory, told_to):
        judged = JUDGES[indicator.code](indicator, territory, someone, perimeter)
        if judged is not None:
            where = structure_of(territory, someone, judged.stay)
            came = judged.stay.entered_on
            found.append(Counted(someone.id, where, came, judged.figure, judged.is_counted))
    return found


def countable(territory: Territory, told_to: Any = None) -> list[Someone]:
    """Not those whose file was joined to another; who keeps hers to her structure, to that one only."""
    first, *others = territory.people
    kept = [first, *(one for one in others if not one.is_joined)]
    return [one for one in kept if not one.is_reserved or territory.structures[one.owner] == told_to]


def by_structure(lines: Iterable[Counted]) -> dict[Any, Figure]:
    """Structure → figure."""
    figures: dict[Any, Figure] = defaultdict(Figure)
    for line in lines:
        figures[line.structure_id] += line.figure
    return {one: figure for one, figure in figures.items() if figure != Figure()}


JUDGES: dict[str, Judge] = {
    team.CASELOAD.code: judges.present_when(lambda *_: True),
    team.PAUSED.code: judges.present_when(judges.is_paused),
    team.WITHOUT_REFERENT.code: judges.present_when(judges.is_alone),
    team.REVIEWED.code: judges.present_when(judges.is_reviewed),
    team.WITH_CONTRACT.code: judges.present_when(judges.has_contract),
    team.ENTRIES.code: judges.entered,
    team.EXITS.code: judges.left_when(lambda *_: True),
    exits.DYNAMIC_EXITS.code: judges.left_when(lambda stay, _: stay.exit_reason.is_dynamic),
    exits.EXITS_BY_REASON.code: judges.left_when(lambda stay, one: stay.exit_reason == one.variant),
    team.ATTENDANCE.code: judges.attended,
    alerts.ALERTS.code: judges.alerted,
    **dict.fromkeys((one.code for one in JOBS), jobs.in_job),
    diagnoses.IN_30_DAYS.code: needs.diagnosed_in_30_days,
    diagnoses.DELAY.code: needs.days_to_diagnosis,
    diagnoses.JOINT.code: needs.in_force(lambda said, _: said.is_joint),
    diagnoses.COMPLETENESS.code: needs.explored,
    diagnoses.DIFFERENT_VIEWS.code: needs.in_force(
        lambda said, _: said.divergent_count > 0 if said.compared_count else None
    ),
    diagnoses.NEEDS.code: needs.in_force(lambda said, one: one.variant in said.needs),
    diagnoses.LIFTED.code: needs.in_force(needs.is_lifted),
    offer.UNMET.code: needs.unmet,
    offer.ANY_UNMET.code: needs.any_unmet,
    offer.REFUSED.code: needs.refused,
}
