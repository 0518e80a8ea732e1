"""Words of the shared diagnostic: what an answer, a project and a conclusion may say."""

from domain.labels import LabelledEnum


class TemplateStatus(LabelledEnum):
    """Life of a version of the frame; a published one never changes again."""

    DRAFT = "draft", "Brouillon"
    PUBLISHED = "published", "Publiée"
    RETIRED = "retired", "Retirée"


class DiagnosisStatus(LabelledEnum):
    """Life of a diagnosis; a validated one never changes again."""

    DRAFT = "draft", "En cours"
    COMPLETED = "completed", "À valider"
    VALIDATED = "validated", "Validé"
    SUPERSEDED = "superseded", "Remplacé"
    ABANDONED = "abandoned", "Abandonné"


OPEN_STATUSES = (DiagnosisStatus.DRAFT, DiagnosisStatus.COMPLETED)
FINAL_STATUSES = (DiagnosisStatus.VALIDATED, DiagnosisStatus.SUPERSEDED)


class Moment(LabelledEnum):
    """When in the path the diagnosis is made."""

    ENTRY = "entry", "À l’entrée"
    INTERMEDIATE = "intermediate", "En cours de parcours"
    EXIT = "exit", "À la sortie"


class ThemeState(LabelledEnum):
    """What somebody says of a theme."""

    NOT_EXPLORED = "not_explored", "Non abordé"
    STRENGTH = "strength", "Point d’appui"
    NEED = "need", "Besoin"
    CONSTRAINT = "constraint", "Contrainte"
    DECLINED = "declined", "Ne souhaite pas répondre"
    NOT_RELEVANT = "not_relevant", "Sans objet"

    @property
    def is_to_lift(self) -> bool:
        """True for what stands in the way: a need or a constraint."""
        return self in (ThemeState.NEED, ThemeState.CONSTRAINT)


class Impact(LabelledEnum):
    """How much a need or a constraint weighs on the return to activity."""

    STRONG = "strong", "Fort"
    MEDIUM = "medium", "Moyen"
    NONE = "none", "Aucun"


class Restriction(LabelledEnum):
    """Who else reads the second note of an answer."""

    FIELD = "field", "Mon champ"
    STRUCTURE = "structure", "Ma structure"


class Certainty(LabelledEnum):
    """How sure the person is of a job."""

    EXPLORED = "explored", "Exploré"
    CONSIDERED = "considered", "Envisagé"
    CONFIRMED = "confirmed", "Confirmé"


class ContractType(LabelledEnum):
    """Contracts that the person would accept."""

    PERMANENT = "permanent", "CDI"
    FIXED_TERM = "fixed_term", "CDD"
    TEMPORARY = "temporary", "Intérim"
    INTEGRATION = "integration", "Insertion (IAE, contrat aidé)"
    APPRENTICESHIP = "apprenticeship", "Alternance"
    SELF_EMPLOYED = "self_employed", "À son compte"


class WorkingTime(LabelledEnum):
    """Working time that the person looks for."""

    FULL = "full", "Temps plein"
    PART = "part", "Temps partiel"
    EITHER = "either", "L’un ou l’autre"


class MobilityMeans(LabelledEnum):
    """How the person gets to work."""

    WALK = "walk", "À pied"
    BICYCLE = "bicycle", "Vélo"
    PUBLIC_TRANSPORT = "public_transport", "Transports en commun"
    TWO_WHEELER = "two_wheeler", "Deux-roues motorisé"
    CAR = "car", "Voiture"
    SHARED_RIDE = "shared_ride", "Covoiturage ou proche"


class DrivingLicence(LabelledEnum):
    """Driving licence of the person."""

    NONE = "none", "Aucun"
    IN_PROGRESS = "in_progress", "En préparation"
    CAR = "car", "Permis B"
    OTHER = "other", "Autre permis"
    SUSPENDED = "suspended", "Suspendu ou à refaire"


class EducationLevel(LabelledEnum):
    """Highest level reached, in the national framework's steps."""

    NONE = "none", "Sans diplôme"
    LEVEL_3 = "level_3", "CAP, BEP (niveau 3)"
    LEVEL_4 = "level_4", "Bac (niveau 4)"
    LEVEL_5 = "level_5", "Bac + 2 (niveau 5)"
    LEVEL_6 = "level_6", "Bac + 3 ou 4 (niveau 6)"
    LEVEL_7 = "level_7", "Bac + 5 et plus (niveaux 7 et 8)"
    FOREIGN = "foreign", "Diplôme obtenu à l’étranger"


class Agreement(LabelledEnum):
    """What the person says of the conclusion."""

    AGREES = "agrees", "D’accord"
    PARTLY = "partly", "D’accord en partie"
    DISAGREES = "disagrees", "Pas d’accord"
