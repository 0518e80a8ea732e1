"""Words of the audit journal."""

from domain.labels import LabelledEnum


class AuditEvent(LabelledEnum):
    """What happened."""

    SIGN_IN = "sign_in", "Connexion"
    SIGN_OUT = "sign_out", "Déconnexion"
    PASSWORD_CHANGE = "password_change", "Changement de mot de passe"
    READ = "read", "Lecture"
    SEARCH = "search", "Recherche"
    CREATE = "create", "Ajout"
    UPDATE = "update", "Modification"
    EXPORT = "export", "Export"
    REVEAL = "reveal", "Affichage d’une identité"
    ACCESS_REQUEST = "access_request", "Demande d’accès"


class AuditOutcome(LabelledEnum):
    """How it ended."""

    DONE = "done", "Fait"
    REFUSED = "refused", "Refusé"
    FAILED = "failed", "Échec"


CHANGES = frozenset({AuditEvent.CREATE, AuditEvent.UPDATE})  # after them, figures may be others
