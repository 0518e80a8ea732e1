"""Where people live: by EPCI under the total, by commune under each EPCI, under statistical secrecy."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models.reference import Commune, Epci
from db.queries.directory import departements_of
from db.queries.indicators.figures import list_figures
from db.queries.indicators.kept import kept, thresholds_in_force
from domain.access import Viewer
from domain.caseload import Area, AreaKind
from domain.indicators.access import is_entitled, least_people, may_tell_bare, whole_quarter
from domain.indicators.areas import ToldAreas
from domain.indicators.model import Breakdown, ByGroup, Figure, Indicator, Perimeter
from domain.indicators.team import CASELOAD
from domain.secrecy import Medium, protect_tree


def tell_areas(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicator: Indicator = CASELOAD,
    *,
    medium: Medium = Medium.SCREEN,
) -> ToldAreas:
    """A number of people by area, counted in one statement.

    Without lists: the file active of the whole consortium only, to who lists nobody there. Another number,
    or a smaller circle, told beside it by commune would tell somebody.
    """
    asked = ("areas", perimeter, indicator, medium)
    return kept(session, viewer, asked, lambda: _tell(session, viewer, perimeter, indicator, medium))


def _tell(
    session: Session, viewer: Viewer, perimeter: Perimeter, indicator: Indicator, medium: Medium
) -> ToldAreas:
    is_hers = is_entitled(viewer, perimeter.scope, indicator)
    least = least_people(perimeter.scope, medium, thresholds_in_force(session, viewer))
    if not is_hers and not (may_tell_bare(viewer, perimeter) and indicator is CASELOAD):
        return ToldAreas(least=least, is_refused=True)
    asked = perimeter if is_hers else whole_quarter(perimeter, viewer.today)
    counted = list_figures(session, viewer, asked, [indicator], Breakdown.COMMUNE)[indicator]
    places = _list_communes(session, viewer, [code for code in counted if code])
    return _told(counted, places, 0 if is_hers and medium is Medium.SCREEN else least)


def _told(counted: ByGroup, places: Sequence[Any], least: int) -> ToldAreas:
    tree: defaultdict[str | None, dict[str | None, int]] = defaultdict(dict)
    for place in places:
        tree[place.siren][place.code] = counted.get(place.code, Figure()).numerator
    tree[None][None] = counted.get(None, Figure()).numerator
    told = protect_tree(tree, least)
    epcis = {Area(AreaKind.EPCI, place.siren): place.epci for place in places if place.siren}
    return ToldAreas(
        total=told.total,
        epcis=told.groups,
        communes={code: people for parts in told.parts.values() for code, people in parts.items()},
        names=epcis | {Area(AreaKind.COMMUNE, place.code): place.name for place in places},
        territory=frozenset(place.code for place in places if place.is_inside),
        least=least,
    )


def _list_communes(session: Session, viewer: Viewer, others: Collection[str]) -> Sequence[Any]:
    """Those of the territory, and these."""
    is_inside = Commune.departement_code.in_(departements_of(viewer))
    statement = (
        select(
            Commune.code,
            Commune.name,
            Epci.siren,
            Epci.name.label("epci"),
            is_inside.label("is_inside"),
        )
        .outerjoin(Epci, Epci.siren == Commune.epci_siren)
        .where(or_(is_inside, Commune.code.in_(others)))
    )
    return session.execute(statement).all()
