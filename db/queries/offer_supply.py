"""The offer by theme and area: what is open, which places are left, what is to check; no person in it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, Subquery, case, func, or_, select
from sqlalchemy.orm import Session

from db.models.offer import Service, ServiceTheme, ServiceZone
from db.models.reference import Commune, Epci
from db.queries.directory import departements_of
from db.queries.indicators.kept import kept, thresholds_in_force
from db.queries.offer_scopes import visible_services
from domain.access import Viewer
from domain.caseload import Area, AreaKind
from domain.dates import months_before
from domain.offer.services import NATIONAL_ZONES
from domain.offer.supply import OfferSupply, Pool
from domain.offer.words import ServiceState
from domain.thresholds import in_force

_SEPARATOR = "|"  # in no official code


def get_supply(session: Session, viewer: Viewer) -> OfferSupply:
    """Open services of the consortium by themes and zones, and the areas of its territory; two statements.

    They reach whom they are suggested to (db/queries/suggestions.py): a zone of the area or at a distance;
    without a zone, the département where they stand.
    """
    return kept(session, viewer, "supply", lambda: _read(session, viewer))


def _read(session: Session, viewer: Viewer) -> OfferSupply:
    months = in_force(thresholds_in_force(session, viewer))["service_check_months"]
    pools = [_pool(row) for row in session.execute(_pools(viewer, months))]
    communes = session.execute(_communes(viewer)).all()
    names = {Area(AreaKind.EPCI, row.siren): row.epci for row in communes if row.siren}
    names |= {Area(AreaKind.COMMUNE, row.code): row.name for row in communes}
    territory = frozenset(row.code for row in communes if row.is_inside)
    return OfferSupply(pools, _reached_by(communes), names, territory)


def _pools(viewer: Viewer, months: int) -> Select[Any]:
    """Services grouped by what they are alike in: as many rows as there are sets of themes and zones."""
    is_stale = or_(Service.checked_on.is_(None), Service.checked_on < months_before(viewer.today, months))
    themes, zones = _codes(viewer, ServiceTheme, "category"), _codes(viewer, ServiceZone, "code")
    one = (
        visible_services(viewer)
        .outerjoin(themes, themes.c.service_id == Service.id)
        .outerjoin(zones, zones.c.service_id == Service.id)
        .outerjoin(Commune, Commune.code == Service.commune_code)
        .where(Service.state == ServiceState.OPEN)
        .with_only_columns(
            themes.c.codes.label("categories"),
            func.coalesce(zones.c.codes, Commune.departement_code, "").label("zones"),
            Service.is_remote,
            Service.places,
            case((is_stale, 1), else_=0).label("stale"),
            case((Service.places == 0, 1), else_=0).label("full"),
            maintain_column_froms=True,
        )
        .subquery()
    )
    alike = (one.c.categories, one.c.zones, one.c.is_remote)
    sums = (func.sum(column) for column in (one.c.places, one.c.stale, one.c.full))
    return select(*alike, func.count(), func.count(one.c.places), *sums).group_by(*alike)


def _codes(viewer: Viewer, table: Any, name: str) -> Subquery:
    """The codes of each service side by side: all of them in one pass of the key."""
    codes = func.aggregate_strings(getattr(table, name), _SEPARATOR).label("codes")
    here = table.consortium_id == viewer.consortium_id
    return select(table.service_id, codes).where(here).group_by(table.service_id).subquery()


def _pool(row: Any) -> Pool:
    categories, zones, is_remote, services, told, places, stale, full = row
    return Pool(
        frozenset((categories or "").split(_SEPARATOR)),
        frozenset(zones.split(_SEPARATOR)),
        bool(is_remote),
        services,
        told,
        int(places or 0),
        int(stale or 0),
        int(full or 0),
    )


def _communes(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """Those of the territory, and the others of their EPCI."""
    inside = Commune.departement_code.in_(departements_of(viewer))
    shared = select(Commune.epci_siren).where(inside)
    return (
        select(
            Commune.code,
            Commune.name,
            Commune.departement_code,
            Epci.siren,
            Epci.name.label("epci"),
            inside.label("is_inside"),
        )
        .outerjoin(Epci, Epci.siren == Commune.epci_siren)
        .where(or_(inside, Commune.epci_siren.in_(shared)))
    )


def _reached_by(communes: Sequence[Any]) -> Mapping[Area, frozenset[str]]:
    codes: defaultdict[Area, set[str]] = defaultdict(set)
    for row in communes:
        around = {row.departement_code, row.siren or row.code}
        codes[Area(AreaKind.COMMUNE, row.code)] |= {row.code, *around}
        if row.siren:
            codes[Area(AreaKind.EPCI, row.siren)] |= {row.code, *around}
    return {area: NATIONAL_ZONES | some for area, some in codes.items()}
