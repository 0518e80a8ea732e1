"""Where a structure or a service is: its commune among the official ones, its point on the map."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from domain.names import normalise_name
from domain.offer.findings import Findings

_CEDEX = re.compile(r"\bcedex\b.*$")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "s/": "sur "}
# Latitudes then longitudes, in degrees, with some margin: metropolitan France, then each island or Guiana.
_METROPOLIS = (41.2, 51.3, -5.3, 9.8)
_OVERSEAS = {
    "971": (15.7, 18.2, -63.3, -60.9),
    "972": (14.2, 15.0, -61.4, -60.6),
    "973": (2.0, 6.0, -54.8, -51.4),
    "974": (-21.6, -20.7, 55.0, 56.0),
    "976": (-13.2, -12.4, 44.8, 45.5),
}
_WEST = frozenset({"22", "29", "35", "44", "50", "53", "56", "85"})  # wholly west of Greenwich
_ACROSS = frozenset(  # on both sides of it
    {"14", "16", "17", "24", "32", "33", "40", "47", "49", "61", "64", "65", "72", "79", "86"}
)
_DEGREES = 0.1  # nearer to Greenwich, a sign is not worth guessing


@dataclass(frozen=True)
class Communes:
    """The official communes.

    `names` by code; `by_postal_code` and `by_departement`: (its code, normalised name)
    → code of the commune; `of_region`: départements of each region.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    by_postal_code: Mapping[tuple[str, str], str] = field(default_factory=dict)
    by_departement: Mapping[tuple[str, str], str] = field(default_factory=dict)
    of_region: Mapping[str, list[str]] = field(default_factory=dict)


def departement_of(code: str) -> str:
    """The département of a commune or of a postal code, by its first signs."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def commune_name(written: str) -> str:
    """« St-Estève Cedex 2 » and « SAINT ESTEVE » are one name."""
    words = _CEDEX.sub("", normalise_name(written)).replace("s/", "sur ").split()
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def settle_commune(record: dict[str, Any], communes: Communes, findings: Findings) -> None:
    """Keep the INSEE code of the commune told by code or by name; its name is not kept in the record."""
    written, code = record.pop("commune", None), record.get("code_insee", "")
    if code in communes.names:
        official = communes.names[code]
        if written and commune_name(written) != commune_name(official):
            findings.warn("commune", f"« {written} »\u00a0: {official}, d’après le code INSEE.")
        return
    found = _by_name(record.get("code_postal"), code, written, communes)
    record.pop("code_insee", None)
    if found:
        record["code_insee"] = found
        if code:
            findings.warn("code_insee", f"Code {code} inconnu\u00a0: {found} d’après la commune.")
    elif code or written:
        what = f"« {written or code} »"
        findings.warn("commune", f"Commune inconnue\u00a0: {what}, laissée vide.")


def settle_point(record: dict[str, Any], findings: Findings) -> None:
    """Keep a point of the département; repair a sign only when the département makes it certain."""
    latitude, longitude = record.pop("latitude", None), record.pop("longitude", None)
    if latitude is None and longitude is None:
        return
    if latitude == longitude == 0:
        findings.warn("latitude", "Point 0, 0\u00a0: laissé vide.")
        return
    if latitude is None or longitude is None:
        findings.warn("latitude", "Latitude sans longitude, ou l’inverse\u00a0: laissées vides.")
        return
    departement = departement_of(record.get("code_insee") or record.get("code_postal") or "")
    for point, repair in _readings(latitude, longitude)[: None if departement else 1]:
        if _is_there(point, departement):
            record["latitude"], record["longitude"] = point
            if repair:
                findings.warn("latitude", f"{repair}\u00a0: lu {_degrees(point)}.")
            return
    findings.reject("latitude", f"Point hors du territoire indiqué\u00a0: {_degrees((latitude, longitude))}.")


def _degrees(point: tuple[float, float]) -> str:
    return " / ".join(f"{one:g}".replace(".", ",") for one in point)


def _readings(latitude: float, longitude: float) -> list[tuple[tuple[float, float], str]]:
    return [
        ((latitude, longitude), ""),
        ((-latitude, longitude), "Signe de la latitude corrigé"),
        ((latitude, -longitude), "Signe de la longitude corrigé"),
        ((-latitude, -longitude), "Signes de la latitude et de la longitude corrigés"),
        ((longitude, latitude), "Latitude et longitude étaient inversées"),
    ]


def _is_there(point: tuple[float, float], departement: str) -> bool:
    """Without a département, any point of France."""
    if departement in _OVERSEAS:
        return _is_within(point, _OVERSEAS[departement])
    if departement.startswith(("97", "98")):
        return True  # further islands, whose bounds we do not hold
    if not departement:
        return any(_is_within(point, box) for box in (_METROPOLIS, *_OVERSEAS.values()))
    return _is_within(point, _METROPOLIS) and _is_on_its_side(point[1], departement)


def _is_on_its_side(longitude: float, departement: str) -> bool:
    if departement in _ACROSS:
        return True
    return longitude < _DEGREES if departement in _WEST else longitude > -_DEGREES


def _is_within(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    south, north, west, east = box
    return south <= point[0] <= north and west <= point[1] <= east


def _by_name(
    postal_code: str | None, code: str | None, written: str | None, communes: Communes
) -> str | None:
    if not written:
        return None
    name = commune_name(written)
    if postal_code and (found := communes.by_postal_code.get((postal_code, name))):
        return found
    return communes.by_departement.get((departement_of(str(postal_code or code)), name))
