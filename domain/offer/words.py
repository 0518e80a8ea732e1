"""Words of the offer; official codes of data·inclusion v1 stay codes, in the package's own lists."""

from domain.labels import LabelledEnum


class ServiceKind(LabelledEnum):
    """What a service gives; one for each official type of service."""

    SUPPORT = "support", "Accompagnement"
    FINANCIAL_AID = "financial_aid", "Aide financière"
    MATERIAL_AID = "material_aid", "Aide matérielle"
    WORKSHOP = "workshop", "Atelier"
    TRAINING = "training", "Formation"
    INFORMATION = "information", "Information"


class Fee(LabelledEnum):
    """What it costs the person."""

    FREE = "free", "Gratuit"
    PAID = "paid", "Payant"


class WelcomeMode(LabelledEnum):
    """Where it happens."""

    ON_SITE = "on_site", "Sur place"
    REMOTE = "remote", "À distance"


class MobilisationMode(LabelledEnum):
    """How to ask for it."""

    EMAIL = "email", "Envoyer un courriel"
    COME = "come", "Se présenter"
    CALL = "call", "Téléphoner"
    LINK = "link", "Utiliser le lien"


class MobilisedBy(LabelledEnum):
    """Who may ask for it."""

    PERSON = "person", "La personne elle-même"
    PROFESSIONAL = "professional", "Un·e professionnel\u200c·le"  # the invisible sign: see domain.access.Role


class ServiceState(LabelledEnum):
    """Whether people can be referred to it; what the consortium knows, beside what its producer says."""

    OPEN = "open", "Ouvert"
    SUSPENDED = "suspended", "Suspendu"
    CLOSED = "closed", "Fermé"


class ReferralStatus(LabelledEnum):
    """Life of a referral."""

    SENT = "sent", "Envoyée"
    RECEIVED = "received", "Reçue"
    WAITING = "waiting", "Sur liste d’attente"
    ACCEPTED = "accepted", "Acceptée"
    STARTED = "started", "Commencée"
    ENDED = "ended", "Terminée"
    REFUSED = "refused", "Refusée"
    WITHDRAWN = "withdrawn", "Retirée"

    @property
    def is_open(self) -> bool:
        """True while somebody must still do something."""
        return self in _OPEN

    @property
    def is_answered(self) -> bool:
        """True once the structure said yes, not yet, or no."""
        return self in _ANSWERED


class RefusalReason(LabelledEnum):
    """Why a referral ended without a start: the closed list that figures count."""

    FULL = "full", "Session complète"
    NOT_ELIGIBLE = "not_eligible", "Non éligible"
    UNREACHABLE = "unreachable", "Injoignable"
    NO_SHOW = "no_show", "Ne s’est pas présentée"
    NOT_MOBILE = "not_mobile", "Non mobile"
    BUSY = "busy", "En emploi ou en formation"
    OTHER = "other", "Autre"


class NewOfferStage(LabelledEnum):
    """A new offer, from the idea to what it brought."""

    IDEA = "idea", "Idée"
    DESIGN = "design", "Conception"
    TEST = "test", "Test"
    OPEN = "open", "Ouverte"
    EVALUATED = "evaluated", "Évaluée"
    DROPPED = "dropped", "Abandonnée"


_OPEN = frozenset(
    {
        ReferralStatus.SENT,
        ReferralStatus.RECEIVED,
        ReferralStatus.WAITING,
        ReferralStatus.ACCEPTED,
        ReferralStatus.STARTED,
    }
)
_ANSWERED = frozenset(
    {
        ReferralStatus.WAITING,
        ReferralStatus.ACCEPTED,
        ReferralStatus.STARTED,
        ReferralStatus.ENDED,
        ReferralStatus.REFUSED,
    }
)
