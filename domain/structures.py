"""A structure of the network as the administration types it, and as it lists it."""

from dataclasses import dataclass

from domain.beneficiaries import email_problem, phone_problem, postal_problem
from domain.dates import problems_of
from domain.organisations import StructureKind

STRUCTURE_LABELS = {
    "name": "Nom",
    "kind": "Type",
    "member_organisation_id": "Membre du consortium",
    "address": "Adresse",
    "postal_code": "Code postal",
    "commune_code": "Commune",
    "phone": "Téléphone",
    "email": "Courriel",
}


@dataclass(frozen=True)
class StructureDraft:
    """What a form fills: the phone and the address go on what is printed for the people."""

    name: str
    kind: StructureKind
    member_organisation_id: int | None = None
    address: str = ""
    postal_code: str | None = None
    commune_code: str | None = None
    phone: str = ""
    email: str = ""

    def problems(self) -> dict[str, str]:
        """A structure has a name; what is given to reach it must be usable."""
        return problems_of(
            name=None if self.name.strip() else "Indiquez le nom de la structure.",
            postal_code=postal_problem(self.postal_code),
            phone=phone_problem(self.phone),
            email=email_problem(self.email),
        )


@dataclass(frozen=True)
class StructureLine:
    """A structure of the list; `professionals` counts the active ones."""

    id: int
    version: int
    draft: StructureDraft
    member_name: str
    commune_name: str
    professionals: int
