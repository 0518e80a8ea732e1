"""Words of a path: entry, orientation, plan, contracts, steps, appointments, pause and exit."""

from domain.labels import LabelledEnum


class EntryOrigin(LabelledEnum):
    """How the person came in."""

    RIGHTS_OPENED = "rights_opened", "Ouverture de droits"
    PARTNER = "partner", "Adressée par un partenaire"
    SELF = "self", "Venue d’elle-même"
    OUTREACH = "outreach", "Aller vers"
    TRANSFER = "transfer", "Arrivée d’un autre territoire"


class Track(LabelledEnum):
    """Support track decided by the orientation."""

    PROFESSIONAL = "professional", "Professionnel"
    SOCIO_PROFESSIONAL = "socio_professional", "Socio-professionnel"
    SOCIAL = "social", "Social"


class PauseReason(LabelledEnum):
    """Why the follow-up is paused; the person stays in the caseload."""

    HEALTH = "health", "Santé"
    FAMILY = "family", "Situation familiale"
    CAREGIVER = "caregiver", "Aidant·e d’un proche"
    HOUSING = "housing", "Logement ou déménagement"
    AWAY = "away", "Absence prolongée"
    OTHER = "other", "Autre motif"


class ExitReason(LabelledEnum):
    """Why the support ended; classes of dynamic exits as in the indicators' definition."""

    LASTING_JOB = "lasting_job", "Emploi durable (CDI, CDD de 6 mois ou plus)"
    BUSINESS = "business", "Création d’entreprise"
    TRANSITION_JOB = "transition_job", "Emploi de transition (CDD de moins de 6 mois, IAE, contrat aidé)"
    QUALIFYING_TRAINING = "qualifying_training", "Formation qualifiante"
    MOVED = "moved", "Déménagement hors du territoire"
    RIGHTS_ENDED = "rights_ended", "Fin de droits"
    RETIRED = "retired", "Retraite"
    PERSON_CHOICE = "person_choice", "Ne souhaite plus être accompagnée"
    UNREACHABLE = "unreachable", "Injoignable malgré plusieurs tentatives"
    DECEASED = "deceased", "Décès"
    OTHER = "other", "Autre motif"

    @property
    def is_dynamic(self) -> bool:
        """True for « sorties dynamiques »: lasting job, transition job, business, qualifying training."""
        return self in _DYNAMIC_EXITS


_DYNAMIC_EXITS = frozenset(
    {
        ExitReason.LASTING_JOB,
        ExitReason.BUSINESS,
        ExitReason.TRANSITION_JOB,
        ExitReason.QUALIFYING_TRAINING,
    }
)


class Status(LabelledEnum):
    """Where a support period stands at a date; computed from dated facts, never stored."""

    ACTIVE = "active", "En cours"
    PAUSED = "paused", "Suivi en pause"
    EXITED = "exited", "Sortie"


class SharePurpose(LabelledEnum):
    """Why a structure or a professional is in the follow-up group."""

    SUPPORT = "support", "Accompagnement"
    ASSESSMENT = "assessment", "Diagnostic"
    SOLUTION = "solution", "Recherche de solutions"
    STEP = "step", "Réalisation d’une étape"
    IN_JOB = "in_job", "Maintien dans l’emploi"


class ObjectiveStatus(LabelledEnum):
    """Life of an objective of the plan."""

    OPEN = "open", "En cours"
    REACHED = "reached", "Atteint"
    DROPPED = "dropped", "Abandonné"


class ActionStatus(LabelledEnum):
    """Life of an action of the plan."""

    TO_DO = "to_do", "À faire"
    IN_PROGRESS = "in_progress", "En cours"
    DONE = "done", "Faite"
    DROPPED = "dropped", "Abandonnée"


class ActionOrigin(LabelledEnum):
    """Where an action of the plan comes from."""

    PERSON = "person", "Proposée par la personne"
    INTERVIEW = "interview", "Décidée en entretien"
    DIAGNOSIS = "diagnosis", "Issue du diagnostic"
    COMMISSION = "commission", "Engagement de commission"


class ContractKind(LabelledEnum):
    """Contracts between the person and a member of the network."""

    ENGAGEMENT = "engagement", "Contrat d’engagement"
    CER = "cer", "CER"
    PPAE = "ppae", "PPAE"
    PACEA = "pacea", "PACEA"
    CEJ = "cej", "CEJ"


class StepKind(LabelledEnum):
    """Steps of a path."""

    IMMERSION = "immersion", "Immersion en entreprise"
    TRAINING = "training", "Formation"
    JOB = "job", "Emploi"
    INTEGRATION_JOB = "integration_job", "Emploi d’insertion (IAE, contrat aidé)"
    WORKSHOP = "workshop", "Atelier ou action collective"
    SOCIAL_ACTION = "social_action", "Action sociale (logement, santé, droits…)"
    BUSINESS = "business", "Création d’activité"
    OTHER = "other", "Autre étape"


class StepOutcome(LabelledEnum):
    """How a step ended."""

    COMPLETED = "completed", "Menée à son terme"
    INTERRUPTED = "interrupted", "Interrompue"
    NOT_STARTED = "not_started", "N’a pas eu lieu"


class AppointmentStatus(LabelledEnum):
    """What became of an appointment."""

    PLANNED = "planned", "Prévu"
    HONOURED = "honoured", "Honoré"
    EXCUSED = "excused", "Excusé"
    NOT_EXCUSED = "not_excused", "Non honoré, non excusé"
    CANCELLED = "cancelled", "Annulé par le service"


class Presence(LabelledEnum):
    """Who took part in a review."""

    PERSON = "person", "Avec la personne"
    PERSON_AND_PARTNERS = "person_and_partners", "Avec la personne et des partenaires"
    PARTNERS = "partners", "Entre professionnels"


class NoteVisibility(LabelledEnum):
    """Who reads a note."""

    SHARED = "shared", "Partagée avec le groupe de suivi"
    RESTRICTED_FIELD = "restricted_field", "Réservée à mon champ"
    RESTRICTED_STRUCTURE = "restricted_structure", "Réservée à ma structure"
    MEMO = "memo", "Mémo personnel"
