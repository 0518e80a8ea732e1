"""Names of fictional people: a mixed repertoire of common names, drawn at random."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from domain.people import Civility


class Name(NamedTuple):
    """A person's name as the civil registry writes it; `usual_name` is empty when it is the birth name."""

    birth_name: str
    usual_name: str
    first_names: str


class Origin(NamedTuple):
    """Names that go together; first names by rough generation when they changed with time."""

    weight: float
    last_names: Sequence[str]
    women: Sequence[Sequence[str]]
    men: Sequence[Sequence[str]]


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")]


def _generations(*texts: str) -> list[list[str]]:
    """From the oldest (born before 1975) to the youngest (born from 1995)."""
    return [_names(text) for text in texts]


_FRENCH = Origin(
    0.46,
    _names(
        "Martin, Bernard, Durand, Petit, Lefèvre, Lefebvre, Moreau, Girard, Roux, Fournier, Mercier,"
        " Chevalier, Gauthier, Perrin, Robin, Clément, Morin, Nicolas, Besnard, Marchand, Dumas, Brunet,"
        " Blanchard, Giraud, Rivière, Arnaud, Rolland, Renaud, Colin, Caron, Picard, Renard, Gaillard,"
        " Barbier, Lacroix, Leclerc, Bourgeois, Fabre, Rousselle, Charpentier, Maillard, Baron, Guérin,"
        " Hervé, Étienne, Prévost, Pélissier, Chauvet, Vasseur, Carlier, Delorme, Bouvier, Poirier, Marty,"
        " Sauvage, Le Goff, Le Gall, L’Hermitte, D’Almont, De La Vigne, Saint-Martin, Bois-Girard,"
        " Du Plessis, De La Fontaine-Beaurepaire"
    ),
    _generations(
        "Martine, Brigitte, Catherine, Sylvie, Véronique, Marie-Claude, Chantal, Françoise, Nadine,"
        " Pascale, Marie-Hélène, Corinne, Évelyne, Agnès, Joëlle",
        "Nathalie, Sandrine, Stéphanie, Céline, Karine, Virginie, Émilie, Aurélie, Séverine, Anne-Laure,"
        " Delphine, Gaëlle, Marie-Ève, Laëtitia, Élodie",
        "Camille, Manon, Léa, Chloé, Maëlys, Anaïs, Océane, Éloïse, Clara, Inès, Zoé, Noémie, Lou-Anne,"
        " Mélissa, Jade",
    ),
    _generations(
        "Philippe, Alain, Patrick, Jean-Pierre, Christian, Gérard, Jean-Luc, Michel, Thierry, Daniel,"
        " Hervé, Jean-François, Pascal, Dominique, André",
        "Christophe, Stéphane, Sébastien, Frédéric, Jérôme, Nicolas, Cédric, Grégory, Loïc,"
        " Jean-Baptiste, Mickaël, Benoît, Rémi, Anthony, Fabien",
        "Lucas, Théo, Enzo, Hugo, Mathéo, Kévin, Dylan, Maxime, Léo, Noé, Baptiste, Raphaël, Jules,"
        " Pierre-Louis, Tom",
    ),
)
_CATALAN = Origin(
    0.13,
    _names(
        "Puig, Vila, Ferrer, Soler, Roca, Casals, Batlle, Sala-Vidal, Bosch, Coll, Pujol, Riu, Oliveras,"
        " Planes, Xena, Serradell, Fabregas, Carrere, Barrière-Coll, Noguères, Calvet, Ribes, Domenech,"
        " Llobet, Paloma, Vidal, Camps"
    ),
    _generations(
        "Montserrat, Núria, Marie-Thérèse, Carme", "Mireia, Marta, Laia, Sandra", "Aina, Mar, Júlia, Abril"
    ),
    _generations("Jordi, Josep, Francis, Jaume", "Marc, Olivier, Xavier, Joan", "Pol, Arnau, Oriol, Biel"),
)
_MAGHREBI = Origin(
    0.15,
    _names(
        "Ben Ali, Ben-Ali, Benali, Haddad, Mansouri, El Amrani, Bouzid, Cherif, Belkacem, Ziani, Khelifi,"
        " Benyahia, Saïdi, Hamdi, El Idrissi, Bouazza, Aït Ahmed, Aït-Saïd, Mebarki, Touati, Slimani,"
        " Rahmani, Ould Ahmed, Zerrouki"
    ),
    _generations(
        "Fatima, Khadija, Zohra, Aïcha, Malika, Fatima Zohra",
        "Samira, Nadia, Karima, Leïla, Souad, Naïma",
        "Yasmine, Inès, Sofia, Amel, Lina, Nour",
    ),
    _generations(
        "Mohamed, Ahmed, Abdelkader, Rachid, Mustapha, Saïd",
        "Karim, Farid, Mourad, Nabil, Samir, Youssef",
        "Yanis, Bilal, Ilyès, Rayan, Mehdi, Mohamed-Amine",
    ),
)
_SPANISH = Origin(
    0.08,
    _names(
        "Garcia, Fernandez, Lopez, Martinez, Sanchez, Rodriguez, Gomez, Jimenez, Ruiz, Navarro, Moreno,"
        " Muñoz, Ortega, Torres, Castillo, Núñez, Reyes, Cortes, Santiago, Amador, Espinas, Baptista,"
        " de la Cruz, Hernandez Molina"
    ),
    _generations(
        "Carmen, Dolorès, Pilar, Josefa", "Maria, Sonia, Isabel, Raquel", "Lucia, Alba, Paula, Noelia"
    ),
    _generations(
        "Antonio, José, Manuel, Francisco", "Diego, David, Javier, Raúl", "Pablo, Álvaro, Iker, Adrián"
    ),
)
_PORTUGUESE = Origin(
    0.05,
    _names(
        "Da Silva, Ferreira, Pereira, Dos Santos, Gonçalves, Oliveira, Carvalho, Teixeira, De Sousa,"
        " Lourenço, Simões"
    ),
    _generations("Maria da Conceição, Lurdes, Fernanda", "Sónia, Cristina, Paula", "Beatriz, Inês, Mariana"),
    _generations("Joaquim, Manuel, António", "Paulo, Nuno, Rui", "Tiago, João, Diogo"),
)
_WEST_AFRICAN = Origin(
    0.05,
    _names(
        "Diallo, Traoré, Konaté, N’Diaye, Coulibaly, Sow, Camara, Keïta, Ouédraogo, Koffi, N’Guessan, Bâ,"
        " Cissé, Touré"
    ),
    _generations("Aminata, Mariam, Fatoumata", "Awa, Kadiatou, Rokia", "Aïssata, Bintou, Grâce"),
    _generations("Mamadou, Amadou, Ibrahima", "Moussa, Ousmane, Yao", "Abdoulaye, Junior, Souleymane"),
)
_TURKISH = Origin(
    0.02,
    _names("Yılmaz, Demir, Kaya, Şahin, Öztürk, Çelik, Arslan, Doğan"),
    _generations("Ayşe, Fatma, Hatice", "Gülşen, Emine, Sevda", "Elif, Büşra, Melek"),
    _generations("Mehmet, Mustafa, Hasan", "Murat, Serkan, Özgür", "Emre, Yusuf, Kerem"),
)
_VIETNAMESE = Origin(
    0.02,
    _names("Nguyễn, Trần, Lê, Phạm, Huỳnh, Võ, Đặng, Bùi"),
    _generations("Thị Hoa, Lan, Thị Mai", "Thu Hương, Linh, Ngọc", "Emma Linh, My, An"),
    _generations("Văn Hùng, Minh, Đức", "Quốc Anh, Tuấn, Hải", "Nam, Khoa, Léo Minh"),
)
_EASTERN_EUROPEAN = Origin(
    0.04,
    _names(
        "Kowalski, Nowak, Popescu, Ionescu, Petrov, Ivanova, Horvat, Kovačević, Hoxha, Shehu, Tkachenko,"
        " Kovalenko, Aslanyan, Bekauri, Dimitrov, Szabó, Krasniqi"
    ),
    _generations("Irena, Elena, Tatiana", "Oksana, Mihaela, Katarzyna", "Daria, Anastasia, Teuta"),
    _generations("Andrzej, Ion, Viktor", "Dragan, Mihai, Arben", "Oleksandr, Luan, Stefan"),
)
ORIGINS = (
    _FRENCH,
    _CATALAN,
    _MAGHREBI,
    _SPANISH,
    _PORTUGUESE,
    _WEST_AFRICAN,
    _TURKISH,
    _VIETNAMESE,
    _EASTERN_EUROPEAN,
)
_WEIGHTS = [origin.weight for origin in ORIGINS]


def draw_civility(rng: Random) -> Civility:
    """About as many women as men among the people followed; a few do not say."""
    return rng.choices(list(Civility), (0.53, 0.45, 0.02))[0]


def draw_name(rng: Random, civility: Civility, birth_year: int) -> Name:
    """A whole name; women born before 1997 often go by a spouse's name, alone or joined to their own."""
    origin, other = rng.choices(ORIGINS, _WEIGHTS, k=2)
    first_origin = other if rng.random() < 0.12 else origin
    birth_name = rng.choice(origin.last_names)
    if rng.random() < 0.04:
        birth_name = f"{birth_name}-{rng.choice(other.last_names)}"
    first_name = draw_first_name(rng, first_origin, civility, birth_year)
    return Name(birth_name, _draw_usual_name(rng, civility, birth_year, birth_name), first_name)


def draw_first_name(rng: Random, origin: Origin, civility: Civility, birth_year: int) -> str:
    """A first name of that origin and generation."""
    generation = 0 if birth_year < 1975 else 1 if birth_year < 1995 else 2
    is_woman = civility == Civility.MADAM or (civility == Civility.UNSPECIFIED and rng.random() < 0.5)
    return rng.choice((origin.women if is_woman else origin.men)[generation])


def _draw_usual_name(rng: Random, civility: Civility, birth_year: int, birth_name: str) -> str:
    share = 0.42 if civility == Civility.MADAM and birth_year < 1997 else 0.02
    if rng.random() >= share:
        return ""
    spouse_name = rng.choice(rng.choices(ORIGINS, _WEIGHTS)[0].last_names)
    return spouse_name if rng.random() < 0.8 else f"{birth_name}-{spouse_name}"
