"""Passwords made for somebody else: random, easy to read aloud and to type."""

import secrets

_WORDS = """
abricot acajou agave aiguille ajonc amande ancre anis ardoise argile arrosoir aubergine avoine balcon ballon
bambou banc barque bassin biche bobine boussole brioche brique bruyere cabane cactus caillou calanque canard
cannelle carafe caramel carotte cascade cerise chalet charrue chemise cigale ciseau citron clairon cloche
colline coquille corbeau cordage coton crayon cymbale dahlia dauphin dentelle domino echarpe ecureuil
enclume epice etang fanfare farine fauteuil fenouil ficelle figue flanelle flocon fougere fourmi framboise
galet garrigue girafe glycine grelot grenade groseille guitare hamac haricot herisson hibou huitre jasmin
jongleur kayak lagune lampe lanterne lavande lezard liege lilas limace loutre lucarne luzerne magnolia
mandarine marmite marteau melon menthe merle mimosa mirabelle moulin mouette muguet myrtille navette
noisette nougat olive orage orchidee origan ortie palmier panier papaye parasol pastel patience pelican
persil pinceau pirogue platane poivron potiron poulie prairie quille radeau raisin rateau renard ricochet
riviere romarin roseau ruban sabot safran sardine sauge sentier sirop souris tambour tamis tilleul toboggan
tomate torrent tortue toupie tracteur trefle tulipe vague valise vanille verger violon voilier wagon
"""


def new_password() -> str:
    """Five words and a number: 50 bits, what the CNIL asks where tries are limited; 29 to 54 plain signs."""
    words = secrets.SystemRandom().choices(_WORDS.split(), k=5)
    return "-".join([*words, str(secrets.randbelow(9_000) + 1_000)])
