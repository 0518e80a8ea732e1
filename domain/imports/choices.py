"""Cells that choose in a list: civility, publics, parcours, contract, structure, référent·e."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from domain.follow_up import ContractKind, Track
from domain.imports.cell import Cell, plain_words, quoted, says_nothing, tidy
from domain.imports.model import Value
from domain.labels import LabelledEnum
from domain.names import normalise_name
from domain.people import Civility, Public

_Choice = TypeVar("_Choice", bound=LabelledEnum)

_CIVILITY = {
    Civility.MADAM: "mme, madame, mlle, mademoiselle, mad, f, femme, feminin, 2",
    Civility.SIR: "m, mr, monsieur, mons, h, homme, masculin, 1",
    Civility.UNSPECIFIED: "non precise, autre",
}
_TRACK = {
    Track.PROFESSIONAL: "professionnel, pro, emploi, parcours professionnel, parcours emploi, p pro",
    Track.SOCIO_PROFESSIONAL: "socio pro, sociopro, socioprofessionnel, parcours socio professionnel, "
    "parcours socio pro, parcours socioprofessionnel",
    Track.SOCIAL: "parcours social, soc",
}
_CONTRACT = {
    ContractKind.ENGAGEMENT: "ce, contrat engagement, contrat d engagements",
    ContractKind.CER: "contrat d engagement reciproque, contrat d engagements reciproques",
    ContractKind.PPAE: "projet personnalise d acces a l emploi, contrat d engagement ppae",
    ContractKind.PACEA: "parcours contractualise d accompagnement vers l emploi et l autonomie",
    ContractKind.CEJ: "contrat d engagement jeune, contrat d engagement jeunes",
}
_PUBLIC = {
    Public.RSA: "rsa, brsa, allocataire rsa, allocataires du rsa, beneficiaire rsa, beneficiaire du rsa, "
    "beneficiaires du rsa",
    Public.YOUNG: "jeune, jeunes, moins de 26 ans, jeune 26 ans, 16 25 ans, 18 25 ans, "
    "jeunes de moins de 26 ans",
    Public.DISABLED_WORKER: "th, rqth, boe, boeth, travailleuse handicapee, travailleurs handicapes",
    Public.LONG_TERM_UNEMPLOYED: "deld, dld, demandeuse d emploi de longue duree, chomeur de longue duree, "
    "longue duree, demandeurs d emploi de longue duree, demandeur d emploi longue duree",
    Public.JOB_SEEKER: "demandeuse d emploi, demandeurs d emploi, demandeur emploi, de, "
    "inscrit france travail, inscrite france travail",
    Public.QPV: "qpv, quartier prioritaire, quartiers prioritaires, habitant qpv, "
    "quartier prioritaire de la ville",
    Public.ZRR: "zrr, habitant zrr, zone de revitalisation rurale",
    Public.SENIOR: "senior, seniors, plus de 55 ans, 55 ans et, 55 ans, senior 55 ans et plus",
    Public.SINGLE_PARENT: "parents isoles, parente isolee, mere isolee, pere isole, famille monoparentale, "
    "monoparental, monoparentale, parent seul",
    Public.TO_BE_MET: "personne a rencontrer",
}
_BETWEEN_PUBLICS = re.compile(r"[,;|/+\n]")


def _by_words(choices: Mapping[_Choice, str]) -> dict[str, _Choice]:
    """Each writing, the label included, with what it means."""
    words = {plain_words(choice.label): choice for choice in choices}
    return words | {word: choice for choice, several in choices.items() for word in several.split(", ")}


def _reader(by_words: Mapping[str, Value], what: str) -> Callable[[str], Cell]:
    """A reader of one column; an unknown word is dropped with a warning."""

    def read(raw: str) -> Cell:
        text = tidy(raw)
        if says_nothing(text):
            return Cell()
        choice = by_words.get(plain_words(text))
        if choice is None:
            return Cell(warning=f"{quoted(text)} n’est pas {what} : laissé vide.")
        return Cell(choice)

    return read


read_civility = _reader(_by_words(_CIVILITY), "une civilité")
read_track = _reader(_by_words(_TRACK), "un parcours")
read_contract_kind = _reader(_by_words(_CONTRACT), "un type de contrat")
_PUBLICS_BY_WORDS = _by_words(_PUBLIC)


def read_publics(raw: str) -> Cell:
    """Every public named in a list; the words that name none are left aside with a warning."""
    found: set[Public] = set()
    unknown: list[str] = []
    for part in () if says_nothing(tidy(raw)) else _BETWEEN_PUBLICS.split(raw):
        text = tidy(part)
        if says_nothing(text):
            continue
        if public := _PUBLICS_BY_WORDS.get(plain_words(text)):
            found.add(public)
        else:
            unknown.append(quoted(text))
    warning = f"Public inconnu, laissé de côté : {', '.join(unknown[:3])}." if unknown else ""
    return Cell(frozenset(found) or None, warning=warning)


def read_structure(raw: str, known: Mapping[str, tuple[int, ...]]) -> Cell:
    """A structure of the consortium by its name."""
    text = tidy(raw)
    if says_nothing(text):
        return Cell()
    found = known.get(normalise_name(text), ())
    if len(found) > 1:
        return Cell(
            problem="Plusieurs structures portent ce nom : videz la cellule et choisissez dans Jalons."
        )
    return Cell(found[0]) if found else Cell(warning=f"Structure inconnue, laissée vide : {quoted(text)}.")


def read_referent(raw: str, known: Mapping[str, tuple[int, ...]]) -> Cell:
    """A professional by e-mail, or by first and last names in either order."""
    text = tidy(raw)
    words = normalise_name(text).split()
    if says_nothing(text) or words[:1] == ["sans"]:  # our lists say « Sans référent·e »
        return Cell()
    turns = (" ".join(words[turn:] + words[:turn]) for turn in range(min(len(words), 6)))
    found = next((known[name] for name in turns if name in known), ())
    if len(found) > 1:
        return Cell(problem="Plusieurs professionnels portent ce nom : écrivez plutôt son courriel.")
    return Cell(found[0]) if found else Cell(warning=f"Référent·e inconnu·e, laissé·e vide : {quoted(text)}.")
