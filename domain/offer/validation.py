"""What the data·inclusion package says of a record: errors in French, lists of codes, completeness."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from domain.offer.loads import LoadKind
from domain.offer.official import service_record
from domain.offer.services import ServiceValues

_SAID = {
    "missing": "Champ obligatoire, vide.",
    "enum": "Valeur qui n’existe pas dans data·inclusion.",
    "string_pattern_mismatch": "Code mal écrit.",
    "float_parsing": "Nombre illisible.",
    "int_parsing": "Nombre entier attendu.",
    "int_from_float": "Nombre entier attendu.",
    "url_parsing": "Adresse de site mal écrite.",
    "url_scheme": "Adresse de site mal écrite.",
}
_SAID_BY_FIELD = {"courriel": "Adresse électronique mal écrite."}


def find_problems(kind: LoadKind, record: Mapping[str, Any]) -> dict[str, str]:
    """What the official validator refuses, in French, by official field; empty when the record is valid."""
    from pydantic import ValidationError

    try:
        _model(kind).model_validate(record)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return {str(one["loc"][0]): _french(str(one["loc"][0]), dict(one)) for one in reversed(found)}
    return {}


@cache
def official_codes(field: str) -> frozenset[str]:
    """Codes that a field of the official schema accepts: « thematiques », « publics »…"""
    return frozenset(official_labels(field))


@cache
def official_labels(field: str) -> Mapping[str, str]:
    """The official label of each code of a field; none for a field that is not a list of codes."""
    from data_inclusion.schema import v1

    kinds: dict[str, Any] = {
        "thematiques": v1.Thematique,
        "publics": v1.Public,
        "type": v1.TypeService,
        "frais": v1.Frais,
        "modes_accueil": v1.ModeAccueil,
        "modes_mobilisation": v1.ModeMobilisation,
        "mobilisable_par": v1.PersonneMobilisatrice,
        "reseaux_porteurs": v1.ReseauPorteur,
    }
    return {str(code.value): code.label for code in kinds.get(field, ())}


def completeness(values: ServiceValues) -> int:
    """In %: what the package's quality score says of a service, its freshness aside (told by its date)."""
    from data_inclusion.schema.v1 import score_qualite

    service = _scored(values)
    criteria = [one for one in score_qualite.CRITERES if one is not score_qualite.date_maj_recente]
    scores: list[float] = [score for one in criteria if (score := one(service)) is not None]
    return round(100 * sum(scores) / len(scores))


def _scored(values: ServiceValues) -> Any:
    """Built without validation: an offer typed here may be too short for the package, and is scored too."""
    from data_inclusion.schema import v1

    record = service_record(values)
    for field, kind in (
        ("modes_accueil", v1.ModeAccueil),
        ("modes_mobilisation", v1.ModeMobilisation),
        ("mobilisable_par", v1.PersonneMobilisatrice),
    ):
        if field in record:
            record[field] = {kind(code) for code in record[field]}
    if "frais" in record:
        record["frais"] = v1.Frais(record["frais"])
    record["description"] = values.description[:10_000] or "-"
    return v1.Service.model_construct(**record)


def _model(kind: LoadKind) -> Any:
    from data_inclusion.schema import v1

    return v1.Structure if kind == LoadKind.STRUCTURE else v1.Service


def _french(field: str, error: Mapping[str, Any]) -> str:
    context = error.get("ctx", {})
    match error["type"]:
        case "string_too_short":
            return f"Trop court\u00a0: {context['min_length']} lettres au moins."
        case "string_too_long":
            return f"Trop long\u00a0: {context['max_length']} lettres au plus."
        case "greater_than_equal":
            return f"Au moins {context['ge']:g}."
        case "value_error" if field not in _SAID_BY_FIELD:
            return str(context["error"])  # the package's own sentence, in French
        case kind if "date" in kind:
            return "Date illisible\u00a0: écrivez-la AAAA-MM-JJ."
        case kind:
            return _SAID.get(kind) or _SAID_BY_FIELD.get(field, "Valeur refusée par data·inclusion.")
