"""Who is at the screen: the first line of every page, and what is shown when nobody is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import streamlit as st

from components.formats import count_of
from components.markdown import md_escape
from domain.access import Viewer
from navigation import ACCOUNT

ViewerSource = Callable[[], Viewer | None]

_SENTINEL_SECONDS = 30
_BUTTON = (
    "display:inline-block;padding:.35rem .8rem;border:1px solid currentColor;border-radius:.3rem;"
    "background:none;color:inherit;font:inherit;text-decoration:none;cursor:pointer"
)


def _nobody() -> Viewer | None:
    return None


_source: ViewerSource = _nobody
_of_this_run: ContextVar[Viewer | None] = ContextVar("viewer of this run", default=None)


def identify_with(source: ViewerSource | None) -> None:
    """Install what tells who is signed in; without it, nobody is."""
    global _source
    _source = source or _nobody


@contextmanager
def viewer_of_run(viewer: Viewer) -> Iterator[None]:
    """While a page is drawn, who asks is who was just read: her session is read once a run, not three times.

    Callbacks, fragments on their own and downloads run outside it, hence read it again.
    """
    token = _of_this_run.set(viewer)
    try:
        yield
    finally:
        _of_this_run.reset(token)


def find_current_viewer() -> Viewer | None:
    """The signed-in professional, read from her session; once while a page is drawn."""
    return _of_this_run.get() or _source()


def current_viewer(*, is_password_page: bool = False) -> Viewer:
    """The signed-in professional; stops the page when nobody is, or when a password must be chosen first."""
    viewer = find_current_viewer()
    if viewer is None:
        show_signed_out()
        st.stop()
    if (viewer.must_change_password or viewer.must_enrol) and not is_password_page:
        st.switch_page(ACCOUNT.path)
    return viewer


def show_signed_out() -> None:
    """Say that the session is over; the link asks for this same page again, and so for a password.

    It carries the part of the page that was open: the address drops it once its widget is gone.
    """
    st.title("Session terminée")
    st.info("Votre session est terminée. Rien de ce que vous aviez enregistré n’est perdu.")
    here = escape(f"?{urlencode(st.query_params.to_dict())}")
    st.html(f'<a href="{here}" style="{_BUTTON}">Se connecter</a>')


@st.fragment(run_every=_SENTINEL_SECONDS)
def session_sentinel() -> None:
    """Empties the screen when the session ends elsewhere; an automatic run does not count as activity."""
    if find_current_viewer() is None:
        st.rerun()


def last_sign_in_words(viewer: Viewer) -> str:
    """So that she sees when somebody else tried her account."""
    if viewer.previous_sign_in_at is None:
        return "Première connexion"
    local = viewer.previous_sign_in_at.astimezone(ZoneInfo(viewer.time_zone))
    words = f"Connexion précédente : {local:%d/%m/%Y à %H:%M}"
    failures = count_of(viewer.failures_before, "essai manqué", "essais manqués")
    return f"{words}, {failures} depuis" if viewer.failures_before else words


def viewer_footer(viewer: Viewer) -> None:
    """At the foot of the menu: who I am, for whom, with which rights, and the way out."""
    roles = ", ".join(sorted(role.label for role in viewer.roles))
    lines = dict.fromkeys(
        (viewer.structure_name, roles, viewer.consortium_name, viewer.scheme_name)
    )  # each is said once
    details = [f":small[{md_escape(line)}]" for line in lines if line]
    st.markdown("  \n".join([f"**{md_escape(viewer.display_name)}**", *details]))
    if viewer.previous_sign_in_at:
        st.caption(last_sign_in_words(viewer))
    st.html(
        f'<form method="post" action="/deconnexion"><button style="{_BUTTON}">Se déconnecter</button></form>'
    )
