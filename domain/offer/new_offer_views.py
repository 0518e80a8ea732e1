"""New offers as they are listed, and one in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.offer.new_offers import Figures, NewOfferDraft
from domain.offer.sheets import ServiceChange
from domain.offer.words import NewOfferStage


@dataclass(frozen=True)
class NewOfferFilters:
    """What the board shows; empty means all of it."""

    theme: str | None = None
    is_mine: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class NewOfferChoices:
    """What its forms choose from: code → label."""

    themes: Mapping[str, str]
    areas: Mapping[str, str]
    structures: Mapping[int, str]
    professionals: Mapping[int, str]

    def area_of(self, asked: str) -> str:
        """The code of an area asked by its code or by its name; empty when there is none."""
        return next((code for code, label in self.areas.items() if asked in (code, label)), "")


@dataclass(frozen=True)
class NewOfferCard:
    """A new offer on the board; `reached_on`: when it reached its stage."""

    id: int
    draft: NewOfferDraft
    figures: Figures | None
    stage: NewOfferStage
    reached_on: date
    owner: str
    structures: tuple[str, ...]
    service_name: str


@dataclass(frozen=True)
class Turn:
    """A stage that it reached, when, what was decided, written by whom."""

    stage: NewOfferStage
    reached_on: date
    words: str
    who: str


@dataclass(frozen=True)
class NewOfferSheet:
    """All of a new offer; `turns` from the first one."""

    id: int
    version: int
    stage: NewOfferStage
    draft: NewOfferDraft
    figures: Figures | None
    owner: str
    structure_names: Mapping[int, str]
    service_id: int | None
    service_name: str
    turns: tuple[Turn, ...]
    changes: tuple[ServiceChange, ...]

    @property
    def reached_on(self) -> date:
        """When it reached its stage."""
        return self.turns[-1].reached_on
