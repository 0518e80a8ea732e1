"""The published sheet of the Pyrénées-Orientales; the people it names are replaced by their function."""

from db.demo.sheets import SheetData
from domain.organisations import Circle, College
from domain.people import Public

SHEET_66 = SheetData(
    perimeter="Département des Pyrénées-Orientales (66)",
    contact="Coordination SPIE, liste.spie66@exemple.fr",
    target_public_intro=(
        "Les actions inscrites dans le SPIE touchent un large public ; toutefois, parmi les publics cibles,"
        " certaines actions cibleront une population plus restreinte (exemple : nouveaux entrants dans le"
        " dispositif RSA). Les publics cibles sont :"
    ),
    contributions=(
        "Amélioration et harmonisation de la réalisation du diagnostic socio-professionnel",
        "Amélioration du repérage des publics « invisibles » ou en risque de rupture",
        "Contribution à la coordination de l’action des partenaires intervenant dans l’insertion"
        " socio-professionnelle des jeunes",
        "Mise en commun de l’offre de service des partenaires en mettant en place une cartographie"
        " de l’offre",
    ),
    members=(
        (College.LOCAL_AUTHORITIES, Circle.INNER, ("Région Occitanie",)),
        (College.EMPLOYMENT_SERVICE, Circle.INNER, ("Pôle emploi",)),
        (College.STATE, Circle.INNER, ("DDETS",)),
        (
            College.OPERATORS,
            Circle.INNER,
            ("MLJ (Mission locale jeunes)", "Cap emploi – ADRH", "CAF", "MSA"),
        ),
        (College.TRAINING, Circle.INNER, ("AFPA",)),
        (College.ASSOCIATIONS, Circle.INNER, ("ATD Quart Monde",)),
        (
            College.COMPANIES,
            Circle.INNER,
            (
                "Chambre de métiers et de l’artisanat des Pyrénées-Orientales",
                "Chambre de commerce et d’industrie des Pyrénées-Orientales",
                "Chambre d’agriculture des Pyrénées-Orientales",
                "UPA 66 (Union professionnelle artisanale)",
                "UPE 66 (Union pour l’entreprise)",
            ),
        ),
    ),
    target_publics=(
        (
            "les personnes allocataires du RSA, y compris celles orientées vers Pôle emploi",
            Public.RSA,
            (1, 3),
        ),
        ("les jeunes suivis par la Mission locale jeunes", Public.YOUNG, (1,)),
        (
            "des publics en situation de précarité qui ne font pas valoir leurs droits et qui sont méconnus"
            " des institutions",
            Public.TO_BE_MET,
            (1,),
        ),
        (
            "les demandeurs d’emploi dans une démarche d’insertion, quel que soit le dispositif"
            " d’accompagnement dont ils relèvent, ou ayant besoin d’un accompagnement socioprofessionnel vers"
            " l’activité et l’emploi",
            None,
            (2,),
        ),
        ("des demandeurs d’emploi en fin de mois (DEFM)", None, (3,)),
    ),
    axes=(
        (
            "",
            (
                "Favoriser la mise en réseau des acteurs du premier accueil social à des fins d’accès aux"
                " droits, à travers l’extension des conseils locaux d’accès aux droits (CLAD) et le lancement"
                " d’une réflexion partenariale",
                "Améliorer le repérage des publics « invisibles » ou en risque de rupture via la définition"
                " commune de ces publics, la définition des stratégies « d’aller vers », la mise en place"
                " d’un groupe de travail pour repérer les situations en risque de rupture",
                "Améliorer et harmoniser la réalisation du diagnostic socio-professionnel dans le cadre d’un"
                " groupe de travail et en adoptant un logiciel de parcours et une cartographie de l’offre",
            ),
        ),
        (
            "",
            (
                "Simplifier les démarches administratives en rendant les supports de communication plus"
                " compréhensibles et en réorganisant les circuits de communication",
                "Contribuer à la coordination de l’action des partenaires intervenant dans l’insertion"
                " socio-professionnelle des jeunes",
                "Améliorer la réponse aux besoins d’accompagnement des personnes et la coordination entre les"
                " professionnels qui interviennent auprès d’elles, remettre à plat les outils de"
                " contractualisation (notamment CER)",
            ),
        ),
        (
            "",
            (
                "Mettre en commun l’offre de service des partenaires en mettant en place une cartographie de"
                " l’offre des partenaires",
                "Améliorer la communication entre les professionnels en renforçant les liens de proximité et"
                " la confiance à travers des formations, des réunions partenariales, etc.",
                "Fluidifier les relations entre acteurs de l’insertion et acteurs socio-économiques en"
                " proposant une offre intégrée et coordonnée de solutions en direction des entreprises, en"
                " organisant des événements, etc.",
                "Valoriser les initiatives exemplaires dans le champ de l’insertion et de l’emploi à travers"
                " l’organisation d’événements sur les bassins de vie",
                "Élargir et renforcer la gouvernance départementale de l’insertion et de l’emploi en créant"
                " des instances de pilotage et de suivi",
                "Accentuer la territorialisation de la politique d’insertion et de l’emploi via la mise en"
                " place de comités techniques insertion et emploi à l’échelle des territoires d’action"
                " sociale départementale",
                "Mettre en place une évaluation qualitative de l’offre d’insertion et d’emploi",
            ),
        ),
    ),
    cross_cutting=(
        "Participation des personnes concernées dans le cadre de certains projets SPIE (exemples :"
        " réalisation d’une trame de diagnostic socio-professionnel, participation à l’élaboration de"
        " supports de communication plus compréhensibles, participation à une évaluation"
        " qualitative des actions).",
        "Prestations de conduite du changement au sein des institutions ou entre elles.",
    ),
    team=(
        ("Coordonnateur SPIE", 1),
        ("Chargés de mission et d’animation territoriaux", 2),
        ("Animateur socio-économique", 1),
    ),
    schedule=(
        "La mise en œuvre de l’ensemble des actions des axes 1 et 2 interviendra à partir du second semestre"
        " 2022, suivant la prise de poste des agents et la passation du marché public associé à ce premier"
        " axe.",
        "La mise en œuvre de l’ensemble des actions de l’axe 3 interviendra dès 2022, en commençant par"
        " l’installation des instances de gouvernance départementale et territoriale, probablement lors du"
        " premier semestre 2022.",
    ),
)
