"""A campaign of « points de situation »: each référent's people spread over her free time."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.access import Role, Viewer
from domain.campaign_slots import CampaignDraft, Span, slots_of
from domain.errors import DomainError
from domain.labels import LabelledEnum

PURPOSE = "Point de situation"


class PlanChangedError(DomainError):
    """What was shown no longer holds: an appointment, a référent or a pause changed meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            "Rien n’a été créé\u00a0: un agenda ou un dossier a changé depuis l’aperçu."
            " Le voici à jour\u00a0: vérifiez-le et confirmez."
        )


class LeftOut(LabelledEnum):
    """Why somebody chosen gets no appointment."""

    FORBIDDEN = "forbidden", "ce n’est pas vous qui planifiez ses rendez-vous"
    EXITED = "exited", "suivi terminé"
    PAUSED = "paused", "suivi en pause"
    NO_REFERENT = "no_referent", "sans référent·e"
    PLANNED = "planned", "a déjà un rendez-vous prévu"
    FULL = "full", "plus de créneau libre chez sa ou son référent·e"


@dataclass(frozen=True)
class Candidate:
    """Somebody chosen for the campaign."""

    beneficiary_id: int
    support_period_id: int
    name: str
    referent_id: int | None
    referent_name: str
    structure_id: int | None
    structure_name: str = ""
    is_exited: bool = False
    is_paused: bool = False
    has_appointment: bool = False


@dataclass(frozen=True)
class Busy:
    """An appointment that is not cancelled: whom it takes, and when."""

    professional_ids: frozenset[int]
    support_period_id: int
    span: Span


@dataclass(frozen=True)
class Meeting:
    """An appointment of the campaign."""

    person: Candidate
    professional_id: int
    starts_at: datetime


@dataclass(frozen=True)
class CampaignPlan:
    """What confirming would create, in time order, and who is left out, with the reason."""

    meetings: Sequence[Meeting] = ()
    left_out: Sequence[tuple[Candidate, LeftOut]] = field(default_factory=list)

    @property
    def told_left_out(self) -> str:
        """« 2 : suivi en pause ; 1 : sans référent·e »."""
        counts = Counter(reason for _, reason in self.left_out)
        return " ; ".join(f"{counts[reason]}\u00a0: {reason.label}" for reason in LeftOut if counts[reason])


def may_plan(viewer: Viewer, person: Candidate) -> bool:
    """The coordination for everybody; a manager for people of her structure; a référent for her own."""
    if viewer.has(Role.COORDINATOR):
        return True
    is_of_structure = viewer.structure_id is not None and person.structure_id == viewer.structure_id
    is_mine = viewer.has(Role.CASEWORKER) and person.referent_id == viewer.professional_id
    return is_mine or (viewer.has(Role.STRUCTURE_MANAGER) and is_of_structure)


def plan_campaign(
    viewer: Viewer, draft: CampaignDraft, people: Iterable[Candidate], busy: Collection[Busy]
) -> CampaignPlan:
    """Give each person her référent's first free slot, in this order; the draft has no problem."""
    diary = _Diary(draft, viewer, busy)
    meetings: list[Meeting] = []
    left_out: list[tuple[Candidate, LeftOut]] = []
    for person in people:
        reason = _refusal(viewer, person)
        if reason or person.referent_id is None:
            left_out.append((person, reason or LeftOut.NO_REFERENT))
        elif (slot := diary.take(person.referent_id, person.support_period_id)) is None:
            left_out.append((person, LeftOut.FULL))
        else:
            meetings.append(Meeting(person, person.referent_id, slot[0]))
    return CampaignPlan(sorted(meetings, key=lambda one: (one.starts_at, one.person.name)), left_out)


def _refusal(viewer: Viewer, person: Candidate) -> LeftOut | None:
    refusals = {
        LeftOut.FORBIDDEN: not may_plan(viewer, person),
        LeftOut.EXITED: person.is_exited,
        LeftOut.PAUSED: person.is_paused,
        LeftOut.PLANNED: person.has_appointment,
    }
    return next((reason for reason, is_so in refusals.items() if is_so), None)


class _Diary:
    """The slots of the campaign that each référent still has; two of them never overlap."""

    def __init__(self, draft: CampaignDraft, viewer: Viewer, busy: Collection[Busy]) -> None:
        self._slots = list(slots_of(draft, viewer.time_zone, viewer.now))
        self._free: dict[int, list[Span]] = {}
        self._of_referent: dict[int, list[Span]] = defaultdict(list)
        self._of_person: dict[int, list[Span]] = defaultdict(list)
        for one in busy:
            self._of_person[one.support_period_id].append(one.span)
            for professional_id in one.professional_ids:
                self._of_referent[professional_id].append(one.span)

    def take(self, referent_id: int, support_period_id: int) -> Span | None:
        """The first slot when both are free, no longer free for anybody else."""
        if referent_id not in self._free:
            taken = self._of_referent[referent_id]
            self._free[referent_id] = [slot for slot in self._slots if not _is_taken(slot, taken)]
        free, hers = self._free[referent_id], self._of_person[support_period_id]
        slot = next((one for one in free if not _is_taken(one, hers)), None)
        if slot:
            free.remove(slot)
        return slot


def _is_taken(slot: Span, spans: Sequence[Span]) -> bool:
    return any(start < slot[1] and slot[0] < end for start, end in spans)
