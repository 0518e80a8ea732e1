"""Services chosen for a person, on paper and in a workbook: what for, where, when, how to ask, the price."""

import re
from collections.abc import Sequence
from datetime import date

import pandas as pd
from reportlab.platypus import Flowable, KeepTogether

from components.documents.layout import (
    SMALL,
    SUBHEADING,
    TITLE,
    Letterhead,
    labelled,
    pdf_bytes,
    text,
)
from components.formats import format_date
from domain.offer.handouts import Handout
from domain.offer.words import Fee, MobilisationMode, ServiceKind

HANDOUT_TITLE = "Des solutions près de chez vous"
_SPANS = re.compile(r"\d\d:\d\d-\d\d:\d\d(,\d\d:\d\d-\d\d:\d\d)*")
_LONGEST = 600  # letters of a description: a page is read, a book is not
_FACTS = ("À quoi ça sert", "Où", "Quand", "Comment demander", "Prix", "Conditions")
_KINDS = {
    ServiceKind.SUPPORT: "Quelqu’un vous accompagne.",
    ServiceKind.FINANCIAL_AID: "Une aide en argent.",
    ServiceKind.MATERIAL_AID: "Une aide en matériel.",
    ServiceKind.WORKSHOP: "Un atelier, en groupe.",
    ServiceKind.TRAINING: "Une formation.",
    ServiceKind.INFORMATION: "Des informations.",
}
_DAYS = {
    "Mo": "lundi",
    "Tu": "mardi",
    "We": "mercredi",
    "Th": "jeudi",
    "Fr": "vendredi",
    "Sa": "samedi",
    "Su": "dimanche",
    "PH off": "fermé les jours fériés",
}


def handout_pdf(services: Sequence[Handout], letterhead: Letterhead) -> bytes:
    """One block a service, never cut across two pages when it fits one."""
    story: list[Flowable] = [text(HANDOUT_TITLE, TITLE)]
    for service in services:
        story.append(KeepTogether(_block(service, letterhead.printed_on)))
    return pdf_bytes(story, letterhead, title=HANDOUT_TITLE)


def handout_frame(services: Sequence[Handout], today: date) -> pd.DataFrame:
    """The same words, a line a service."""
    lines = [(one.name, one.structure, told(one, today)) for one in services]
    named = [[name, structure, *(facts.get(one, "") for one in _FACTS)] for name, structure, facts in lines]
    return pd.DataFrame(named, columns=["Service", "Structure", *_FACTS])


def told(service: Handout, today: date | None) -> dict[str, str]:
    """What the person needs to know, under plain headings; nothing where nobody told."""
    facts = {
        "À quoi ça sert": _what_for(service),
        "Où": _where(service),
        "Quand": _when(service, today),
        "Comment demander": _how(service),
        "Prix": _price(service),
        "Conditions": service.access_conditions,
    }
    return {heading: words for heading, words in facts.items() if words}


def opening_words(hours: str) -> str:
    """« Mo-Fr 09:00-12:00 »: « lundi à vendredi 9 h à 12 h »; what is not written so stays as it is."""
    parts = [part.strip() for part in hours.split(";") if part.strip()]
    return " ; ".join(map(_part_words, parts))


def _part_words(part: str) -> str:
    days, _, times = part.partition(" ")
    if part in _DAYS or not _SPANS.fullmatch(times) or not set(re.split("[-,]", days)) <= _DAYS.keys():
        return _DAYS.get(part, part)
    said = re.sub("[A-Z][a-z]", lambda day: _DAYS[day.group()], days)
    hours = re.sub(r"0?(\d+):(\d\d)", lambda hour: f"{hour[1]} h {hour[2]}".removesuffix(" 00"), times)
    return f"{_spoken(said)} {_spoken(hours)}"


def _spoken(spans: str) -> str:
    return spans.replace("-", " à ").replace(",", " et ")


def _block(service: Handout, today: date | None) -> list[Flowable]:
    facts = [labelled(heading, words) for heading, words in told(service, today).items()]
    return [text(service.name, SUBHEADING), text(service.structure, SMALL), *facts]


def _what_for(service: Handout) -> str:
    words = service.description
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rsplit(' ', 1)[0]}…"
    kind = _KINDS[service.kind] if service.kind else ""
    return "\n".join(filter(None, (kind, words)))


def _where(service: Handout) -> str:
    town = " ".join(filter(None, (service.postal_code, service.commune)))
    address = ", ".join(filter(None, (service.address, service.address_more, town)))
    if not service.is_remote:
        return address
    remote = "par téléphone ou par internet"
    return f"{address}, ou {remote}" if address and service.is_on_site else remote.capitalize()


def _when(service: Handout, today: date | None) -> str:
    opens, day = opening_words(service.opening_hours), service.next_session_on
    session = f"Prochaine session le {format_date(day)}" if day and (not today or day >= today) else ""
    return "\n".join(filter(None, (session, opens)))


def _how(service: Handout) -> str:
    if not service.may_ask_herself:
        first = "Parlez-en à la personne qui vous accompagne\u00a0: elle fait la demande avec vous."
    else:
        first = ""
    ways = {
        MobilisationMode.CALL: f"Téléphonez au {service.phone}" if service.phone else "",
        MobilisationMode.EMAIL: f"Écrivez à {service.email}" if service.email else "",
        MobilisationMode.COME: "Présentez-vous sur place",
        MobilisationMode.LINK: f"Allez sur {service.mobilisation_url}" if service.mobilisation_url else "",
    }
    asked = [ways[mode] for mode in service.modes if ways[mode]]
    if not asked and service.may_ask_herself:
        asked = [words for mode, words in ways.items() if words and mode is not MobilisationMode.COME]
    return "\n".join(filter(None, (first, *asked, service.mobilisation_details)))


def _price(service: Handout) -> str:
    if service.fee is Fee.FREE:
        return f"C’est gratuit. {service.fee_details}".strip()
    if service.fee is Fee.PAID:
        return service.fee_details or "C’est payant\u00a0: demandez le prix."
    return service.fee_details or "Demandez si c’est gratuit."
