"""Who is about to be referred, as far as services are chosen for her: where she lives, her publics."""

from typing import Any

from sqlalchemy import Select, and_, false
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary, BeneficiaryPublic
from db.models.reference import Commune
from db.queries.scopes import is_named_in_group, visible_beneficiaries, visible_files
from domain.access import Viewer
from domain.errors import NotFoundError
from domain.offer.suggestions import Referred


def get_referred(session: Session, viewer: Viewer, beneficiary_id: int) -> Referred:
    """Of a file that one opens, in one statement; NotFoundError otherwise."""
    is_in_group = is_named_in_group(viewer, Beneficiary.id)
    return _read(session, visible_files(viewer), beneficiary_id, is_in_group)


def find_person(session: Session, viewer: Viewer, beneficiary_id: int) -> Referred:
    """The same of anybody in her lists, without asking who follows her."""
    return _read(session, visible_beneficiaries(viewer), beneficiary_id, false())


def _read(
    session: Session, visible: Select[Beneficiary], beneficiary_id: int, is_group_member: Any
) -> Referred:
    rows = session.execute(
        _with_place(visible, is_group_member).where(Beneficiary.id == beneficiary_id)
    ).all()
    if not rows:
        raise NotFoundError
    one = rows[0]
    return Referred(
        id=one.id,
        name=f"{one.first_names} {one.usual_name or one.birth_name}",
        is_group_member=bool(one.is_group_member),
        lives_in=(one.code, one.epci_siren, one.departement_code),
        publics=frozenset(row.public for row in rows if row.public),
    )


def _with_place(visible: Select[Beneficiary], is_group_member: Any) -> Select[Any]:
    owned = and_(
        BeneficiaryPublic.consortium_id == Beneficiary.consortium_id,
        BeneficiaryPublic.beneficiary_id == Beneficiary.id,
    )
    return (
        visible.outerjoin(Commune, Commune.code == Beneficiary.commune_code)
        .outerjoin(BeneficiaryPublic, owned)
        .with_only_columns(
            Beneficiary.id,
            Beneficiary.first_names,
            Beneficiary.usual_name,
            Beneficiary.birth_name,
            is_group_member.label("is_group_member"),
            Commune.code,
            Commune.epci_siren,
            Commune.departement_code,
            BeneficiaryPublic.public,
            maintain_column_froms=True,
        )
    )
