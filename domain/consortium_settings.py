"""Settings of a consortium: the name of the scheme, the usual rhythm of reviews."""

from dataclasses import dataclass

from domain.dates import problems_of

SCHEME_NAMES = ("SPIE", "Réseau pour l’emploi")
SHORTEST_RHYTHM, LONGEST_RHYTHM = 7, 400
SETTINGS_LABELS = {
    "scheme_name": "Nom du dispositif",
    "review_rhythm_days": "Jours entre deux points de situation",
    "requires_second_factor": "Demander la double authentification",
}


@dataclass(frozen=True)
class SettingsDraft:
    """What a form fills; an emptied rhythm is refused."""

    scheme_name: str
    review_rhythm_days: int | None
    requires_second_factor: bool = False

    def problems(self) -> dict[str, str]:
        """The bounds of the rhythm are those of the database."""
        rhythm = self.review_rhythm_days
        is_right = rhythm is not None and SHORTEST_RHYTHM <= rhythm <= LONGEST_RHYTHM
        message = f"Entre {SHORTEST_RHYTHM} et {LONGEST_RHYTHM} jours."
        return problems_of(
            scheme_name=None if self.scheme_name in SCHEME_NAMES else "Choisissez un nom de la liste.",
            review_rhythm_days=None if is_right else message,
        )
