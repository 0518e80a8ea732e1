"""The official communes, as files of services are compared with them."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.reference import Commune, CommunePostalCode, Departement
from domain.offer.places import Communes, commune_name


def read_communes(session: Session) -> Communes:
    """All of them, by code and by name; a name borne twice in a département is found by postal code only."""
    rows = session.execute(
        select(Commune.code, Commune.name, Commune.departement_code, Commune.parent_code)
    ).all()
    names = {row.code: row.name for row in rows}
    searched = {code: commune_name(name) for code, name in names.items()}
    homonyms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.departement_code and not row.parent_code:
            homonyms[row.departement_code, searched[row.code]].append(row.code)
    posts = session.execute(select(CommunePostalCode.postal_code, CommunePostalCode.commune_code))
    of_region: dict[str, list[str]] = defaultdict(list)
    for code, region in session.execute(select(Departement.code, Departement.region_code)):
        of_region[region].append(code)
    return Communes(
        names=names,
        by_postal_code={(post, searched[code]): code for post, code in posts},
        by_departement={key: codes[0] for key, codes in homonyms.items() if len(codes) == 1},
        of_region=of_region,
    )
