"""Fictional structures of the two demonstration territories: plausible kinds and communes."""

from typing import NamedTuple

from domain.access import Field
from domain.organisations import StructureKind as Kind


class Establishment(NamedTuple):
    """A structure to create; `size` weighs how many of the professionals work there.

    `follows` is False where nobody is a référent, whatever the kind.
    """

    kind: Kind
    name: str
    commune_code: str
    size: int = 6
    follows: bool = True


class Post(NamedTuple):
    """A function and its field."""

    function: str
    field: Field


PYRENEES_ORIENTALES = (
    Establishment(Kind.DEPARTMENT, "Maison sociale de proximité — Perpignan Nord", "66136", 16),
    Establishment(Kind.DEPARTMENT, "Maison sociale de proximité — Perpignan Sud", "66136", 16),
    Establishment(Kind.DEPARTMENT, "Maison sociale de proximité — Salanque", "66180", 10),
    Establishment(Kind.DEPARTMENT, "Maison sociale de proximité — Côte Vermeille", "66008", 10),
    Establishment(Kind.DEPARTMENT, "Maison sociale de proximité — Vallespir", "66049", 9),
    Establishment(Kind.DEPARTMENT, "Maison sociale de proximité — Conflent", "66149", 9),
    Establishment(Kind.DEPARTMENT, "Maison sociale de proximité — Aspres", "66210", 8),
    Establishment(Kind.FRANCE_TRAVAIL, "Agence France Travail — Perpignan Sud (exemple)", "66136", 18),
    Establishment(Kind.FRANCE_TRAVAIL, "Agence France Travail — Perpignan Nord (exemple)", "66136", 18),
    Establishment(Kind.FRANCE_TRAVAIL, "Agence France Travail — Argelès-sur-Mer (exemple)", "66008", 12),
    Establishment(Kind.FRANCE_TRAVAIL, "Agence France Travail — Céret (exemple)", "66049", 10),
    Establishment(Kind.FRANCE_TRAVAIL, "Agence France Travail — Prades (exemple)", "66149", 10),
    Establishment(Kind.MISSION_LOCALE, "Mission locale — Perpignan (exemple)", "66136", 14),
    Establishment(Kind.MISSION_LOCALE, "Mission locale — antenne de Prades (exemple)", "66149", 5),
    Establishment(Kind.MISSION_LOCALE, "Mission locale — antenne d’Elne (exemple)", "66065", 5),
    Establishment(Kind.CAP_EMPLOI, "Cap emploi — Perpignan (exemple)", "66136", 9),
    Establishment(Kind.CAF, "CAF — accueil de Perpignan (exemple)", "66136", 8),
    Establishment(Kind.CAF, "CAF — point d’accueil de Céret (exemple)", "66049", 3),
    Establishment(Kind.MSA, "MSA — accueil de Perpignan (exemple)", "66136", 5),
    Establishment(Kind.CCAS, "CCAS — Perpignan (exemple)", "66136", 10),
    Establishment(Kind.CCAS, "CCAS — Rivesaltes (exemple)", "66164", 4),
    Establishment(Kind.CCAS, "CCAS — Canet-en-Roussillon (exemple)", "66037", 4),
    Establishment(Kind.CCAS, "CIAS — Cerdagne (exemple)", "66025", 3),
    Establishment(Kind.PLIE, "PLIE — Perpignan (exemple)", "66136", 8),
    Establishment(Kind.ASSOCIATION, "Association Le Pas de Côté (exemple)", "66136", 7),
    Establishment(Kind.ASSOCIATION, "Association La Passerelle des Mots (exemple)", "66136", 5),
    Establishment(Kind.ASSOCIATION, "Association Toit et Moi Roussillon (exemple)", "66136", 6),
    Establishment(Kind.ASSOCIATION, "Association En Route Fenouillèdes (exemple)", "66187", 4),
    Establishment(Kind.ASSOCIATION, "Association Santé Vous Bien (exemple)", "66028", 4),
    Establishment(Kind.ASSOCIATION, "Association L’Atelier des Possibles (exemple)", "66088", 5),
    Establishment(
        Kind.INTEGRATION_COMPANY, "Les Jardins du Tournesol, chantier d’insertion (exemple)", "66065", 5
    ),
    Establishment(Kind.INTEGRATION_COMPANY, "Recyclerie du Canigó (exemple)", "66149", 5),
    Establishment(Kind.INTEGRATION_COMPANY, "Tramontane Intérim d’insertion (exemple)", "66136", 4),
    Establishment(
        Kind.INTEGRATION_COMPANY, "Cuisine et Compagnie, entreprise d’insertion (exemple)", "66172", 4
    ),
    Establishment(Kind.TRAINING_BODY, "Centre de formation Les Micocouliers (exemple)", "66136", 5),
    Establishment(Kind.TRAINING_BODY, "Institut Formation Catalane (exemple)", "66164", 4),
    Establishment(Kind.TRAINING_BODY, "École de la deuxième marche (exemple)", "66136", 4),
    Establishment(Kind.OTHER, "Maison France services — Font-Romeu (exemple)", "66124", 2),
    Establishment(Kind.OTHER, "Service de l’État pour l’emploi — Perpignan (exemple)", "66136", 2),
    Establishment(
        Kind.DEPARTMENT, "Département — direction de l’insertion (exemple)", "66136", 6, follows=False
    ),
)
DEUX_SEVRES = (
    Establishment(Kind.DEPARTMENT, "Antenne médico-sociale — Niort (exemple)", "79191"),
    Establishment(Kind.FRANCE_TRAVAIL, "Agence France Travail — Bressuire (exemple)", "79049"),
    Establishment(Kind.MISSION_LOCALE, "Mission locale — Thouars (exemple)", "79329"),
    Establishment(Kind.CAP_EMPLOI, "Cap emploi — Niort (exemple)", "79191"),
    Establishment(Kind.CCAS, "CCAS — Parthenay (exemple)", "79202"),
    Establishment(Kind.ASSOCIATION, "Association Le Marais Solidaire (exemple)", "79191"),
)

_SOCIAL_POSTS = (
    Post("Assistant·e de service social", Field.SOCIAL),
    Post("Conseiller·ère en économie sociale et familiale", Field.SOCIAL),
    Post("Référent·e de parcours", Field.SOCIAL),
)
_JOB_POSTS = (
    Post("Conseiller·ère en insertion professionnelle", Field.PROFESSIONAL),
    Post("Chargé·e d’accompagnement vers l’emploi", Field.PROFESSIONAL),
    Post("Chargé·e de relations avec les entreprises", Field.PROFESSIONAL),
)
POSTS: dict[Kind, tuple[Post, ...]] = {
    Kind.DEPARTMENT: (*_SOCIAL_POSTS, Post("Conseiller·ère en insertion", Field.PROFESSIONAL)),
    Kind.FRANCE_TRAVAIL: (
        Post("Conseiller·ère à l’emploi", Field.PROFESSIONAL),
        Post("Conseiller·ère à l’emploi, accompagnement global", Field.PROFESSIONAL),
    ),
    Kind.MISSION_LOCALE: (*_JOB_POSTS, Post("Éducateur·rice spécialisé·e", Field.SOCIAL)),
    Kind.CAP_EMPLOI: _JOB_POSTS,
    Kind.CAF: (
        Post("Travailleur·euse social·e", Field.SOCIAL),
        Post("Conseiller·ère aux allocataires", Field.SOCIAL),
    ),
    Kind.MSA: (Post("Travailleur·euse social·e", Field.SOCIAL),),
    Kind.CCAS: _SOCIAL_POSTS,
    Kind.ASSOCIATION: (_SOCIAL_POSTS[2], _JOB_POSTS[0], Post("Médiateur·rice", Field.SOCIAL)),
    Kind.INTEGRATION_COMPANY: (
        _JOB_POSTS[1],
        Post("Encadrant·e technique", Field.PROFESSIONAL),
    ),
    Kind.TRAINING_BODY: (Post("Formateur·rice", Field.PROFESSIONAL), _JOB_POSTS[0]),
    Kind.PLIE: (Post("Référent·e de parcours PLIE", Field.PROFESSIONAL),),
    Kind.OTHER: (Post("Agent·e d’accueil et d’accès aux droits", Field.SOCIAL),),
}
