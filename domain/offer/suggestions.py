"""Services proposed for a need of a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.offer.search import Reach
from domain.people import Public

MOST = 3  # proposed for a need: more is the catalogue's business


@dataclass(frozen=True)
class Suggestion:
    """A service that fits a person, and what makes it fit.

    `reach`: how near it stands, None when elsewhere though its sector covers her commune; `publics`: hers
    that it is for, by their French labels; `places` None when nobody told them.
    """

    service_id: int
    theme: str
    name: str
    structure: str
    commune: str
    reach: Reach | None
    is_remote: bool
    publics: tuple[str, ...]
    is_for_everybody: bool
    places: int | None
    next_session_on: date | None
    checked_on: date | None


@dataclass(frozen=True)
class Referred:
    """Somebody services are proposed to; `lives_in`: codes of her commune, EPCI and département, if known."""

    id: int
    name: str
    is_group_member: bool
    lives_in: tuple[str | None, str | None, str | None]
    publics: frozenset[Public]


@dataclass(frozen=True)
class Solutions:
    """The needs that nobody answered yet, in the order of the national themes; what is proposed for each."""

    needs: Sequence[str]
    proposed: Mapping[str, Sequence[Suggestion]]
    labels: Mapping[str, str]
