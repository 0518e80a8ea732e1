"""Rapprochements as a list to export: both files on one line."""

from collections.abc import Sequence

import pandas as pd

from components.reconciliations import content_of
from domain.reconciliations import FileSide, Pair


def exported_pairs(pairs: Sequence[Pair]) -> pd.DataFrame:
    """The list with its French columns: both files on one line."""
    return pd.DataFrame([_exported(pair) for pair in pairs])


def _exported(pair: Pair) -> dict[str, object]:
    decided = {"Décision": pair.status.label, "Décidé le": pair.decided_on, "Décidé par": pair.decided_by}
    sides = {
        f"{label} ({number})": words
        for number, side in ((1, pair.first), (2, pair.second))
        for label, words in _detailed(side).items()
    }
    return {"Ressemblance": pair.reason, "Repéré le": pair.found_on, **decided, **sides}


def _detailed(side: FileSide) -> dict[str, object]:
    return {
        "Nom de naissance": side.birth_name,
        "Nom d’usage": side.usual_name,
        "Prénoms": side.first_names,
        "Naissance": side.birth_date,
        "Commune": side.commune,
        "Téléphone": side.phone,
        "Numéros": ", ".join(side.identifiers),
        "Structure": side.structure,
        "Référent·e": side.referent,
        "Entrée": side.entered_on,
        "Sortie": side.exited_on,
        "Contenu": content_of(side),
    }
