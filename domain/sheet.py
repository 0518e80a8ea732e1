"""The published sheet of a consortium, as it is read."""

from dataclasses import dataclass
from datetime import date

from domain.organisations import Circle, College
from domain.people import Public


@dataclass(frozen=True)
class SheetTexts:
    """Texts of the consortium itself."""

    id: int
    name: str
    perimeter: str
    contact: str
    target_public_intro: str
    scheme_name: str


@dataclass(frozen=True)
class Paragraph:
    """A contribution, a cross-cutting work, a step of the schedule or an action of an axis."""

    id: int
    text: str


@dataclass(frozen=True)
class Member:
    """A member organisation, in its college and circle."""

    id: int
    name: str
    college: College
    circle: Circle


@dataclass(frozen=True)
class TargetPublic:
    """A target public and the axes that serve it."""

    id: int
    text: str
    public: Public | None
    axis_ids: frozenset[int]


@dataclass(frozen=True)
class SheetAxis:
    """An axis and its actions."""

    id: int
    number: int
    title: str
    actions: tuple[Paragraph, ...]


@dataclass(frozen=True)
class TeamPost:
    """A post of the project team and how many people hold it."""

    id: int
    function: str
    headcount: int


@dataclass(frozen=True)
class PublishedTerritory:
    """What is published of the consortium's territory."""

    name: str
    wave: int
    call_on: date | None
    selected_label: str


@dataclass(frozen=True)
class SheetView:
    """Everything that the sheet of a consortium shows."""

    territory: PublishedTerritory
    texts: SheetTexts
    contributions: tuple[Paragraph, ...]
    members: tuple[Member, ...]
    target_publics: tuple[TargetPublic, ...]
    axes: tuple[SheetAxis, ...]
    cross_cutting: tuple[Paragraph, ...]
    team: tuple[TeamPost, ...]
    schedule: tuple[Paragraph, ...]

    @property
    def is_empty(self) -> bool:
        """True when nothing but the names has been written yet."""
        lists = (self.contributions, self.members, self.target_publics, self.axes, self.cross_cutting)
        texts = (self.texts.perimeter, self.texts.contact, self.texts.target_public_intro)
        return not any((*lists, self.team, self.schedule, *texts))

    @property
    def axis_numbers(self) -> dict[int, int]:
        """Number of each axis by identifier."""
        return {axis.id: axis.number for axis in self.axes}
