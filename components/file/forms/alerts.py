"""The form that puts an alert off. Values are the action's."""

from datetime import timedelta
from typing import Any

import streamlit as st

from components.file.forms.fields import Fields
from components.file.forms.known import Known
from components.formats import format_date
from domain.alert_lists import LONGEST_REASON, last_put_off
from domain.alerts import ACTIONS, AlertCode

Values = dict[str, Any]

LABELS = {"until_on": "Reporter jusqu’au", "reason": "Pourquoi"}
_PROPOSED = timedelta(days=30)


def put_off_fields(fields: Fields, values: Values, known: Known) -> Values:
    """Until when, and why."""
    code = AlertCode(values["about"])
    st.markdown(f"**{code.label}** — {ACTIONS[code]}")
    st.caption(
        "Jusqu’à cette date, l’alerte ne s’affiche plus. Votre nom et la raison restent lisibles par le "
        f"groupe de suivi. Au plus tard le {format_date(last_put_off(known.today))}."
    )
    return {
        "code": code,
        "until_on": fields.day("until_on", known.today + _PROPOSED),
        "reason": fields.paragraph("reason", "", length=LONGEST_REASON, height=100),
    }
