"""French names of the parts of a file, for its history and its accesses."""

from domain.beneficiaries import IDENTITY_LABELS
from domain.commissions.decision_words import SEQUEL_LABELS
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.job_checks import JobCheckDraft
from domain.offer.referrals import REFERRAL_LABELS
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft

OBJECT_LABELS = {
    "beneficiary": "Identité",
    "support_period": "Période d’accompagnement",
    "pause": "Pause",
    "orientation": "Orientation",
    "group_member": "Groupe de suivi",
    "referent_assignment": "Référent",
    "contact": ContactDraft.label,
    "appointment": AppointmentDraft.label,
    "review": ReviewDraft.label,
    "note": NoteDraft.label,
    "step": StepDraft.label,
    "job_check": "Maintien dans l’emploi",
    "referral": "Orientation vers un service",
    "alert_put_off": "Alerte reportée",
    "engagement_contract": ContractDraft.label,
    "objective": ObjectiveDraft.label,
    "plan_action": ActionDraft.label,
    "appointment_slip": "Carton de rendez-vous",
    "appointment_ics": "Rendez-vous, pour un agenda",
    "logbook": "Carnet de bord",
    "plain_text": "Texte copié pour un autre logiciel",
    "diagnosis": "Diagnostic partagé",
    "diagnosis_sheet": "Diagnostic partagé, remis à la personne",
    "commission_invitation": "Invitation à une commission",
    "commission_decision_letter": "Notification d’une décision",
    "commission_sheet": "Fiche de situation, sans nom, pour une commission",
    "commission_case": "Saisine d’une commission",
    "diagnosis_text": "Diagnostic partagé, copié pour un autre logiciel",
    "diagnosis_theme": "Diagnostic partagé, un thème",
    "diagnosis_answer": "Diagnostic partagé, une réponse",
    "diagnosis_interviewer": "Diagnostic partagé, un participant",
    "diagnosis_template": "Trame du diagnostic",
}

# Fields shown in the history; references by number (who, which contract) are left to the audit journal, as
# are the two of a commission that are stored as codes.
FIELD_LABELS = {
    **{name: label for name, label in SEQUEL_LABELS.items() if name not in ("hearing", "notified_means")},
    **IDENTITY_LABELS,
    "track": "Parcours",
    "exited_on": "Sortie le",
    "deadline_reason": "Pourquoi l’échéance change",
    "exit_reason": "Motif de sortie",
    "exit_words": "Motif de sortie, en mots du territoire",
    "objected_on": "Opposition au partage",
    **REFERRAL_LABELS,
    **{
        field: label
        for draft in (
            ContactDraft,
            AppointmentDraft,
            ReviewDraft,
            NoteDraft,
            StepDraft,
            ContractDraft,
            ObjectiveDraft,
            ActionDraft,
            JobCheckDraft,
        )
        for field, label in draft.field_labels.items()
        if not field.endswith("_id")
    },
}
