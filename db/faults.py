"""What to say when the database itself fails: nothing was written, and what to do."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_NOTHING = "Rien n’a été enregistré."
_FULL = f"Le disque du serveur est plein. {_NOTHING} Prévenez votre administration."
_READ_ONLY = f"La base de données est en lecture seule. {_NOTHING} Prévenez votre administration."
_BUSY = f"Trop d’enregistrements arrivent à la fois. {_NOTHING} Réessayez."
_AWAY = f"La base de données ne répond pas. {_NOTHING} Réessayez dans une minute."
# Part of the driver's own message → our words; the first that fits.
_SAID = {
    "disk is full": _FULL,
    "no space left": _FULL,
    "readonly database": _READ_ONLY,
    "read-only": _READ_ONLY,
    "database is locked": _BUSY,
}


def words_for(error: BaseException) -> str | None:
    """The sentence for this failure of the database; None when it is a fault of ours."""
    if not isinstance(error, DBAPIError):
        return None
    said = str(error.orig).lower()
    known = next((words for part, words in _SAID.items() if part in said), None)
    is_away = isinstance(error, OperationalError | InterfaceError)
    return known or (_AWAY if is_away else None)
