"""People who left by reason, in two families, under statistical secrecy."""

from sqlalchemy.orm import Session

from db.queries.indicators.figures import list_figures
from db.queries.indicators.kept import kept, thresholds_in_force
from db.queries.indicators.told import tell_figures
from domain.access import Viewer
from domain.follow_up import ExitReason
from domain.indicators.access import is_entitled, least_people, may_tell_bare, whole_quarter
from domain.indicators.exits import DYNAMIC_EXITS
from domain.indicators.model import Breakdown, Figure, Perimeter
from domain.indicators.team import EXITS
from domain.indicators.told import Told
from domain.secrecy import Medium, protect_tree

FAMILIES = (True, False)  # sorties dynamiques, the others


def tell_exits_by_reason(
    session: Session, viewer: Viewer, perimeter: Perimeter, *, medium: Medium = Medium.SCREEN
) -> dict[bool, Told]:
    """« Sorties dynamiques » (True) and the others (False), each with its reasons, those of nobody too.

    « Sorties dynamiques » is told beside: reasons are protected inside their family, families under the
    total. Without lists: over the whole consortium only, to who lists nobody there.
    """
    asked = ("exits by reason", perimeter, medium)
    return kept(session, viewer, asked, lambda: _tell(session, viewer, perimeter, medium))


def _tell(session: Session, viewer: Viewer, perimeter: Perimeter, medium: Medium) -> dict[bool, Told]:
    is_hers = is_entitled(viewer, perimeter.scope, EXITS)
    least = least_people(perimeter.scope, medium, thresholds_in_force(session, viewer))
    if not is_hers and not may_tell_bare(viewer, perimeter):
        return {family: Told(None, least=least, is_refused=True) for family in FAMILIES}
    asked = perimeter if is_hers else whole_quarter(perimeter, viewer.today)
    tree = _count(session, viewer, asked)
    if is_hers and medium is Medium.SCREEN:
        return _told(tree, 0)
    beside = tell_figures(session, viewer, perimeter, (EXITS, DYNAMIC_EXITS), medium=medium)
    if any(told.is_hidden for told in beside.values()):  # its families would give back what they hide
        return {family: Told(None, dict.fromkeys(reasons), least) for family, reasons in tree.items()}
    return _told(tree, least)


def _count(session: Session, viewer: Viewer, perimeter: Perimeter) -> dict[bool, dict[ExitReason, int]]:
    found = list_figures(session, viewer, perimeter, [EXITS], Breakdown.EXIT_REASON)[EXITS]
    return {
        family: {
            reason: found.get(reason, Figure()).numerator
            for reason in ExitReason
            if reason.is_dynamic is family
        }
        for family in FAMILIES
    }


def _told(tree: dict[bool, dict[ExitReason, int]], least: int) -> dict[bool, Told]:
    told = protect_tree(tree, least)
    return {
        family: Told(
            _figure(told.groups[family]),
            {reason: _figure(people) for reason, people in told.parts[family].items()},
            least,
        )
        for family in FAMILIES
    }


def _figure(people: int | None) -> Figure | None:
    return None if people is None else Figure(people, people)
