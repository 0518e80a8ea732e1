"""An account as the administration types it, what its roles read, and how far an administrator may go."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.access import Field, Role
from domain.beneficiaries import email_problem, name_problem, phone_problem
from domain.dates import problems_of

ACCOUNT_LABELS = {
    "first_name": "Prénom",
    "last_name": "Nom",
    "email": "Courriel",
    "login": "Identifiant",
    "structure_id": "Structure",
    "roles": "Rôles",
    "field": "Champ d’intervention",
    "function": "Fonction",
    "phone": "Téléphone",
}
ROLE_READS = {
    Role.CASEWORKER: "lit et complète les dossiers des personnes dont le groupe de suivi la ou le nomme.",
    Role.STRUCTURE_MANAGER: "voit la liste des personnes suivies par sa structure et les répartit.",
    Role.COORDINATOR: "voit toutes les personnes du consortium, les notes en groupe de suivi seulement.",
    Role.DATA_PROTECTION: "ne lit aucun dossier ni aucun chiffre.",
    Role.COMMISSION_SECRETARY: "ne lit aucun dossier hors de ses commissions.",
    Role.STEERING: "voit des chiffres d’ensemble, aucune personne.",
    Role.ADMINISTRATOR: "gère comptes, structures et paramètres ; ne lit aucun dossier.",
}
GIVEN_ROLES = tuple(ROLE_READS)  # the national team is not made inside a consortium
_OF_A_STRUCTURE = frozenset({Role.CASEWORKER, Role.STRUCTURE_MANAGER})


@dataclass(frozen=True)
class AccountDraft:
    """What a form fills; an empty login means a professional of the directory who does not sign in."""

    first_name: str
    last_name: str
    email: str = ""
    login: str = ""
    structure_id: int | None = None
    roles: frozenset[Role] = frozenset()
    field: Field | None = None
    function: str = ""
    phone: str = ""

    def problems(self) -> dict[str, str]:
        """Field name → what is wrong with it."""
        return problems_of(
            first_name=name_problem(self.first_name, "Indiquez le prénom."),
            last_name=name_problem(self.last_name, "Indiquez le nom."),
            email=email_problem(self.email),
            phone=phone_problem(self.phone),
            roles=_roles_problem(self.roles, has_login=bool(self.login.strip())),
            structure_id=self._structure_problem(),
        )

    def _structure_problem(self) -> str | None:
        is_missing = self.structure_id is None and not self.roles.isdisjoint(_OF_A_STRUCTURE)
        return "Ce rôle s’exerce dans une structure : choisissez-la." if is_missing else None


@dataclass(frozen=True)
class AccountLine:
    """A professional of the list; `people` counts those she is the référent of, never who they are."""

    id: int
    version: int
    draft: AccountDraft
    structure_name: str
    is_active: bool
    must_change_password: bool
    people: int
    has_second_factor: bool = False

    @property
    def display_name(self) -> str:
        """First name then last name."""
        return f"{self.draft.first_name} {self.draft.last_name}"

    @property
    def state(self) -> str:
        """Where the account stands, in words."""
        if not self.is_active:
            return "Désactivé"
        if not self.draft.login:
            return "Sans compte"
        return "Mot de passe à choisir" if self.must_change_password else "Actif"


def proposed_login(email: str) -> str:
    """The e-mail address, as a login is stored."""
    return email.strip().lower()


def own_account_problem(*, is_own: bool, roles: Collection[Role] | None) -> str | None:
    """Nobody shuts herself out: `roles` are those she would keep, None when the account would be closed."""
    if not is_own:
        return None
    if roles is None:
        return "Vous ne pouvez pas désactiver votre propre compte : demandez-le à une autre administration."
    if Role.ADMINISTRATOR not in roles:
        return "Vous ne pouvez pas retirer votre propre rôle d’administration."
    return None


def _roles_problem(roles: frozenset[Role], *, has_login: bool) -> str | None:
    if not roles <= set(GIVEN_ROLES):
        return "Ce rôle ne se donne pas ici."
    return "Choisissez au moins un rôle." if has_login and not roles else None
