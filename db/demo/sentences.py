"""What professionals write in the demonstration: short, plain, about nobody."""

from typing import NamedTuple

from domain.follow_up import StepKind


class Theme(NamedTuple):
    """A data·inclusion category with what is aimed at and done; `share` of the plans that hold it."""

    code: str
    share: float
    objectives: tuple[str, ...]
    actions: tuple[str, ...]


# Shares: actions of contracts signed in 2018 (DREES, OARSA); for mobility, declared obstacles (DREES 1252).
THEMES = (
    Theme(
        "sante",
        0.37,
        ("Retrouver un suivi de santé régulier", "Avancer sur la reconnaissance du handicap"),
        (
            "Prendre rendez-vous pour un bilan de santé",
            "Compléter le dossier MDPH",
            "Choisir un médecin traitant",
        ),
    ),
    Theme(
        "trouver-un-emploi",
        0.3,
        ("Retrouver un emploi près de chez soi", "Reprendre une activité à temps partiel"),
        (
            "Répondre à deux offres par semaine",
            "Rencontrer une entreprise qui recrute",
            "S’inscrire au forum local",
        ),
    ),
    Theme(
        "famille",
        0.24,
        ("Trouver un relais pour s’occuper d’un proche", "Concilier horaires de travail et vie de famille"),
        (
            "Contacter le relais des familles",
            "Se renseigner sur les aides aux aidants",
            "Poser les horaires possibles",
        ),
    ),
    Theme(
        "mobilite",
        0.23,
        ("Pouvoir se déplacer pour travailler", "Obtenir le permis de conduire"),
        ("Demander l’aide au permis", "Réserver un véhicule solidaire", "Repérer les lignes de bus utiles"),
    ),
    Theme(
        "logement-hebergement",
        0.15,
        ("Se loger durablement", "Éviter une expulsion"),
        (
            "Renouveler la demande de logement social",
            "Saisir le fonds de solidarité logement",
            "Appeler le bailleur",
        ),
    ),
    Theme(
        "remobilisation",
        0.14,
        ("Reprendre confiance et rencontrer du monde", "Retrouver un rythme"),
        (
            "Participer à l’atelier hebdomadaire",
            "Visiter l’association de quartier",
            "Essayer une activité collective",
        ),
    ),
    Theme(
        "se-former",
        0.12,
        ("Entrer en formation qualifiante", "Acquérir un premier diplôme"),
        (
            "Assister à une réunion d’information",
            "Monter le dossier de financement",
            "Passer les tests d’entrée",
        ),
    ),
    Theme(
        "choisir-un-metier",
        0.16,
        ("Choisir un métier qui convient", "Confirmer le projet par une immersion"),
        ("Rencontrer deux personnes du métier", "Préparer une immersion", "Faire un bilan de compétences"),
    ),
    Theme(
        "difficultes-administratives-ou-juridiques",
        0.13,
        ("Mettre à jour ses droits", "Renouveler le titre de séjour"),
        ("Rassembler les pièces demandées", "Prendre rendez-vous à France services", "Appeler la caisse"),
    ),
    Theme(
        "difficultes-financieres",
        0.12,
        ("Sortir d’une situation d’endettement", "Équilibrer son budget"),
        ("Remplir le dossier de surendettement", "Faire le budget du mois", "Demander un échéancier"),
    ),
    Theme(
        "numerique",
        0.08,
        ("Être à l’aise avec les démarches en ligne",),
        ("Suivre trois séances au point numérique", "Créer une adresse électronique"),
    ),
    Theme(
        "lecture-ecriture-calcul",
        0.07,
        ("Être à l’aise à l’écrit",),
        ("Passer l’évaluation de positionnement", "Commencer les cours de français"),
    ),
)

CONTACTS = (
    "A donné des nouvelles, tout suit son cours.",
    "Point rapide sur les démarches en cours.",
    "Demande à avancer le prochain rendez-vous.",
    "Confirme sa venue au prochain rendez-vous.",
    "A reçu la réponse attendue, à revoir ensemble.",
    "Cherche comment se rendre au prochain rendez-vous.",
    "Signale un changement d’horaires de travail.",
    "Souhaite parler d’une formation.",
    "Rappel des pièces à apporter.",
    "A trouvé le dernier échange utile, souhaite continuer.",
)
MISSED_CONTACTS = (
    "Pas de réponse, rappeler en fin de journée.",
    "Message laissé, attend un rappel.",
    "Numéro qui ne répond plus, essayer par courriel.",
    "N’était pas disponible, propose de rappeler demain.",
    "Courrier revenu, vérifier l’adresse.",
)
PURPOSES = (
    "Préparation du plan",
    "Suivi des démarches",
    "Préparation de la prochaine étape",
    "Bilan d’étape",
    "Logement et budget",
    "Projet professionnel",
    "Point sur les engagements",
)
REVIEWS = (
    "Les démarches avancent, le projet se précise.",
    "Période difficile, on ralentit le rythme et on garde un contact toutes les deux semaines.",
    "Les démarches administratives sont à jour, la recherche d’emploi peut reprendre.",
    "Les objectifs sont tenus. La personne souhaite viser une formation à la rentrée.",
    "Peu d’avancées ce trimestre, le logement reste le point à lever en premier.",
    "Reprise d’activité envisagée à temps partiel, à préparer ensemble.",
    "Le transport reste le point à lever : dossier d’aide au permis en cours.",
    "Bonne dynamique, la confiance revient.",
)
NOTES = (
    "Apprécie d’être reçue le matin. Venir avec des documents imprimés plutôt que par courriel.",
    "A parlé de son projet avec précision ; une visite d’entreprise aiderait à confirmer.",
    "Fatigue importante ces dernières semaines, éviter les rendez-vous longs.",
    "Le bailleur a accepté un échéancier, à suivre le mois prochain.",
    "Très à l’aise à l’oral, moins à l’écrit : proposer un appui pour les courriers.",
    "Le véhicule est en panne jusqu’à nouvel ordre, proposer des rendez-vous près du domicile.",
    "Souhaite un rendez-vous à trois la prochaine fois.",
    "Attend une réponse avant de s’engager sur des horaires.",
    "Expérience en cuisine collective à valoriser.",
    "A demandé que l’on n’évoque pas sa situation familiale devant des tiers.",
)
MEMOS = (
    "Penser à préparer la liste des ateliers avant le prochain rendez-vous.",
    "Revoir ensemble la question des horaires.",
    "Demander à la collègue comment s’est passée la visite.",
)
# Title and, when no structure of the network provides the step, who does.
STEPS = {
    StepKind.IMMERSION: (
        ("Immersion en restauration", "Restaurant Le Figuier bleu (exemple)"),
        ("Immersion en espaces verts", "Jardinerie des Trois Ponts (exemple)"),
        ("Immersion en aide à domicile", "Résidence Les Amandiers (exemple)"),
    ),
    StepKind.TRAINING: (
        ("Formation agent de propreté", ""),
        ("Titre employé commercial", ""),
        ("Remise à niveau", ""),
    ),
    StepKind.JOB: (
        ("Emploi d’agent d’entretien", "Propreté Littoral (exemple)"),
        ("Emploi en rayon", "Supérette du Marché (exemple)"),
        ("Emploi en atelier", "Atelier Bois et Liège (exemple)"),
    ),
    StepKind.INTEGRATION_JOB: (("Contrat en structure d’insertion", ""),),
    StepKind.WORKSHOP: (
        ("Atelier CV et entretien", ""),
        ("Atelier mobilité", ""),
        ("Groupe confiance en soi", ""),
    ),
    StepKind.SOCIAL_ACTION: (("Ouverture de droits", ""), ("Accès au logement", ""), ("Parcours santé", "")),
    StepKind.BUSINESS: (("Lancement de l’activité", "Chambre des entreprises (exemple)"),),
}
