"""data·inclusion v0 told in v1: what is certain is translated, the rest is left out and said."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.offer.cells import as_list, as_text
from domain.offer.findings import Findings
from domain.offer.loads import LoadKind
from domain.offer.validation import official_codes
from domain.offer.version0_words import CONDITIONAL_FEES, FEES, MODES, NETWORKS, PUBLICS, THEMES, TYPES

VERSION = "version"  # key of the warning on what v1 has no field for
_RENAMED = {
    "profils_precisions": "publics_precisions",
    "frais_autres": "frais_precisions",
    "horaires_ouverture": "horaires_accueil",
    "recurrence": "horaires_accueil",
    "accessibilite": "accessibilite_lieu",
}
_DROPPED = frozenset(
    {
        "antenne",
        "contact_public",
        "cumulable",
        "date_creation",
        "date_suspension",
        "labels_autres",
        "rna",
    }
)
_TOLD_OTHERWISE = frozenset(
    {
        "formulaire_en_ligne",
        "justificatifs",
        "labels_nationaux",
        "modes_orientation_accompagnateur",
        "modes_orientation_accompagnateur_autres",
        "modes_orientation_beneficiaire",
        "modes_orientation_beneficiaire_autres",
        "page_web",
        "pre_requis",
        "presentation_detail",
        "presentation_resume",
        "prise_rdv",
        "profils",
        "types",
        "typologie",
        "zone_diffusion_code",
        "zone_diffusion_nom",
        "zone_diffusion_type",
    }
)
_ONLY_V0 = _TOLD_OTHERWISE | _DROPPED | _RENAMED.keys()


def is_version0(cells: Mapping[str, Any]) -> bool:
    """True when the line has fields that only v0 had."""
    return not _ONLY_V0.isdisjoint(cells)


def translate(
    kind: LoadKind, cells: Mapping[str, Any], of_region: Mapping[str, list[str]], findings: Findings
) -> dict[str, Any]:
    """The cells of v1; `of_region`: départements of each region. Cells of neither version are dropped."""
    told = {_RENAMED.get(name, name): cell for name, cell in cells.items() if cell is not None}
    told["description"] = _first(cells, "description", "presentation_detail", "presentation_resume")
    _prefix(told)
    if kind == LoadKind.STRUCTURE:
        told["reseaux_porteurs"] = _networks(cells)
    else:
        told |= _of_service(cells, of_region, findings)
    dropped = sorted(name for name in _DROPPED if cells.get(name) not in (None, False, "false", "False"))
    if dropped:
        findings.warn(VERSION, f"Sans équivalent en version 1\u00a0: {', '.join(dropped)}.")
    return {name: cell for name, cell in told.items() if cell not in (None, [], "")}


def _prefix(told: dict[str, Any]) -> None:
    """v1 puts the source before the producer's own identifier."""
    source = told.get("source")
    for name in ("id", "structure_id"):
        if source and name in told and not as_text(told[name]).startswith(f"{source}--"):
            told[name] = f"{source}--{as_text(told[name])}"


def _of_service(
    cells: Mapping[str, Any], of_region: Mapping[str, list[str]], findings: Findings
) -> dict[str, Any]:
    link = _first(cells, "formulaire_en_ligne", "prise_rdv", "page_web")
    return {
        "thematiques": _translated("thematiques", cells, "thematiques", THEMES.get, findings),
        "publics": _translated("publics", cells, "profils", PUBLICS.get, findings),
        "type": _only("type", _translated("type", cells, "types", TYPES.get, findings), findings),
        "lien_mobilisation": link,
        "mobilisation_precisions": _joined(
            cells, "modes_orientation_beneficiaire_autres", "modes_orientation_accompagnateur_autres"
        ),
        "conditions_acces": _joined(cells, "conditions_acces", "pre_requis", "justificatifs"),
        "zone_eligibilite": _zone(cells, of_region, findings),
        **_fee(cells, findings),
        **_modes(cells, has_link=link is not None),
    }


def _translated(
    field: str,
    cells: Mapping[str, Any],
    name: str,
    translation: Callable[[str], str | None],
    findings: Findings,
) -> list[str]:
    """Codes of v1: the same one when it still exists, else the one that it became."""
    found: set[str] = set()
    lost = []
    for code in as_list(cells.get(name) or []):
        if code in official_codes(field):
            found.add(code)
        elif new := translation(code):
            found.add(new)
        else:
            lost.append(code)
    if lost:
        findings.warn(field, f"Sans équivalent sûr en version 1\u00a0: {', '.join(lost)}.")
    return sorted(found)


def _only(field: str, codes: list[str], findings: Findings) -> str | None:
    if len(codes) > 1:
        findings.warn(field, f"Une seule valeur en version 1, laissé vide\u00a0: {', '.join(codes)}.")
        return None
    return codes[0] if codes else None


def _fee(cells: Mapping[str, Any], findings: Findings) -> dict[str, Any]:
    """A condition is kept in words: v1 only says free or paid."""
    codes = as_list(cells.get("frais") or [])
    conditions = [CONDITIONAL_FEES[code] for code in codes if code in CONDITIONAL_FEES]
    sure = {"frais": [code for code in codes if code not in CONDITIONAL_FEES]}
    fee = _only("frais", _translated("frais", sure, "frais", FEES.get, findings), findings)
    said = ". ".join([*conditions, *filter(None, [as_text(cells.get("frais_autres") or "")])])
    return {"frais": fee, "frais_precisions": said or None}


def _modes(cells: Mapping[str, Any], *, has_link: bool) -> dict[str, list[str]]:
    """How to ask, and who may: two lists of v0, one for each."""
    of_person = as_list(cells.get("modes_orientation_beneficiaire") or [])
    of_professional = as_list(cells.get("modes_orientation_accompagnateur") or [])
    modes = {MODES.get(mode, mode) for mode in (*of_person, *of_professional)}
    if not has_link:
        modes.discard("utiliser-lien-mobilisation")
    who = [("usagers", of_person), ("professionnels", of_professional)]
    return {
        "modes_mobilisation": sorted(modes & official_codes("modes_mobilisation")),
        "mobilisable_par": sorted(code for code, told in who if told),
    }


def _zone(cells: Mapping[str, Any], of_region: Mapping[str, list[str]], findings: Findings) -> list[str]:
    kind, code = cells.get("zone_diffusion_type"), as_text(cells.get("zone_diffusion_code") or "")
    if kind == "pays":
        return ["france"]
    if kind == "region":
        departements = of_region.get(code, [])
        if not departements:
            findings.warn("zone_eligibilite", f"Région inconnue\u00a0: {code or 'sans code'}.")
        return sorted(departements)
    return [code] if code and kind in {"commune", "epci", "departement"} else []


def _networks(cells: Mapping[str, Any]) -> list[str]:
    labels = {
        code
        for code in as_list(cells.get("labels_nationaux") or [])
        if code in official_codes("reseaux_porteurs")
    }
    kind = NETWORKS.get(as_text(cells.get("typologie") or ""))
    return sorted(labels | ({kind} if kind else set()))


def _first(cells: Mapping[str, Any], *names: str) -> Any:
    return next((cells[name] for name in names if cells.get(name) is not None), None)


def _joined(cells: Mapping[str, Any], *names: str) -> str | None:
    told = [as_text(cells[name]) for name in names if cells.get(name) is not None]
    return "\n".join(dict.fromkeys(told)) or None
