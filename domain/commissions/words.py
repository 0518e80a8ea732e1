"""Words of commissions: states, kinds, and what a body may conclude."""

from domain.labels import LabelledEnum


class CommissionFamily(LabelledEnum):
    """What a body is for; the second is off until the consortium switches it on."""

    SOLUTIONS = "solutions", "Recherche de solutions"
    REGULATORY = "regulatory", "Réglementaire"


class MemberDuty(LabelledEnum):
    """What a member does in the body; a secretary prepares and runs its meetings."""

    MEMBER = "member", "Membre"
    CHAIR = "chair", "Présidence"
    SECRETARY = "secretary", "Secrétariat"


class MeetingState(LabelledEnum):
    """Life of a meeting."""

    CREATED = "created", "Créée"
    CONVENED = "convened", "Convoquée"
    AGENDA_SET = "agenda_set", "Ordre du jour arrêté"
    OPEN = "open", "En cours"
    TO_VALIDATE = "to_validate", "Relevé à valider"
    CLOSED = "closed", "Close"
    POSTPONED = "postponed", "Reportée"
    CANCELLED = "cancelled", "Annulée"

    @property
    def is_to_come(self) -> bool:
        """True before it opens."""
        return self in _TO_COME

    @property
    def is_given_up(self) -> bool:
        """True when it will not be held on its day; its situations wait again."""
        return self in _GIVEN_UP


class Reply(LabelledEnum):
    """What a member answered to the convocation."""

    COMING = "coming", "Sera là"
    REPLACED = "replaced", "Se fait remplacer"
    EXCUSED = "excused", "Ne peut pas venir"


class Attendance(LabelledEnum):
    """Who sat at the meeting."""

    PRESENT = "present", "Présent\u200c·e"
    REPLACED = "replaced", "Remplacé\u200c·e"
    ABSENT = "absent", "Absent\u200c·e"


class CaseState(LabelledEnum):
    """Life of a situation: waiting in the basket, on an agenda, examined, or withdrawn."""

    WAITING = "waiting", "En attente"
    SCHEDULED = "scheduled", "À l’ordre du jour"
    EXAMINED = "examined", "Examinée"
    WITHDRAWN = "withdrawn", "Retirée"


class CaseOrigin(LabelledEnum):
    """Where a situation comes from."""

    FILE = "file", "Depuis le dossier"
    ALERT = "alert", "Depuis une alerte"
    AGAIN = "again", "Nouveau passage"


class PersonAttendance(LabelledEnum):
    """Whether she will be there when her situation is examined."""

    UNKNOWN = "unknown", "Pas encore dit"
    ALONE = "alone", "Seule"
    ACCOMPANIED = "accompanied", "Accompagnée"
    REPRESENTED = "represented", "Représentée"
    ABSENT = "absent", "Ne viendra pas"

    @property
    def is_in_room(self) -> bool:
        """True when she sits in the room."""
        return self in {PersonAttendance.ALONE, PersonAttendance.ACCOMPANIED}


class PointKind(LabelledEnum):
    """A point of the agenda."""

    COMMITMENTS = "commitments", "Engagements des séances précédentes"
    SITUATION = "situation", "Situation"
    BREAK = "break", "Pause"


class PointState(LabelledEnum):
    """Where a point of the agenda stands."""

    PLANNED = "planned", "À venir"
    CURRENT = "current", "En cours"
    TREATED = "treated", "Traitée"
    POSTPONED = "postponed", "Reportée"
    WITHDRAWN = "withdrawn", "Retirée"

    @property
    def is_over(self) -> bool:
        """True once nothing more is expected of it in this meeting."""
        return self in {PointState.TREATED, PointState.POSTPONED, PointState.WITHDRAWN}


class Conclusion(LabelledEnum):
    """What a conclusion means, whatever the words of the body: figures count these."""

    FOUND = "found", "Piste retenue"
    TO_DEEPEN = "to_deepen", "À approfondir"
    OPINION = "opinion", "Avis rendu"
    POSTPONED = "postponed", "Reportée"


class SheetPart(LabelledEnum):
    """Parts of the case sheet; she may refuse that some be shown when she is in the room."""

    PROFILE = "profile", "Âge, commune et publics"
    STRENGTHS = "strengths", "Points d’appui"
    NEEDS = "needs", "Besoins et points à lever"
    TIMELINE = "timeline", "Parcours"
    TRIED = "tried", "Ce qui a été essayé"
    WORDS = "words", "Ce que dit la personne"
    DELAYS = "delays", "Délais"
    SOLUTIONS = "solutions", "Solutions possibles"


class MinutesState(LabelledEnum):
    """A draft is corrected freely; validated minutes are only replaced, and then kept."""

    DRAFT = "draft", "À valider"
    VALIDATED = "validated", "Validé"
    REPLACED = "replaced", "Remplacé"


_TO_COME = frozenset({MeetingState.CREATED, MeetingState.CONVENED, MeetingState.AGENDA_SET})
_GIVEN_UP = frozenset({MeetingState.POSTPONED, MeetingState.CANCELLED})
