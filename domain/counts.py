"""Numbers and what they count, as French writes them."""

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"


def format_count(number: int) -> str:
    """« 1 234 » with a narrow no-break space."""
    return f"{number:,}".replace(",", NARROW_NO_BREAK)


def count_of(number: int, singular: str, plural: str | None = None) -> str:
    """« 1 personne », « 2 personnes », « 0 personne »; the plural adds an s unless it is given."""
    noun = singular if abs(number) < 2 else plural or f"{singular}s"
    return f"{format_count(number)}{NO_BREAK}{noun}"
