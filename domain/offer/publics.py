"""How publics of the caseload answer to the official publics of services."""

from collections.abc import Iterable

from domain.people import Public

EVERYBODY = "tous-publics"
MATCHING: dict[Public, str | None] = {
    Public.RSA: "beneficiaires-des-minimas-sociaux",
    Public.YOUNG: "jeunes",
    Public.DISABLED_WORKER: "personnes-en-situation-de-handicap",
    Public.LONG_TERM_UNEMPLOYED: "demandeurs-emploi",
    Public.JOB_SEEKER: "demandeurs-emploi",
    Public.QPV: "residents-qpv-frr",
    Public.ZRR: "residents-qpv-frr",
    Public.SENIOR: "seniors",
    Public.SINGLE_PARENT: "familles",
    Public.TO_BE_MET: None,
}


def official_publics(publics: Iterable[Public]) -> frozenset[str]:
    """The official publics to which a person of these publics belongs, everybody included."""
    return frozenset({EVERYBODY, *(code for one in publics if (code := MATCHING[one]))})
