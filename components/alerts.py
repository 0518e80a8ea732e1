"""People to take up together, and their alerts: one line a person, a reason and a proposal for each alert."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from components.file.forms.opened import PUT_OFF, open_form
from components.formats import NO_BREAK, format_date
from components.markdown import md_escape
from domain.alert_lists import AlertedPerson
from domain.alerts import Alert, AlertCode
from domain.identifiers import written_id
from navigation import FILE, SUBMIT

TakeUp = Callable[[int, AlertCode], None]


def alerted_people(
    people: Sequence[AlertedPerson], today: date, *, take_up: TakeUp, may_submit: bool = False
) -> None:
    """A page of them; the name opens the file when the viewer may read it."""
    for person in people:
        with st.container(border=True, gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                _who(person)
                if person.may_open and may_submit:
                    asked = {"personne": str(person.beneficiary_id), "depuis": "alerte"}
                    label = "Proposer en commission"
                    st.page_link(
                        SUBMIT.path, label=label, icon=SUBMIT.icon, query_params=asked, width="content"
                    )
                if person.may_open:
                    alert_buttons(person.beneficiary_id, person.alerts, take_up=take_up)
            st.markdown("  \n".join(alert_line(alert, today) for alert in person.alerts))


def alert_buttons(beneficiary_id: int, alerts: Sequence[Alert], *, take_up: TakeUp) -> None:
    """« Reporter », « Reprendre »: a menu when there are several alerts to choose from."""
    codes = dict.fromkeys(alert.code for alert in alerts if not alert.put_off_until)
    put_off = dict.fromkeys(alert.code for alert in alerts if alert.put_off_until)
    _choose("Reporter", ":material/snooze:", list(codes), beneficiary_id, _open_put_off)
    _choose("Reprendre", ":material/undo:", list(put_off), beneficiary_id, take_up)


def exported_alerts(people: Sequence[AlertedPerson], today: date) -> pd.DataFrame:
    """One line an alert, the people in the same order."""
    lines = [
        {
            "Nom": person.last_name,
            "Prénoms": person.first_names,
            "N° Jalons": written_id(person.beneficiary_id),
            "Référent·e": person.referent_name,
            "Structure": person.structure_name,
            "Alerte": alert.code.label,
            "Raison": alert.words(today),
            "Date": alert.fact_on,
            "Action proposée": alert.action,
            "Reportée jusqu’au": alert.put_off_until,
            "Reportée par": alert.put_off_by,
            "Pourquoi": alert.put_off_reason,
        }
        for person in people
        for alert in person.alerts
    ]
    return pd.DataFrame(lines)


def alert_words(alert: Alert, today: date) -> str:
    """The reason, and until when it is put off: plain text."""
    if not alert.put_off_until:
        return alert.words(today)
    until = f"reportée jusqu’au {format_date(alert.put_off_until)} par {alert.put_off_by}"
    why = f"{NO_BREAK}: {alert.put_off_reason}" if alert.put_off_reason else ""
    return f"{alert.words(today)} — {until}{why}"


def alert_line(alert: Alert, today: date) -> str:
    """The reason, then what is proposed: markdown."""
    return f":small[{md_escape(alert_words(alert, today))} — :gray[{md_escape(alert.action)}]]"


def _who(person: AlertedPerson) -> None:
    name = f"**{md_escape(f'{person.last_name} {person.first_names}')}**"
    if person.may_open:
        asked = {"personne": str(person.beneficiary_id)}
        st.page_link(FILE.path, label=name, query_params=asked, width="content")
    else:
        st.markdown(name, width="content")
    told = " · ".join((person.referent_name or "Sans référent·e", person.structure_name))
    st.caption(md_escape(told), width="content")
    st.space("stretch")


def _choose(
    label: str, icon: str, codes: list[AlertCode], beneficiary_id: int, act: Callable[[int, AlertCode], None]
) -> None:
    if not codes:
        return
    key = f"alert_{label}_{beneficiary_id}"
    if len(codes) == 1:
        st.button(label, key=key, icon=icon, type="tertiary", on_click=act, args=(beneficiary_id, codes[0]))
        return
    labels: Mapping[str, str] = {str(code.value): code.label for code in codes}
    chosen = st.menu_button(
        label, list(labels), format_func=labels.__getitem__, key=key, icon=icon, type="tertiary"
    )
    if chosen:
        act(beneficiary_id, AlertCode(chosen))
        st.rerun()


def _open_put_off(beneficiary_id: int, code: AlertCode) -> None:
    open_form(PUT_OFF, beneficiary_id, about=str(code.value))
