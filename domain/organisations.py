"""Members of a consortium, structures and the public a territory serves."""

from domain.labels import LabelledEnum


class College(LabelledEnum):
    """Colleges of the published consortium sheets, in the order they are read out."""

    LOCAL_AUTHORITIES = "local_authorities", "Collectivités"
    EMPLOYMENT_SERVICE = "employment_service", "Service public de l’emploi"
    STATE = "state", "État déconcentré"
    OPERATORS = "operators", "Opérateurs"
    SOCIAL_PROTECTION = "social_protection", "Protection sociale"
    TRAINING = "training", "Organismes de formation"
    ASSOCIATIONS = "associations", "Associations"
    COMPANIES = "companies", "Entreprises et chambres"
    OTHER = "other", "Autres"


class Circle(LabelledEnum):
    """How close a member is to the steering of the consortium."""

    INNER = "inner", "Premier cercle"
    WIDER = "wider", "Cercle élargi"


class StructureKind(LabelledEnum):
    """Kinds of structures that accompany people."""

    DEPARTMENT = "department", "Département (maison des solidarités)"
    FRANCE_TRAVAIL = "france_travail", "France Travail"
    MISSION_LOCALE = "mission_locale", "Mission locale"
    CAP_EMPLOI = "cap_emploi", "Cap emploi"
    CAF = "caf", "CAF"
    MSA = "msa", "MSA"
    CCAS = "ccas", "CCAS ou CIAS"
    ASSOCIATION = "association", "Association"
    INTEGRATION_COMPANY = "integration_company", "Structure d’insertion par l’activité économique"
    TRAINING_BODY = "training_body", "Organisme de formation"
    PLIE = "plie", "PLIE"
    OTHER = "other", "Autre"


class SheetItemKind(LabelledEnum):
    """Free paragraphs of the consortium sheet."""

    CONTRIBUTION = "contribution", "Les apports du projet"
    CROSS_CUTTING = "cross_cutting", "Travaux transverses"
    SCHEDULE = "schedule", "Calendrier de déploiement"


class ActionProgress(LabelledEnum):
    """Where an action of the project stands."""

    TO_START = "to_start", "À lancer"
    IN_PROGRESS = "in_progress", "En cours"
    DONE = "done", "Réalisée"
    DELAYED = "delayed", "Retardée"
    DROPPED = "dropped", "Abandonnée"
