"""Situations en attente: those brought to a commission and on no agenda yet."""

from functools import partial

import streamlit as st

from components.commissions.basket import basket_filters, basket_lines, basket_page, exported_basket
from components.exports import export_buttons
from components.feedback import confirm_next_run, domain_errors_shown
from components.identity import current_viewer
from components.markdown import md_escape
from db.actions.commissions.basket_exports import sign_basket, take_basket
from db.actions.commissions.cases import withdraw
from db.engine import read_as, write_session
from db.queries.commissions.agenda import read_recent_days
from db.queries.commissions.cases import count_basket, list_basket, list_basket_choices
from domain.access import COMMISSION_ROLES, PEOPLE_ROLES, require_role
from domain.commissions.basket import REASON_LENGTH
from domain.commissions.cases import CaseLine

viewer = current_viewer()
read = partial(read_as, viewer)


def show_basket() -> None:
    """Filters, how many, one page of them, the list as a file."""
    filters = basket_filters(read(list_basket_choices))
    count = read(count_basket, filters)
    if not count:
        st.info(
            "Aucune situation n’attend ici. Une situation se saisit depuis le dossier de la personne, bouton "
            "«\u00a0Saisir une commission\u00a0».",
            icon=":material/inbox:",
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{count} en attente** — reportées d’abord, puis les plus anciennes", width="content")
        st.space("stretch")
        page = basket_page(count, filters)
        take, sign = partial(take_basket, viewer, filters), partial(sign_basket, viewer)
        export_buttons(
            lambda: exported_basket(take()), name="situations-en-attente", viewer=viewer, on_export=sign
        )
    opens = viewer.has(*PEOPLE_ROLES)
    lines = read(list_basket, filters, page=page)
    basket_lines(lines, viewer.today, read(read_recent_days), opens=opens, withdraw=ask_why)


@st.dialog("Retirer cette situation")
def ask_why(line: CaseLine) -> None:
    """Why it leaves the basket; the dialog runs on its own: who asks is read again."""
    st.markdown(f"**{md_escape(line.person)}** — {md_escape(line.body)}")
    reason = st.text_area("Pourquoi", key=f"withdraw_{line.id}", max_chars=REASON_LENGTH)
    if st.button("Retirer la situation", type="primary"):
        asking = current_viewer()
        with domain_errors_shown():
            with write_session(asking) as session:
                withdraw(session, asking, line.id, version=line.version, reason=reason)
            confirm_next_run(f"Situation de {line.person} retirée.")
            st.rerun()


st.title("Situations en attente", anchor=False)
with domain_errors_shown():
    require_role(viewer, *COMMISSION_ROLES)
    show_basket()
