"""How French files name each field. Words come in order of preference: a mobile phone before another one."""

from domain.imports.model import ImportField

# Without small words (de, du, le, s…), nor blanks; see `headings.py`. Only what means one thing everywhere:
# « Dossier », « Identifiant » or « Naissance » alone are left to the importer.
WORDS: dict[ImportField, str] = {
    ImportField.JALONS_ID: "n jalons, identifiant jalons, id jalons",
    ImportField.CIVILITY: "civilite, civ, titre, m mme, mme m, qual",
    ImportField.BIRTH_NAME: "nom naissance, nom jeune fille, nom patronymique, patronyme, nom famille, "
    "nomnai, nom, noms, nom beneficiaire, nom allocataire, nom demandeur, nom personne, nom usager",
    ImportField.USUAL_NAME: "nom usage, nom usuel, nom marital, nom epouse, nom epoux, nom epoux se, nom",
    ImportField.FIRST_NAMES: "prenoms, prenom, premier prenom, prenom 1, prenom usuel, prenom usage, "
    "prenom beneficiaire, prenom allocataire, prenom demandeur, prenom personne, prenom usager",
    ImportField.BIRTH_DATE: "date naissance, ne, nee, nee ne, ne nee, ddn, dtnai, dt naissance, date nais, "
    "d naissance, date naiss",
    ImportField.PHONE: "telephone portable, telephone mobile, portable, mobile, gsm, n portable, "
    "n telephone portable, numport, telephone, telephone 1, telephone principal, n telephone, "
    "telephone personnel, telephone beneficiaire, telephone fixe, fixe, telephone domicile, numfixe, "
    "telephone 2",
    ImportField.EMAIL: "courriel, email, e mail, mail, mel, adresse mail, adresse email, adresse e mail, "
    "adresse mel, adresse courriel, adresse electronique, messagerie, courrier electronique, "
    "courriel beneficiaire, mail beneficiaire",
    ImportField.ADDRESS: "adresse, adresse postale, adresse complete, adresse 1, adresse ligne 1, "
    "adresse domicile, rue, voie, n voie, n et voie, n et rue",
    ImportField.POSTAL_CODE: "code postal, cp, cod postal, codpos, adresse code postal",
    ImportField.COMMUNE: "commune, ville, localite, commune residence, ville residence, commune domicile, "
    "lieu residence, adresse commune, adresse ville, code insee, code commune, code insee commune",
    ImportField.PUBLICS: "publics, public, type public, public cible, categorie public",
    ImportField.ID_DEPARTMENT: "n au departement, identifiant departement, n iodas, identifiant iodas, "
    "id iodas, n dossier iodas, n individu iodas, n webrsa, identifiant webrsa, id webrsa, n dossier webrsa, "
    "n dossier rsa, n rsa, n demande rsa, numdemrsa",
    ImportField.ID_FRANCE_TRAVAIL: "identifiant france travail, n france travail, id france travail, "
    "identifiant ft, id ft, n ft, n identifiant ft, identifiant pole emploi, id pole emploi, n pole emploi, "
    "identifiant pe, id pe, n pe, n de, n demandeur emploi, identifiant de, identifiant demandeur emploi, "
    "n ide, ide, identifiant national demandeur emploi, kn individu national",
    ImportField.ID_CAF: "n allocataire, n allocataire caf, matricule caf, matricule allocataire, n caf, "
    "identifiant caf, id caf, n matricule caf, matricule allocataire caf, n allocataire caf msa",
    ImportField.ID_MSA: "n msa, matricule msa, identifiant msa, id msa, n adherent msa, n allocataire msa",
    ImportField.ID_MISSION_LOCALE: "n mission locale, identifiant mission locale, n i milo, n imilo, "
    "identifiant i milo, identifiant imilo, id i milo, id imilo, n dossier i milo, n dossier imilo, "
    "n dossier mission locale, n dossier ml, n ml, identifiant ml, id ml, n jeune, identifiant jeune",
    ImportField.ID_CAP_EMPLOI: "n cap emploi, identifiant cap emploi, id cap emploi, n dossier cap emploi",
    ImportField.ID_OTHER: "autre n, autre identifiant",
    ImportField.ENTERED_ON: "date entree, entree, entree dispositif, date entree dispositif, "
    "date entree parcours, date entree accompagnement, date entree suivi, entre, entree accompagnement, "
    "date debut accompagnement, debut accompagnement, date debut suivi, debut suivi, date entree spie, "
    "date entree reseau pour emploi",
    ImportField.STRUCTURE: "structure, structure accompagnement, structure accompagnatrice, "
    "structure referente, structure suivi, nom structure, organisme accompagnateur, organisme referent, "
    "organisme accompagnement, organisme",
    ImportField.REFERENT: "courriel referent, mail referent, email referent, referent, referente, "
    "referents, referent unique, referente unique, nom referent, nom referent unique, referent parcours, "
    "referent rsa, conseiller referent, conseillere referente, nom conseiller, conseiller, conseillere, "
    "accompagnateur, accompagnatrice",
    ImportField.TRACK: "parcours, type parcours, parcours orientation, type orientation, type accompagnement",
    ImportField.ORIENTED_ON: "date orientation, oriente, orientee, date decision orientation",
    ImportField.CONTRACT_KIND: "type contrat, nature contrat, contrat",
    ImportField.CONTRACT_STARTS_ON: "debut contrat, date debut contrat, date debut cer, debut cer, "
    "date debut ppae, date debut contrat engagement, debut contrat engagement",
    ImportField.CONTRACT_ENDS_ON: "fin contrat, date fin contrat, date fin cer, fin cer, "
    "date fin ppae, date fin contrat engagement, fin contrat engagement",
    ImportField.LAST_APPOINTMENT: "dernier rendez vous honore, date dernier rendez vous honore, "
    "dernier rendez vous, date dernier rendez vous, dernier entretien, date dernier entretien",
    ImportField.NEXT_APPOINTMENT: "prochain rendez vous, date prochain rendez vous, prochain entretien, "
    "date prochain entretien, rendez vous a venir, date et heure prochain rendez vous",
}

# What Jalons writes in its own exports and does not read back: computed, or kept by other means.
LEFT_OUT = "age, statut, dernier contact, point situation, point situation attendu, point situation en retard"

# Never read, even when the importer asks: our own notes in a returned file, and the number that the law
# keeps out of Jalons.
NEVER_READ = (
    "a corriger, nir, n securite sociale, n secu, n ss, n secu sociale, nir beneficiaire, "
    "n inscription securite sociale"
)
