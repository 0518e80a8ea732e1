"""Codes of data·inclusion v0 whose meaning in v1 is certain; the others are left out and said."""

_ADMINISTRATIVE = "difficultes-administratives-ou-juridiques--"
_RIGHTS = f"{_ADMINISTRATIVE}accompagnement-pour-lacces-aux-droits"
_FORMALITIES = f"{_ADMINISTRATIVE}accompagnement-aux-demarches-administratives"
_FRENCH = "lecture-ecriture-calcul--maitriser-le-francais"
_PARENTS = "famille--soutien-a-la-parentalite-et-a-leducation"
_VEHICLE = "mobilite--acceder-a-un-vehicule"
_LICENCE = "mobilite--preparer-un-permis"
_BASICS = "numerique--maitriser-les-fondamentaux-du-numerique"
_EQUIPMENT = "numerique--acquerir-un-equipement"
_ONLINE = "numerique--acceder-a-des-services-en-ligne"
_DEBTS = "difficultes-financieres--situation-dendettement-surendettement"
_WELL_BEING = "remobilisation--bien-etre-confiance-en-soi"
_DISABLED = "personnes-en-situation-de-handicap"
_URGENT = "personnes-en-situation-durgence"

THEMES = {
    "acces-aux-droits-et-citoyennete--accompagnement-dans-les-demarches-administratives": _FORMALITIES,
    "acces-aux-droits-et-citoyennete--accompagnement-juridique": _RIGHTS,
    "acces-aux-droits-et-citoyennete--connaitre-ses-droits": _RIGHTS,
    "acces-aux-droits-et-citoyennete--faciliter-laction-citoyenne": (
        "remobilisation--benevolat-action-citoyenne"
    ),
    "apprendre-francais--communiquer-vie-tous-les-jours": _FRENCH,
    "apprendre-francais--suivre-formation": _FRENCH,
    "creation-activite--definir-son-projet-de-creation-dentreprise": (
        "creer-une-entreprise--definir-son-projet-de-creation-dentreprise"
    ),
    "creation-activite--developper-son-entreprise": "creer-une-entreprise--developper-son-entreprise",
    "creation-activite--structurer-son-projet-de-creation-dentreprise": (
        "creer-une-entreprise--structurer-son-projet-de-creation-dentreprise"
    ),
    "equipement-et-alimentation--acces-a-du-materiel-informatique": _EQUIPMENT,
    "famille--information-et-accompagnement-des-parents": _PARENTS,
    "famille--soutien-a-la-parentalite": _PARENTS,
    "famille--violences-intrafamiliales": "famille--surmonter-conflits-separation-violence",
    "gestion-financiere--apprendre-a-gerer-son-budget": (
        "difficultes-financieres--ameliorer-sa-gestion-budgetaire"
    ),
    "gestion-financiere--obtenir-une-aide-alimentaire": "equipement-et-alimentation--alimentation",
    "gestion-financiere--prevention-et-gestion-du-surendettement": _DEBTS,
    "handicap--faire-reconnaitre-un-handicap": "sante--constituer-un-dossier-mdph-invalidite",
    "illettrisme--ameliorer-vocabulaire": _FRENCH,
    "illettrisme--permis-conduire": _LICENCE,
    "illettrisme--utiliser-numerique": _BASICS,
    "logement-hebergement--demenagement": "logement-hebergement--changer-de-logement",
    "logement-hebergement--gerer-son-budget": "difficultes-financieres--ameliorer-sa-gestion-budgetaire",
    "mobilite--acheter-un-vehicule-motorise": _VEHICLE,
    "mobilite--acheter-un-velo": _VEHICLE,
    "mobilite--comprendre-et-utiliser-les-transports-en-commun": (
        "mobilite--mobilite-douce-partagee-collective"
    ),
    "mobilite--financer-mon-projet-mobilite": "mobilite--financer-ma-mobilite",
    "mobilite--louer-un-vehicule": _VEHICLE,
    "mobilite--preparer-son-permis-de-conduire-se-reentrainer-a-la-conduite": _LICENCE,
    "mobilite--preparer-un-permis-de-conduire": _LICENCE,
    "numerique--acceder-a-du-materiel": _EQUIPMENT,
    "numerique--devenir-autonome-dans-les-demarches-administratives": _ONLINE,
    "numerique--prendre-en-main-un-ordinateur": _BASICS,
    "numerique--prendre-en-main-un-smartphone-ou-une-tablette": _BASICS,
    "numerique--realiser-des-demarches-administratives-avec-un-accompagnement": _ONLINE,
    "numerique--s-equiper-en-materiel-informatique": _EQUIPMENT,
    "numerique--utiliser-le-numerique-au-quotidien": _BASICS,
    "remobilisation--bien-etre": _WELL_BEING,
    "sante--bien-etre-psychologique": "sante--sante-mentale",
    "sante--faire-face-a-une-situation-daddiction": "sante--addictions",
    "sante--vie-relationnelle-et-affective": "sante--sante-sexuelle",
}
PUBLICS = {
    "beneficiaires-rsa": "beneficiaires-des-minimas-sociaux",
    "deficience-visuelle": _DISABLED,
    "demandeurs-demploi": "demandeurs-emploi",
    "familles-enfants": "familles",
    "handicaps-mentaux": _DISABLED,
    "handicaps-psychiques": _DISABLED,
    "jeunes-16-26": "jeunes",
    "personnes-handicapees": _DISABLED,
    "retraites": "seniors",
    "salaries": "actifs",
    "sans-domicile-fixe": _URGENT,
    "seniors-65": "seniors",
    "sortants-de-detention": "personnes-en-situation-juridique-specifique",
    "surdite": _DISABLED,
    "victimes": _URGENT,
}
TYPES = {"accueil": "information", "financement": "aide-financiere"}
FEES = {"adhesion": "payant"}
CONDITIONAL_FEES = {
    "gratuit-sous-conditions": "Gratuit sous conditions",
    "pass-numerique": "Pass numérique accepté",
}
MODES = {
    "envoyer-un-mail": "envoyer-un-courriel",
    "envoyer-un-mail-avec-une-fiche-de-prescription": "envoyer-un-courriel",
    "completer-le-formulaire-dadhesion": "utiliser-lien-mobilisation",
    "prendre-rdv": "utiliser-lien-mobilisation",
}
NETWORKS = {
    "AFPA": "afpa",
    "CAF": "caf",
    "CAP_EMPLOI": "cap-emploi-reseau-cheops",
    "CCAS": "ccas-cias",
    "CCONS": "chambres-consulaires",
    "CD": "departements",
    "CHRS": "chrs",
    "CHU": "chu",
    "CIAS": "ccas-cias",
    "CIDFF": "cidff",
    "CPAM": "cpam",
    "E2C": "ecoles-de-la-deuxieme-chance",
    "EPIDE": "epide",
    "FT": "france-travail",
    "GEIQ": "geiq",
    "MDE": "maisons-de-l-emploi",
    "ML": "mission-locale",
    "RFS": "france-service",
}
