"""Entry: served by `streamlit run app.py` or `uvicorn app:app`, then run as a script for every page."""

from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.util import calc_hash

from components.charts import use_french_charts
from components.commissions.projections import show_closed
from components.feedback import show_confirmation
from components.identity import (
    find_current_viewer,
    session_sentinel,
    show_signed_out,
    viewer_footer,
    viewer_of_run,
)
from components.indicators.presentation import is_presented
from domain.access import ALL_ROLES, Viewer
from navigation import SHARED_SCREEN, PageEntry, home_for, pages_for, sections_for

ICON = "🪧"
LOGO = str(Path(__file__).parent / "components/assets/jalons.svg")


def main() -> None:
    """Who is asking, her menu, her page."""
    if is_shared_screen():
        show_shared_screen()
        return
    use_french_charts()
    viewer = find_current_viewer()
    if viewer is None:
        st.navigation(signed_out_pages(), position="hidden").run()
        return
    with viewer_of_run(viewer):
        show_page(viewer)


def show_page(viewer: Viewer) -> None:
    """Her menu, then the page that she asked for."""
    # First, or the menu's icon is fetched from outside. A narrower menu leaves the lists their last column.
    st.set_page_config(page_icon=ICON, layout="wide", initial_sidebar_state=300)
    page = st.navigation(menu_of(viewer), position="hidden" if is_presented() else "sidebar", expanded=True)
    st.set_page_config(page_title=f"{page.title} · Jalons")
    if is_presented():
        session_sentinel()
    else:
        show_menu_foot(viewer)
    show_confirmation()
    page.run()


def is_shared_screen() -> bool:
    """True at the address of the projector, where an account gives nothing more."""
    context = get_script_run_ctx()
    if context is None:
        return False
    asked = context.pages_manager
    page = asked.intended_page_script_hash or calc_hash((asked.intended_page_name or "").strip("/"))
    return page == calc_hash(SHARED_SCREEN.url_path)  # as Streamlit names its pages


def show_shared_screen() -> None:
    """The projector alone, without a menu; the default page only lets it keep its own address."""
    st.set_page_config(page_icon=ICON, layout="wide")
    nowhere = st.Page(show_closed, title=SHARED_SCREEN.title, default=True)
    page = st.navigation([nowhere, page_of(SHARED_SCREEN)], position="hidden")
    st.set_page_config(page_title=f"{SHARED_SCREEN.title} · Jalons")
    page.run()


def show_menu_foot(viewer: Viewer) -> None:
    """The logo, who she is, and what empties the screen when her session ends."""
    st.logo(LOGO, size="large")
    with st.sidebar:
        viewer_footer(viewer)
        session_sentinel()


def signed_out_pages() -> list[st.Page]:
    """The same words at every address, so that signing in again leads back to the page that was open."""
    home = st.Page(show_signed_out, title="Jalons", default=True)
    others = [
        st.Page(show_signed_out, title="Jalons", url_path=entry.url_path) for entry in pages_for(ALL_ROLES)
    ]
    return [home, *others]


def menu_of(viewer: Viewer) -> dict[str, list[st.Page]]:
    """The pages of her roles; the default one only leads to her home, which so keeps its own address."""

    def go_home() -> None:
        st.switch_page(home_for(viewer.roles).path)

    menu = {
        section: [page_of(entry) for entry in entries]
        for section, entries in sections_for(viewer.roles).items()
    }
    return {"": [st.Page(go_home, title="Jalons", default=True, visibility="hidden")], **menu}


def page_of(entry: PageEntry) -> st.Page:
    """The entry, as Streamlit wants it."""
    return st.Page(
        entry.path,
        title=entry.title,
        icon=entry.icon,
        url_path=entry.url_path,
        visibility="hidden" if entry.is_hidden else "visible",
    )


if get_script_run_ctx() is None:  # imported by the server
    from starlette.middleware import Middleware

    from web.headers import SecurityHeaders
    from web.index_page import page_routes
    from web.logs import report_script_error
    from web.projector import PROJECTOR_ROUTES
    from web.sign_in import SIGN_IN_ROUTES
    from web.start import lifespan, prepare_server
    from web.wall import Wall

    prepare_server()
    entries = pages_for(ALL_ROLES)
    routes = [
        *SIGN_IN_ROUTES,
        *PROJECTOR_ROUTES,
        *page_routes({f"/{entry.url_path}": entry.roles for entry in entries}),
    ]
    long_pages = frozenset(entry.url_path for entry in entries if entry.keeps_session)
    app = st.App(
        __file__,
        routes=routes,
        middleware=[Middleware(SecurityHeaders), Middleware(Wall, routes=routes, long_pages=long_pages)],
        lifespan=lifespan,
        on_script_error=report_script_error,
    )
else:
    main()
