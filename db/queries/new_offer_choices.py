"""What the forms of a new offer choose from, and the figures of a need that may go with it."""

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from db.models.offer import OfferStructure, Service, ServiceTheme
from db.queries.directory import list_filter_options, list_professionals, list_themes
from db.queries.indicators.told import tell_figures
from db.queries.offer_scopes import visible_services
from domain.access import Role, Viewer
from domain.caseload import Area, AreaKind, CaseloadFilters
from domain.diagnosis.core import core_codes
from domain.indicators.access import whole_quarter
from domain.indicators.model import Perimeter, Scope
from domain.indicators.offer import unmet_of
from domain.offer.new_offer_views import NewOfferChoices
from domain.offer.new_offers import Figures
from domain.offer.words import ServiceState
from domain.secrecy import Medium

_MOST = 500


def list_new_offer_choices(session: Session, viewer: Viewer) -> NewOfferChoices:
    """Themes, areas, structures and professionals, in three statements."""
    options = list_filter_options(session, viewer)
    areas = {f"{area.kind.value}-{area.code}": label for area, label in options.areas.items()}
    people = list_professionals(session, viewer)
    return NewOfferChoices(list_themes(session, viewer), areas, options.structures, people)


def list_services_of_theme(session: Session, viewer: Viewer, theme: str | None) -> dict[int, str]:
    """Services that a new offer may have become: « nom — structure », by name; at most 500."""
    of_theme = select(ServiceTheme.service_id).where(
        ServiceTheme.consortium_id == viewer.consortium_id, ServiceTheme.category == theme
    )
    statement = visible_services(viewer).where(Service.state != ServiceState.CLOSED)
    if theme:
        statement = statement.where(Service.id.in_(of_theme))
    here = and_(
        OfferStructure.consortium_id == Service.consortium_id,
        OfferStructure.id == Service.offer_structure_id,
    )
    rows = session.execute(
        statement.join(OfferStructure, here)
        .with_only_columns(Service.id, Service.name, OfferStructure.name, maintain_column_froms=True)
        .order_by(Service.name, Service.id)
        .limit(_MOST)
    )
    return {service_id: f"{name} — {structure}" for service_id, name, structure in rows}


def tell_need(session: Session, viewer: Viewer, theme: str | None, area: str) -> Figures | None:
    """How many people have this need there without an answer, as a document of everybody may tell; or None.

    Where they are too few to be told, the whole territory. Read by the coordination only: everybody reads it
    afterwards, and a professional could subtract her own people from the figures of one structure.
    """
    kind, _, code = area.partition("-")
    is_known = theme in core_codes() and (not area or kind in set(map(str, AreaKind)))
    if theme is None or not is_known or not viewer.has(Role.COORDINATOR):
        return None
    people = CaseloadFilters(area=Area(AreaKind(kind), code) if area else None)
    today = Perimeter(viewer.today, viewer.today, viewer.today, people, scope=Scope.CONSORTIUM)
    perimeter, need = whole_quarter(today, viewer.today), unmet_of(theme, theme)
    figure = tell_figures(session, viewer, perimeter, [need], medium=Medium.DOCUMENT)[need].figure
    if figure is None or not figure.denominator:
        return tell_need(session, viewer, theme, "") if area else None
    about = viewer.today, perimeter.reference_on, theme, area, viewer.consortium_name
    return Figures(*about, figure.numerator, figure.denominator)
