"""Every form of a file: its title, what it opens with, the fields it draws."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from components.file.forms import alerts, exchanges, follow_up, identity, path
from components.file.forms.fields import Fields
from components.file.forms.known import Known
from components.file.forms.opened import PUT_OFF, REACHED
from domain.alerts import AlertCode
from domain.beneficiaries import IDENTITY_LABELS, IdentityDraft
from domain.drafts import Draft
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft


@dataclass(frozen=True)
class Form:
    """`start` gives the values that a new one opens with; `draw` shows them and returns what is typed.

    `chosen` names what nobody may guess: it opens empty and must be filled. `done` says that it is saved.
    """

    title: str
    labels: Mapping[str, str]
    start: Callable[[Known], Any]
    draw: Callable[[Fields, Any, Known], Any]
    done: str
    is_wide: bool = False
    chosen: tuple[str, ...] = ()


def _of(
    draft: type[Draft], start: Callable[[Known], Any], draw: Callable[[Fields, Any, Known], Any], done: str
) -> Form:
    return Form(draft.label, draft.field_labels, start, draw, done)


def _turn(
    title: str,
    start: Callable[[Known], Any],
    draw: Callable[[Fields, Any, Known], Any],
    done: str,
    chosen: tuple[str, ...] = (),
) -> Form:
    return Form(title, follow_up.LABELS, start, draw, done, chosen=chosen)


FORMS = {
    ContactDraft.__name__: _of(
        ContactDraft, exchanges.new_contact, exchanges.contact_fields, "Contact noté."
    ),
    AppointmentDraft.__name__: _of(
        AppointmentDraft,
        exchanges.new_appointment,
        exchanges.appointment_fields,
        "Rendez-vous enregistré.",
    ),
    ReviewDraft.__name__: _of(
        ReviewDraft, exchanges.new_review, exchanges.review_fields, "Point de situation enregistré."
    ),
    NoteDraft.__name__: _of(NoteDraft, exchanges.new_note, exchanges.note_fields, "Note enregistrée."),
    StepDraft.__name__: _of(StepDraft, path.new_step, path.step_fields, "Étape enregistrée."),
    ContractDraft.__name__: _of(
        ContractDraft, path.new_contract, path.contract_fields, "Contrat enregistré."
    ),
    ObjectiveDraft.__name__: _of(
        ObjectiveDraft, path.new_objective, path.objective_fields, "Objectif enregistré."
    ),
    ActionDraft.__name__: _of(ActionDraft, path.new_action, path.action_fields, "Action enregistrée."),
    IdentityDraft.__name__: Form(
        "Identité",
        IDENTITY_LABELS,
        identity.stored_identity,
        identity.identity_fields,
        "Identité enregistrée.",
        is_wide=True,
    ),
    REACHED: Form(
        "J’ai eu la personne",
        exchanges.REACHED_LABELS,
        exchanges.new_reached,
        exchanges.reached_fields,
        "Contact noté.",
    ),
    PUT_OFF: Form(
        "Reporter une alerte",
        alerts.LABELS,
        lambda _known: {"about": AlertCode.NO_CONTACT},  # the button that opens it says which alert
        alerts.put_off_fields,
        "Alerte reportée.",
    ),
    "orientation": _turn(
        "Orientation", follow_up.new_orientation, follow_up.orientation_fields, "Orientation enregistrée."
    ),
    "pause": _turn(
        "Mettre le suivi en pause",
        follow_up.new_pause,
        follow_up.pause_fields,
        "Pause enregistrée.",
        ("reason",),
    ),
    "resumption": _turn(
        "Reprendre le suivi", follow_up.new_resumption, follow_up.resumption_fields, "Le suivi a repris."
    ),
    "exit": _turn("Sortie", follow_up.new_exit, follow_up.exit_fields, "Sortie enregistrée.", ("reason",)),
    "return": _turn(
        "Retour dans la file active", follow_up.new_return, follow_up.return_fields, "Retour enregistré."
    ),
    "referent": _turn(
        "Référent·e",
        follow_up.new_referent,
        follow_up.referent_fields,
        "Le ou la référent·e a changé.",
        ("professional_id",),
    ),
    "member": _turn(
        "Ajouter au groupe de suivi",
        follow_up.new_member,
        follow_up.member_fields,
        "Le groupe de suivi a changé.",
        ("professional_id",),
    ),
    "end_of_share": _turn(
        "Retirer du groupe de suivi",
        follow_up.nothing_to_fill,
        follow_up.end_of_share_fields,
        "Le groupe de suivi a changé.",
    ),
    "objection": _turn(
        "Opposition de la personne",
        follow_up.nothing_to_fill,
        follow_up.objection_fields,
        "Opposition enregistrée.",
    ),
}
