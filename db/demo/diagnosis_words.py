"""What is said of each theme in the demonstration's diagnoses: plain words, never a medical detail."""

from typing import NamedTuple

LOCAL_THEME = "local-travail-saisonnier-et-entre-saisons"


class ThemeWords(NamedTuple):
    """How often a theme is spoken of and is to be lifted; notes, words of the person, what is aimed at."""

    spoken_of: float
    to_lift: float
    notes: tuple[str, ...]
    strength: str
    said: str
    objective: str
    steps: tuple[str, ...]


# Plausible, not measured: transport, work, health and housing come first, work abroad last.
WORDS = {
    "logement-hebergement": ThemeWords(
        0.68,
        0.42,
        ("Bail qui se termine au printemps.", "Demande de logement social à renouveler."),
        "Logement stable depuis plusieurs années.",
        "J’ai peur de devoir partir avant d’avoir trouvé autre chose.",
        "Se loger durablement",
        ("Renouveler la demande de logement social", "Appeler le bailleur"),
    ),
    "sante": ThemeWords(
        0.66,
        0.5,
        ("Préfère des journées courtes pour commencer.", "Droits à vérifier ensemble."),
        "Rien qui gêne le travail.",
        "Je peux travailler, mais pas debout toute la journée.",
        "Retrouver un suivi de santé régulier",
        ("Prendre rendez-vous pour un bilan de santé", "Mettre à jour la complémentaire"),
    ),
    "mobilite": ThemeWords(
        0.78,
        0.56,
        ("Pas de bus avant sept heures.", "Code de la route obtenu, conduite à financer."),
        "Permis et voiture en état.",
        "Sans voiture, je ne peux pas accepter les horaires du matin.",
        "Pouvoir se déplacer pour travailler",
        ("Demander l’aide au permis", "Réserver un véhicule solidaire"),
    ),
    "famille": ThemeWords(
        0.5,
        0.36,
        ("Deux enfants à conduire à l’école avant neuf heures.", "Aide un parent trois jours par semaine."),
        "Peut compter sur ses proches.",
        "Il me faut une solution pour le mercredi.",
        "Concilier horaires de travail et vie de famille",
        ("Contacter le relais petite enfance", "Poser les horaires possibles"),
    ),
    "difficultes-financieres": ThemeWords(
        0.55,
        0.5,
        ("Facture d’énergie en retard, échéancier possible.", "Budget à refaire ensemble."),
        "Budget serré mais tenu.",
        "Le 15 du mois, il ne reste plus rien.",
        "Équilibrer le budget",
        ("Faire le budget du mois", "Demander un échéancier"),
    ),
    "difficultes-administratives-ou-juridiques": ThemeWords(
        0.48,
        0.44,
        ("Courriers à ouvrir ensemble.", "Titre de séjour à renouveler dans six mois."),
        "Papiers et droits à jour.",
        "Je ne comprends pas les courriers que je reçois.",
        "Mettre à jour les droits",
        ("Rassembler les pièces demandées", "Prendre rendez-vous à France services"),
    ),
    "numerique": ThemeWords(
        0.58,
        0.52,
        ("Téléphone seulement, forfait limité.", "Mot de passe de l’espace personnel perdu."),
        "À l’aise avec les démarches en ligne.",
        "Sur le téléphone ça va, pour le reste je demande à ma fille.",
        "Être à l’aise avec les démarches en ligne",
        ("Suivre trois séances au point numérique", "Créer une adresse électronique"),
    ),
    "lecture-ecriture-calcul": ThemeWords(
        0.3,
        0.36,
        ("Très à l’aise à l’oral, moins à l’écrit.", "Cours de français souhaités."),
        "Lit et écrit sans difficulté.",
        "Je voudrais remplir mes papiers sans aide.",
        "Être à l’aise à l’écrit",
        ("Passer l’évaluation de positionnement",),
    ),
    "equipement-et-alimentation": ThemeWords(
        0.27,
        0.32,
        ("Tenue de travail à trouver.", "Colis alimentaire une fois par mois."),
        "A déjà ce qu’il faut.",
        "Il me manque des chaussures de sécurité.",
        "Avoir de quoi s’équiper pour travailler",
        ("Passer à la ressourcerie",),
    ),
    "remobilisation": ThemeWords(
        0.46,
        0.45,
        ("Envie de sortir davantage, sans savoir où aller.", "Un groupe du matin conviendrait."),
        "Bénévole dans une association, journées bien remplies.",
        "J’ai besoin de revoir du monde.",
        "Reprendre confiance et rencontrer du monde",
        ("Visiter l’association de quartier", "Participer à l’atelier hebdomadaire"),
    ),
    "choisir-un-metier": ThemeWords(
        0.55,
        0.45,
        ("Deux idées à départager par une immersion.", "Ancien métier que l’on ne veut plus reprendre."),
        "Métier choisi, confirmé par une immersion.",
        "Je sais ce que je ne veux plus faire.",
        "Choisir un métier qui convient",
        ("Préparer une immersion", "Rencontrer deux personnes du métier"),
    ),
    "se-former": ThemeWords(
        0.6,
        0.54,
        ("Intéressé·e par une formation courte.", "Expérience à faire reconnaître."),
        "Diplôme utile au métier voulu.",
        "Je voudrais un vrai diplôme cette fois.",
        "Entrer en formation",
        ("Assister à une réunion d’information", "Monter le dossier de financement"),
    ),
    "preparer-sa-candidature": ThemeWords(
        0.5,
        0.46,
        ("CV à refaire avec les expériences récentes.", "Entretiens redoutés, à l’aise une fois lancé·e."),
        "CV à jour, à l’aise en entretien.",
        "Je ne sais pas parler de moi.",
        "Être prêt·e pour un entretien",
        ("Refaire le CV", "S’entraîner à l’entretien"),
    ),
    "trouver-un-emploi": ThemeWords(
        0.74,
        0.62,
        ("Candidatures sans réponse depuis l’été.", "Cherche à moins de quinze kilomètres."),
        "Recherche active, deux entretiens prévus.",
        "Je veux travailler, même quelques heures pour commencer.",
        "Retrouver un emploi près de chez soi",
        ("Répondre à deux offres par semaine", "Rencontrer une entreprise qui recrute"),
    ),
    "creer-une-entreprise": ThemeWords(
        0.13,
        0.4,
        ("Projet de food-truck à chiffrer.", "Activité de couture à son compte à étudier."),
        "Projet étudié avec un conseiller.",
        "J’aimerais être à mon compte.",
        "Savoir si le projet d’activité est tenable",
        ("Rencontrer un conseiller à la création",),
    ),
    "souvrir-a-linternational": ThemeWords(
        0.05,
        0.3,
        ("Emploi possible de l’autre côté de la frontière.",),
        "Parle deux langues.",
        "Je pourrais travailler en Espagne.",
        "Étudier un emploi de l’autre côté de la frontière",
        ("Se renseigner auprès du réseau Eures",),
    ),
    LOCAL_THEME: ThemeWords(
        0.3,
        0.5,
        ("Saisons d’été depuis six ans, rien l’hiver.", "Logement par l’employeur l’été seulement."),
        "Saisons choisies, deux employeurs fidèles.",
        "Je voudrais un travail toute l’année.",
        "Passer des saisons à un emploi à l’année",
        ("Chercher un employeur d’hiver", "Parler du logement avec l’employeur"),
    ),
}
RESTRICTED_NOTES = (
    "À reprendre au prochain entretien, la personne préfère ne pas en parler à trois.",
    "Point sensible\u00a0: attendre que la personne en reparle.",
    "Dossier en cours chez nous, réponse attendue le mois prochain.",
)
# Of a theme that is to be lifted, or is not.
COMMON_POSITIONS = {
    True: (
        "Après échange\u00a0: à travailler en premier, les deux constats se complètent.",
        "La personne a tranché\u00a0: c’est bien ce qui la gêne aujourd’hui.",
    ),
    False: (
        "Situation qui s’améliore, à revoir au prochain point.",
        "Une solution existe déjà, la personne sait vers qui se tourner.",
    ),
}
