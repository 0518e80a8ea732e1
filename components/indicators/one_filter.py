"""The only filter of who is told figures without lists: two at once would tell somebody by subtraction."""

from collections.abc import Iterator, Mapping

from components.indicators.address import choose_coded
from domain.caseload import AgeBracket, Area, AreaKind, CaseloadFilters
from domain.follow_up import Track
from domain.indicators.model import Seniority
from domain.people import PUBLICS_BY_AGE, Public

_WHY = "Ces chiffres sont donnés sans liste de personnes\u00a0: un seul filtre à la fois."
Chosen = tuple[CaseloadFilters, tuple[Seniority, ...]]


def choose_one_filter(structures: Mapping[int, str], areas: Mapping[Area, str]) -> Chosen:
    """A structure, or a public, or an age… in one list."""
    offered = {code: (words, chosen) for code, words, chosen in _offered(structures, areas)}
    labels = {code: words for code, (words, _chosen) in offered.items()}
    code = choose_coded("Filtre (un seul à la fois)", "filtre", labels, "Toutes les personnes", why=_WHY)
    return offered[code][1] if code else (CaseloadFilters(), ())


def _offered(structures: Mapping[int, str], areas: Mapping[Area, str]) -> Iterator[tuple[str, str, Chosen]]:
    for key, name in structures.items():
        yield f"structure-{key}", f"Structure\u00a0: {name}", (CaseloadFilters(structure_id=key), ())
    for area, name in areas.items():
        if area.kind is AreaKind.EPCI:
            yield f"epci-{area.code}", f"Intercommunalité\u00a0: {name}", (CaseloadFilters(area=area), ())
    for track in Track:
        yield f"track-{track}", f"Parcours\u00a0: {track.label}", (CaseloadFilters(tracks=(track,)), ())
    for public in (one for one in Public if one not in PUBLICS_BY_AGE):  # ages are told below
        yield f"public-{public}", f"Public\u00a0: {public.label}", (CaseloadFilters(publics=(public,)), ())
    for age in AgeBracket:
        yield f"age-{age}", f"Âge\u00a0: {age.label}", (CaseloadFilters(age_brackets=(age,)), ())
    for seniority in Seniority:
        yield (
            f"seniority-{seniority}",
            f"Ancienneté\u00a0: {seniority.label}",
            (CaseloadFilters(), (seniority,)),
        )
