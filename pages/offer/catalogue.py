"""Catalogue: the solutions of the territory, found by words, theme and place, on cards and on a map."""

from functools import partial

import streamlit as st

from components.administration.drawer import OpenLine, line_drawer, open_line, opened_line
from components.feedback import domain_errors_shown
from components.formats import count_of
from components.identity import current_viewer
from components.indicators.contours import ContoursError, Plane, read_plane
from components.offer.cards import service_cards
from components.offer.catalogue_filters import (
    catalogue_filters,
    clear_filters_button,
    is_map_asked,
    nothing_found,
    sort_choice,
)
from components.offer.catalogue_state import close_box, open_box
from components.offer.handouts import handout_buttons
from components.offer.map import services_map
from components.offer.pages import page_asked, page_choice
from components.offer.service_form import new_service, new_service_form
from db.actions.offer.new_services import create_service
from db.actions.offer.selections import sign_selection, take_handouts
from db.engine import read_as, write_session
from db.queries.catalogue import get_catalogue_options, list_services
from db.queries.catalogue_map import list_map_points
from db.queries.service_choices import list_possible_carriers, list_service_choices
from domain.access import OFFER_ROLES, PEOPLE_ROLES, Viewer, require_role
from domain.offer.new_services import NewService
from domain.offer.rights import may_change_offer
from domain.offer.search import CatalogueFilters, CatalogueOptions, MapPoint
from navigation import SERVICE
from settings import get_settings

viewer = current_viewer()
read = partial(read_as, viewer)
NEW = "new_service"
CONTOURS = "contours/communes.geojson"


def show_catalogue(viewer: Viewer) -> None:
    """Filters, then what is found: cards, beside the map when it is asked."""
    show_heading(viewer)
    options = read(get_catalogue_options)
    plane = contours_of(options)
    filters = catalogue_filters(options, plane.centres if plane else {}, viewer.today)
    count, cards = read(list_services, filters, page=page_asked(filters))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{count_of(count, 'offre')}**", width="content")
        clear_filters_button()
        st.space("stretch")
        has_map = is_map_asked()
        sort_choice(filters)
        take, sign = partial(take_handouts, viewer), partial(sign_selection, viewer)
        handout_buttons(viewer, take=take, sign=sign)
    if not count:
        nothing_found(filters)
        return
    left, right = st.columns(2) if has_map else (st.container(), None)
    if right:
        with right:
            show_map(filters, plane, count)
    with left:
        service_cards(cards, options, viewer.today, is_narrow=has_map)
        page_choice(filters, count)


def show_heading(viewer: Viewer) -> None:
    """The title; those who follow people may add what is missing."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title("Catalogue", anchor=False)
        if viewer.has(*PEOPLE_ROLES):
            new = (NEW, new_service())
            st.button("Ajouter une offre", icon=":material/add:", on_click=open_line, args=new)


def show_map(filters: CatalogueFilters, plane: Plane | None, count: int) -> None:
    """A point opens the service; several together, that part of the map."""
    if filters.box:
        st.button("Voir toute la carte", icon=":material/zoom_out_map:", on_click=close_box)
    points: list[MapPoint] = read(list_map_points, filters)
    clicked = services_map(points, plane, count=count)
    if clicked and clicked.count == 1:
        st.switch_page(SERVICE.path, query_params={"service": str(clicked.service_id)})
    if clicked:
        open_box(filters, clicked.box)
        st.rerun()


def save(line: OpenLine, new: NewService) -> None:
    """The drawer runs on its own: who asks is read again."""
    asking = current_viewer()
    with write_session(asking) as session:
        create_service(session, asking, record_id=line.record_id, new=new)


def contours_of(options: CatalogueOptions) -> Plane | None:
    """The contours that an administrator put on the server; a file that cannot be drawn is none."""
    try:
        return read_plane(get_settings().data_dir / CONTOURS, frozenset(options.communes))
    except ContoursError:
        return None


with domain_errors_shown():
    require_role(viewer, *OFFER_ROLES)
    show_catalogue(viewer)
    if viewer.has(*PEOPLE_ROLES) and (line := opened_line(NEW)):
        carriers, may_name = read(list_possible_carriers), may_change_offer(viewer, None)
        form = new_service_form(read(list_service_choices), carriers, may_name=may_name)
        line_drawer(line, form, save=save)
