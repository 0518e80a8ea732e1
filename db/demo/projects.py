"""The professional project and the words of a fictional person, as a diagnosis opens with them."""

from datetime import date, timedelta
from random import Random
from typing import Any

from db.demo.people import Person
from domain.diagnosis.words import (
    Agreement,
    Certainty,
    ContractType,
    DrivingLicence,
    EducationLevel,
    MobilityMeans,
    WorkingTime,
)
from domain.follow_up import Track

# ROME cards, with their labels of 2024.
JOBS = (
    ("K1304", "Services domestiques"),
    ("K1302", "Assistance auprès d’adultes"),
    ("K1303", "Assistance auprès d’enfants"),
    ("K2204", "Nettoyage de locaux"),
    ("G1602", "Personnel de cuisine"),
    ("G1603", "Personnel polyvalent en restauration"),
    ("G1605", "Plonge en restauration"),
    ("G1501", "Personnel d’étage"),
    ("G1803", "Service en restauration"),
    ("D1106", "Vente en alimentation"),
    ("D1505", "Personnel de caisse"),
    ("D1507", "Mise en rayon libre-service"),
    ("N1103", "Magasinage et préparation de commandes"),
    ("N1105", "Manutention manuelle de charges"),
    ("N4105", "Conduite et livraison par tournées sur courte distance"),
    ("A1203", "Aménagement et entretien des espaces verts"),
    ("A1401", "Aide agricole de production fruitière ou viticole"),
    ("A1414", "Horticulture et maraîchage"),
    ("F1606", "Peinture en bâtiment"),
    ("F1703", "Maçonnerie"),
    ("H3302", "Opérations manuelles d’assemblage, tri ou emballage"),
    ("J1301", "Personnel polyvalent des services hospitaliers"),
    ("K2503", "Sécurité et surveillance privées"),
    ("M1601", "Accueil et renseignements"),
    ("M1607", "Secrétariat"),
    ("D1202", "Coiffure"),
    ("I1604", "Mécanique automobile et entretien de véhicules"),
    ("", "Un métier avec des animaux"),
)
WANTS = (
    "Retrouver un travail près de chez moi et ne plus dépendre des aides.",
    "Travailler à temps partiel pour pouvoir m’occuper de mes enfants.",
    "Souffler un peu, régler mes papiers, puis reprendre une formation.",
    "Avoir mon permis. Après, je saurai me débrouiller.",
    "Un travail où je vois du monde, pas de nuit.",
    "Un logement à moi d’abord, le reste suivra.",
    "Apprendre un métier, un vrai, avec un diplôme.",
    "Me sentir utile à nouveau.",
    "Un emploi à l’année, j’en ai assez des petits contrats.",
    "Que l’on m’aide à y voir clair dans mes démarches.",
)
LAST_ACTIVITIES = (
    "Saison d’été dans un camping, il y a un an.",
    "Aide à domicile pendant six ans.",
    "Intérim en préparation de commandes jusqu’au printemps.",
    "Contrat en chantier d’insertion, espaces verts.",
    "Aucun emploi déclaré depuis plusieurs années.",
    "Vendanges, chaque automne.",
    "Service en salle, quatre saisons.",
    "A tenu un commerce, fermé depuis.",
    "",
)
COMMENTS = {
    Agreement.AGREES: (
        "C’est bien ce que nous avons dit.",
        "On a pris le temps, je sais par quoi commencer.",
        "Cela me convient, merci de l’avoir écrit simplement.",
        "Cela fait du bien d’avoir pu tout dire en une fois.",
    ),
    Agreement.PARTLY: (
        "D’accord pour la suite, pas pour les horaires proposés.",
        "Je voudrais que cela aille plus vite.",
        "Oui pour l’emploi, je ne suis pas prêt·e pour le reste.",
        "Il manque ce que j’ai dit de ma santé.",
    ),
    Agreement.DISAGREES: (
        "Ce n’est pas ce que je voulais faire en premier.",
        "Je ne me reconnais pas dans ce qui est écrit.",
        "Je voulais une formation, on me parle d’autre chose.",
        "Je n’ai pas besoin d’aide sur ces points.",
    ),
}
# What does not change from one diagnosis to the next; the rest is asked again.
LASTING = (
    "jobs",
    "driving_licence",
    "mobility_means",
    "mobility_radius_km",
    "education_level",
    "last_activity",
)
_SURE = {
    Track.PROFESSIONAL: (0.2, 0.4, 0.4),
    Track.SOCIO_PROFESSIONAL: (0.4, 0.4, 0.2),
    Track.SOCIAL: (0.7, 0.25, 0.05),
}
_CONTRACTS = (
    ContractType.PERMANENT,
    ContractType.FIXED_TERM,
    ContractType.TEMPORARY,
    ContractType.INTEGRATION,
)
_LICENCES = (0.34, 0.14, 0.44, 0.03, 0.05)
_LEVELS = (0.36, 0.32, 0.14, 0.06, 0.03, 0.01, 0.08)


def draw_project(rng: Random, person: Person, track: Track, held_on: date) -> dict[str, Any]:
    """Columns of a diagnosis: what she wants, her project; who has no licence does not drive."""
    licence = rng.choices(list(DrivingLicence), _LICENCES)[0]
    drives = licence in (DrivingLicence.CAR, DrivingLicence.OTHER)
    means = [MobilityMeans.CAR] if drives and rng.random() < 0.8 else [MobilityMeans.PUBLIC_TRANSPORT]
    is_ready = track is not Track.SOCIAL and rng.random() < 0.6
    return {
        "wants": rng.choice(WANTS),
        "jobs": _draw_jobs(rng, track),
        "contract_types": [kind.value for kind in rng.sample(_CONTRACTS, k=rng.randint(1, 3))],
        "working_time": rng.choices(list(WorkingTime), (0.45, 0.3, 0.25))[0],
        "mobility_radius_km": rng.choice((20, 30, 50) if drives else (3, 5, 10, 15)),
        "mobility_means": [one.value for one in means],
        "driving_licence": licence,
        "minimum_pay": rng.choice((700, 900, 1200, 1400, 1500, 1600)) if rng.random() < 0.5 else None,
        "available_on": held_on + timedelta(days=rng.choice((0, 14, 30, 60))) if is_ready else None,
        "education_level": rng.choices(list(EducationLevel), _LEVELS)[0],
        "last_activity": rng.choice(LAST_ACTIVITIES) if person.age > 18 else "",
    }


def draw_opinion(rng: Random) -> dict[str, Any]:
    """Columns of a diagnosis: what she says of its conclusion, now and then in words that go with it."""
    agreement = rng.choices(list(Agreement), (0.82, 0.14, 0.04))[0]
    comment = rng.choice(COMMENTS[agreement]) if rng.random() < 0.35 else ""
    return {"agreement": agreement, "person_comment": comment}


def _draw_jobs(rng: Random, track: Track) -> list[list[str]]:
    count = rng.choices((0, 1, 2, 3), (0.12, 0.4, 0.33, 0.15))[0]
    return [
        [code, label, rng.choices(list(Certainty), _SURE[track])[0].value]
        for code, label in rng.sample(JOBS, k=count)
    ]
