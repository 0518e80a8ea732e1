"""The person: words for who she is and how to reach her."""

from domain.labels import LabelledEnum


class Civility(LabelledEnum):
    """Asked, never guessed from the first name."""

    MADAM = "madam", "Madame"
    SIR = "sir", "Monsieur"
    UNSPECIFIED = "unspecified", "Non précisée"


class Public(LabelledEnum):
    """Publics of the consortia's sheets; a person may belong to several."""

    RSA = "rsa", "Allocataire du RSA"
    YOUNG = "young", "Jeune de moins de 26 ans"
    DISABLED_WORKER = "disabled_worker", "Travailleur handicapé"
    LONG_TERM_UNEMPLOYED = "long_term_unemployed", "Demandeur d’emploi de longue durée"
    JOB_SEEKER = "job_seeker", "Demandeur d’emploi"
    QPV = "qpv", "Habitant d’un quartier prioritaire (QPV)"
    ZRR = "zrr", "Habitant d’une zone de revitalisation rurale (ZRR)"
    SENIOR = "senior", "55 ans et plus"
    SINGLE_PARENT = "single_parent", "Parent isolé"
    TO_BE_MET = "to_be_met", "À rencontrer"


PUBLICS_BY_AGE = (Public.YOUNG, Public.SENIOR)  # the same people as brackets of age


class Channel(LabelledEnum):
    """Ways of reaching a person."""

    CALL = "call", "Appel"
    SMS = "sms", "SMS"
    EMAIL = "email", "Courriel"
    VISIT = "visit", "Visite"
    LETTER = "letter", "Courrier"


class IdentifierOrigin(LabelledEnum):
    """Who gave an identifier. The national identification number is never one of them."""

    DEPARTMENT = "department", "Département"
    FRANCE_TRAVAIL = "france_travail", "France Travail"
    CAF = "caf", "CAF"
    MSA = "msa", "MSA"
    MISSION_LOCALE = "mission_locale", "Mission locale"
    CAP_EMPLOI = "cap_emploi", "Cap emploi"
    OTHER = "other", "Autre"
