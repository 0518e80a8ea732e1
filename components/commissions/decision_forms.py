"""What is typed around an opinion: the hearing, the decision, its notification; nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.feedback import conflict_choice
from components.file.forms.fields import Fields, options_of
from components.markdown import md_escape
from domain.commissions.decisions import (
    FUNCTION_LENGTH,
    REASON_LENGTH,
    WORDS_LENGTH,
    DecisionDraft,
    DecisionLine,
    Hearing,
    HearingDraft,
    NotificationDraft,
    NotificationMeans,
)
from domain.errors import DomainError, EditConflictError, InvalidInputError

Save = Callable[[int, Any], None]  # the version that was shown, what was typed; raises DomainError
_LABELS = {
    "hearing": "Audition de la personne",
    "heard_on": "Entendue le",
    "observations": "Observations écrites",
    "decision": "Décision",
    "decided_by": "Décidée par (fonction)",
    "decided_on": "Décidée le",
    "decision_reason": "Motif (à donner si elle n’est pas l’avis)",
    "notified_on": "Notifiée le",
    "means": "Moyen",
    "reason": "Pourquoi corriger ce qui est noté",
}
_OBSERVATIONS = 4000


def hearing_form(line: DecisionLine, save: Save) -> None:
    """Whether she is heard."""

    def draw(fields: Fields) -> HearingDraft:
        return HearingDraft(
            fields.choice_or_none("hearing", line.hearing, options_of(Hearing), nobody="Pas encore dit"),
            fields.day("heard_on", line.heard_on),
            fields.paragraph("observations", line.observations, length=_OBSERVATIONS, height=68),
        )

    _form(f"hearing_{line.case_id}", "Enregistrer l’audition", line.case_version, draw, save)


def decision_form(line: DecisionLine, save: Save) -> None:
    """What was decided, by whom, and why when it is not the opinion."""

    def draw(fields: Fields) -> DecisionDraft:
        words = fields.text("decision", line.decision or line.opinion, length=WORDS_LENGTH)
        left, right = st.columns([3, 2])
        with left:
            by = fields.text("decided_by", line.decided_by, length=FUNCTION_LENGTH)
        with right:
            day = fields.day("decided_on", line.decided_on)
        reason = fields.paragraph("decision_reason", line.decision_reason, length=REASON_LENGTH, height=68)
        return DecisionDraft(words, by, day, reason)

    _form(f"decision_{line.point_id}", "Enregistrer la décision", line.version, draw, save)


def notification_form(line: DecisionLine, save: Save) -> None:
    """When and how she was told; once noted, why it is corrected."""
    is_again = line.notified_on is not None

    def draw(fields: Fields) -> NotificationDraft:
        left, right = st.columns(2)
        with left:
            day = fields.day("notified_on", line.notified_on)
        with right:
            means = fields.choice_or_none(
                "means", line.means, options_of(NotificationMeans), nobody="Choisir"
            )
        reason = fields.text("reason", "", length=WORDS_LENGTH) if is_again else ""
        return NotificationDraft(day, means, reason)

    words = "Corriger la notification" if is_again else "Enregistrer la notification"
    _form(f"notification_{line.point_id}", words, line.version, draw, save)


def _form(key: str, button: str, version: int, draw: Callable[[Fields], Any], save: Save) -> None:
    """`version`: of what is read now; a first save is compared with what the form opened with."""
    top, opened, fields = st.container(), _opened_at(key, version), Fields(key, _LABELS)
    with st.form(key, enter_to_submit=False):
        draft = draw(fields)
        notice = st.container()
        is_asked = st.form_submit_button(button)
    error = None
    if is_asked:
        with notice:
            error = _try(fields, opened, draft, save)
    with top:
        side = conflict_choice(error, key=key)
        if side == "mine":
            _try(fields, version, draft, save)
    if side == "theirs":
        _forget(key)
        st.rerun()


def _opened_at(key: str, version: int) -> int:
    """The version that the fields were first filled with: the page reads a newer one at every run."""
    opened = f"{key}_opened"
    if not any(name.startswith(f"{key}_") and name != opened for name in map(str, st.session_state)):
        st.session_state[opened] = version
    return int(st.session_state[opened])


def _try(fields: Fields, version: int, draft: Any, save: Save) -> EditConflictError | None:
    """Saved, the fields are filled anew at the next run."""
    try:
        save(version, draft)
    except InvalidInputError as error:
        fields.show_problems(error.problems)
    except EditConflictError as error:
        return error
    except DomainError as error:
        st.error(md_escape(str(error)))
    else:
        _forget(fields.key)
        st.rerun()
    return None


def _forget(key: str) -> None:
    for name in [str(one) for one in st.session_state if str(one).startswith(f"{key}_")]:
        del st.session_state[name]
