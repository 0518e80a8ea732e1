"""Who the fictional people are: identity, publics, contact details, identifiers elsewhere."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from db.demo.batch import Batch
from db.demo.coordinates import MOBILE, Place, fictional_email, fictional_phone, fictional_street
from db.demo.repertoire import Name, draw_civility, draw_name
from db.models.beneficiaries import Beneficiary, BeneficiaryPublic, ExternalIdentifier
from domain.names import normalise_name
from domain.people import Channel, Civility, IdentifierOrigin, Public

# Whoever has this identity exists in both consortia: neither may ever show the other's.
NAMESAKE = Name("Lefèvre", "Ben Ali", "Éléonore")
NAMESAKE_BORN_ON = date(1987, 5, 14)
_LANGUAGES = ("arabe", "ukrainien", "turc", "portugais", "espagnol", "langue des signes", "dari", "géorgien")
_QPV_POPULATION = 25_000  # towns of the two départements that hold a priority neighbourhood of that size
_RURAL_POPULATION = 2_500


@dataclass(frozen=True)
class Person:
    """A person drawn but not yet stored."""

    civility: Civility
    name: Name
    birth_date: date | None
    age: int
    place: Place
    publics: frozenset[Public]


def draw_person(rng: Random, place: Place, first_entered_on: date, today: date) -> Person:
    """A person who was between 16 and 63 when she came in."""
    civility = draw_civility(rng)
    birth_date = first_entered_on - timedelta(days=_draw_age_in_days(rng))
    name = draw_name(rng, civility, birth_date.year)
    age = _age_on(birth_date, today)
    publics = draw_publics(rng, civility, age, place)
    return Person(civility, name, birth_date if rng.random() < 0.995 else None, age, place, publics)


def draw_namesake(rng: Random, place: Place, today: date) -> Person:
    """The same woman in each consortium."""
    age = _age_on(NAMESAKE_BORN_ON, today)
    publics = draw_publics(rng, Civility.MADAM, age, place)
    return Person(Civility.MADAM, NAMESAKE, NAMESAKE_BORN_ON, age, place, publics)


def draw_publics(rng: Random, civility: Civility, age: int, place: Place) -> frozenset[Public]:
    """Publics as a set: age decides two of them, the commune two others."""
    parent_share = 0.0 if age < 20 or age > 58 else 0.34 if civility == Civility.MADAM else 0.05
    chances = {
        Public.YOUNG: float(age < 26),
        Public.SENIOR: float(age >= 55),
        Public.RSA: 0.12 if age < 25 else 0.62,  # below 25 only parents or former workers receive it
        Public.DISABLED_WORKER: 0.05 if age < 30 else 0.16,
        Public.LONG_TERM_UNEMPLOYED: 0.08 if age < 26 else 0.34,
        Public.QPV: 0.32 if place.population > _QPV_POPULATION else 0.0,
        Public.ZRR: 0.7 if place.population < _RURAL_POPULATION else 0.0,
        Public.SINGLE_PARENT: parent_share,
        Public.TO_BE_MET: 0.04,
    }
    return frozenset(public for public, chance in chances.items() if rng.random() < chance)


def add_person(batch: Batch, rng: Random, person: Person, on: date, **ownership: Any) -> int:
    """Queue the person, her publics and identifiers; `ownership` holds the columns about structures."""
    name = person.name
    identifier = batch.add(
        Beneficiary,
        on,
        None,
        civility=person.civility,
        **name._asdict(),
        birth_date=person.birth_date,
        search_name=normalise_name(f"{name.birth_name} {name.usual_name} {name.first_names}"),
        sort_name=sort_name(name),
        **_draw_contact_details(rng, person),
        informed_on=on if rng.random() < 0.93 else None,
        **ownership,
    )
    for public in sorted(person.publics):
        batch.add(BeneficiaryPublic, on, None, beneficiary_id=identifier, public=public)
    for origin, value in _draw_identifiers(rng, person):
        batch.add(ExternalIdentifier, on, None, beneficiary_id=identifier, origin=origin, value=value)
    return identifier


def sort_name(name: Name) -> str:
    """What lists are sorted by."""
    return normalise_name(f"{name.usual_name or name.birth_name} {name.first_names}")


def _draw_age_in_days(rng: Random) -> int:
    youngest, oldest = rng.choices(((16, 25), (25, 40), (40, 54), (54, 63)), (0.16, 0.42, 0.29, 0.13))[0]
    return int(rng.uniform(youngest, oldest) * 365.25)


def _age_on(birth_date: date, day: date) -> int:
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def _draw_contact_details(rng: Random, person: Person) -> dict[str, Any]:
    has_phone, has_email, has_address = (rng.random() < share for share in (0.93, 0.66, 0.95))
    last_name = person.name.usual_name or person.name.birth_name
    channels = [Channel.CALL] * has_phone + [Channel.SMS] * has_phone + [Channel.EMAIL] * has_email
    return {
        "phone": fictional_phone(rng, MOBILE) if has_phone else "",
        "email": fictional_email(rng, person.name.first_names, last_name) if has_email else "",
        "address": fictional_street(rng) if has_address else "",
        "postal_code": person.place.postal_code,
        "commune_code": person.place.code,
        "preferred_channel": rng.choice(channels) if channels and rng.random() < 0.6 else None,
        "do_not_leave_message": has_phone and rng.random() < 0.06,
        "do_not_write_to_address": rng.random() < 0.04,
        "interpreter_language": rng.choice(_LANGUAGES) if rng.random() < 0.06 else "",
    }


def _draw_identifiers(rng: Random, person: Person) -> list[tuple[IdentifierOrigin, str]]:
    """Numbers given by others; none looks like the national identification number."""
    is_rsa = Public.RSA in person.publics
    family_fund = IdentifierOrigin.MSA if rng.random() < 0.06 else IdentifierOrigin.CAF
    chances = (
        (IdentifierOrigin.DEPARTMENT, "D", 0.8 if is_rsa else 0.2),
        (IdentifierOrigin.FRANCE_TRAVAIL, "FT", 0.55),
        (family_fund, family_fund.upper(), 0.75 if is_rsa else 0.15),
        (IdentifierOrigin.MISSION_LOCALE, "ML", 0.6 if Public.YOUNG in person.publics else 0.0),
        (IdentifierOrigin.CAP_EMPLOI, "CE", 0.4 if Public.DISABLED_WORKER in person.publics else 0.0),
    )
    return [
        (origin, f"{prefix}{rng.randrange(10_000_000):07}")
        for origin, prefix, chance in chances
        if rng.random() < chance
    ]
