"""What must always be true of new offers: promises for db/queries/checks.py."""

_TURN = "new_offer_turn t where t.consortium_id = o.consortium_id and t.new_offer_id = o.id"

NEW_OFFER_PROMISES = {
    "Une nouvelle offre est à l’étape de sa dernière décision.": (
        f"select count(*) from new_offer o where not exists (select 1 from {_TURN} and t.stage = o.stage"
        f" and t.reached_on = (select max(t.reached_on) from {_TURN}))"
    ),
    "Une nouvelle offre ouverte ou évaluée est au catalogue.": (
        "select count(*) from new_offer where stage in ('open', 'evaluated') and service_id is null"
    ),
    "Une nouvelle offre évaluée dit ce qu’elle a apporté.": (
        "select count(*) from new_offer where stage = 'evaluated' and evaluation = ''"
    ),
}
