"""Border with data·inclusion v1: official records (JSON, without empty fields) and what we make of them."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from domain.offer.loads import LoadKind
from domain.offer.services import Place, ServiceValues, StructureValues
from domain.offer.words import Fee, MobilisationMode, MobilisedBy, ServiceKind, WelcomeMode

Record = dict[str, Any]
_PLACE = {
    "code_postal": "postal_code",
    "code_insee": "commune_code",
    "adresse": "address",
    "complement_adresse": "address_more",
    "longitude": "longitude",
    "latitude": "latitude",
    "telephone": "phone",
    "courriel": "email",
    "horaires_accueil": "opening_hours",
}
_BOTH = {
    "source": "source",
    "id": "external_id",
    "nom": "name",
    "description": "description",
    "date_maj": "updated_on",
    "lien_source": "source_url",
}
_STRUCTURE = _BOTH | {
    "siret": "siret",
    "site_web": "website",
    "accessibilite_lieu": "accessibility_url",
    "reseaux_porteurs": "networks",
}
_SERVICE = _BOTH | {
    "structure_id": "structure_external_id",
    "type": "kind",
    "thematiques": "themes",
    "frais": "fee",
    "frais_precisions": "fee_details",
    "publics": "publics",
    "publics_precisions": "publics_details",
    "conditions_acces": "access_conditions",
    "modes_accueil": "welcome_modes",
    "zone_eligibilite": "zones",
    "contact_nom_prenom": "contact_name",
    "lien_mobilisation": "mobilisation_url",
    "modes_mobilisation": "mobilisation_modes",
    "mobilisable_par": "mobilised_by",
    "mobilisation_precisions": "mobilisation_details",
    "volume_horaire_hebdomadaire": "weekly_hours",
    "nombre_semaines": "weeks",
}
_CODES: dict[Enum, str] = {
    ServiceKind.SUPPORT: "accompagnement",
    ServiceKind.FINANCIAL_AID: "aide-financiere",
    ServiceKind.MATERIAL_AID: "aide-materielle",
    ServiceKind.WORKSHOP: "atelier",
    ServiceKind.TRAINING: "formation",
    ServiceKind.INFORMATION: "information",
    Fee.FREE: "gratuit",
    Fee.PAID: "payant",
    WelcomeMode.ON_SITE: "en-presentiel",
    WelcomeMode.REMOTE: "a-distance",
    MobilisationMode.EMAIL: "envoyer-un-courriel",
    MobilisationMode.COME: "se-presenter",
    MobilisationMode.CALL: "telephoner",
    MobilisationMode.LINK: "utiliser-lien-mobilisation",
    MobilisedBy.PERSON: "usagers",
    MobilisedBy.PROFESSIONAL: "professionnels",
}
_WORDS = {code: word for word, code in _CODES.items()}
FIELDS = {
    LoadKind.STRUCTURE: (*_STRUCTURE, "commune", *_PLACE),
    LoadKind.SERVICE: (*_SERVICE, "commune", *_PLACE),
}
LABELS = {
    "source": "Source",
    "id": "Identifiant",
    "structure_id": "Structure",
    "nom": "Nom",
    "description": "Description",
    "date_maj": "Mise à jour",
    "lien_source": "Lien vers la source",
    "siret": "SIRET",
    "site_web": "Site web",
    "accessibilite_lieu": "Accessibilité du lieu",
    "reseaux_porteurs": "Réseaux",
    "type": "Type",
    "thematiques": "Thématiques",
    "frais": "Frais",
    "frais_precisions": "Précisions sur les frais",
    "publics": "Publics",
    "publics_precisions": "Précisions sur les publics",
    "conditions_acces": "Conditions d’accès",
    "modes_accueil": "Modes d’accueil",
    "zone_eligibilite": "Zone d’éligibilité",
    "contact_nom_prenom": "Contact",
    "lien_mobilisation": "Lien pour le demander",
    "modes_mobilisation": "Comment le demander",
    "mobilisable_par": "Qui peut le demander",
    "mobilisation_precisions": "Précisions pour le demander",
    "volume_horaire_hebdomadaire": "Heures par semaine",
    "nombre_semaines": "Nombre de semaines",
    "commune": "Commune",
    "code_postal": "Code postal",
    "code_insee": "Code INSEE",
    "adresse": "Adresse",
    "complement_adresse": "Complément d’adresse",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "telephone": "Téléphone",
    "courriel": "Courriel",
    "horaires_accueil": "Horaires d’accueil",
}
_SETS = frozenset(
    {"themes", "publics", "zones", "networks", "welcome_modes", "mobilisation_modes", "mobilised_by"}
)


def service_record(values: ServiceValues) -> Record:
    """The official record of a service; lists sorted, so that equal services give equal records."""
    return _record(values, _SERVICE) | _record(values.place, _PLACE)


def structure_record(values: StructureValues) -> Record:
    """The official record of a structure."""
    return _record(values, _STRUCTURE) | _record(values.place, _PLACE)


def service_of(record: Mapping[str, Any]) -> ServiceValues:
    """What an official record, already validated, tells of a service."""
    return ServiceValues(place=Place(**_told(record, _PLACE)), **_told(record, _SERVICE))


def structure_of(record: Mapping[str, Any]) -> StructureValues:
    """What an official record, already validated, tells of a structure."""
    return StructureValues(place=Place(**_told(record, _PLACE)), **_told(record, _STRUCTURE))


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Official fields that two records tell differently."""
    return sorted(field for field in {*before, *after} if before.get(field) != after.get(field))


def _record(values: Any, names: Mapping[str, str]) -> Record:
    told = {field: _official(getattr(values, name)) for field, name in names.items()}
    return {field: value for field, value in told.items() if value not in (None, "", [])}


def _official(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(_official(one) for one in value)
    if isinstance(value, Enum):
        return _CODES[value]
    return value.isoformat() if isinstance(value, date) else value


def _told(record: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: _ours(name, record[field]) for field, name in names.items() if record.get(field) is not None
    }


def _ours(name: str, value: Any) -> Any:
    if name == "updated_on":
        return date.fromisoformat(value)
    if name in {"kind", "fee"}:
        return _WORDS[value]
    return frozenset(_WORDS.get(one, one) for one in value) if name in _SETS else value
