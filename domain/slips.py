"""The words of an appointment slip: what a person takes home, in large type."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SlipWords:
    """Everything is already in French words; an empty text is not printed.

    `day` is « mardi 24 novembre 2026 », `time` is « 14 h 30 », where the appointment takes place.
    """

    person_name: str
    day: str
    time: str
    place: str
    address: str
    professional_name: str
    structure_name: str
    structure_phone: str
    purpose: str
    what_to_bring: str = ""
    interpreter_note: str = ""
