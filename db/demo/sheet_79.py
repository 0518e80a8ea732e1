"""An invented sheet for the second demonstration consortium (Deux-Sèvres)."""

from db.demo.sheets import SheetData
from domain.organisations import Circle, College
from domain.people import Public

SHEET_79 = SheetData(
    perimeter="Département des Deux-Sèvres (79), en commençant par le Bocage bressuirais et le Mellois",
    contact="Coordination du consortium, coordination79@exemple.fr",
    target_public_intro="Le projet s’adresse à toute personne qui cherche sa place par l’activité, d’abord :",
    contributions=(
        "Une première rencontre à deux professionnels, l’un du social, l’autre de l’emploi",
        "Des solutions de mobilité connues de tous et partagées entre communes rurales",
    ),
    members=(
        (College.LOCAL_AUTHORITIES, Circle.INNER, ("Conseil départemental des Deux-Sèvres",)),
        (College.EMPLOYMENT_SERVICE, Circle.INNER, ("France Travail", "Cap emploi")),
        (College.STATE, Circle.INNER, ("DDETSPP",)),
        (College.OPERATORS, Circle.INNER, ("Mission locale du bocage", "Mission locale du sud")),
        (College.SOCIAL_PROTECTION, Circle.WIDER, ("CAF", "MSA")),
        (College.ASSOCIATIONS, Circle.WIDER, ("Collectif des garages solidaires",)),
    ),
    target_publics=(
        ("les personnes sans solution de transport", None, (2,)),
        ("les jeunes sans emploi ni formation", Public.YOUNG, (1, 2)),
        ("les parents seuls avec de jeunes enfants", Public.SINGLE_PARENT, (1,)),
    ),
    axes=(
        (
            "Accueillir ensemble",
            (
                "Ouvrir une permanence commune dans chaque bassin de vie",
                "Former les professionnels à l’entretien à deux voix",
            ),
        ),
        (
            "Se déplacer",
            (
                "Recenser les véhicules et les transports à la demande",
                "Proposer une aide au permis, rendue lisible en une page",
            ),
        ),
    ),
    cross_cutting=("Des personnes concernées relisent chaque courrier type avant son envoi.",),
    team=(("Coordination du consortium", 1), ("Animation de réseau", 1)),
    schedule=("Axe 1 au premier semestre 2022, axe 2 à la rentrée suivante.",),
)
