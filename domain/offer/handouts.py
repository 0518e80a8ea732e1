"""A service told to the person who may use it."""

from dataclasses import dataclass
from datetime import date

from domain.offer.words import Fee, MobilisationMode, ServiceKind


@dataclass(frozen=True)
class Handout:
    """What is printed for her; `may_ask_herself`: without a professional."""

    id: int
    name: str
    structure: str
    description: str
    kind: ServiceKind | None
    address: str
    address_more: str
    postal_code: str | None
    commune: str
    is_on_site: bool
    is_remote: bool
    opening_hours: str
    phone: str
    email: str
    next_session_on: date | None
    fee: Fee | None
    fee_details: str
    access_conditions: str
    modes: tuple[MobilisationMode, ...]
    mobilisation_details: str
    mobilisation_url: str
    may_ask_herself: bool
