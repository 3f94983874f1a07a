"""Countries, regions and towns: the name in any European language to place, country and coordinates."""

from netgraph.places.clues import (
    country_adjective,
    country_of_domain,
    country_of_legal_form,
    international_share,
    is_cross_border,
    is_international,
    is_municipal,
    is_union_fund,
    sounds_international,
)
from netgraph.places.context import around, line_around
from netgraph.places.document import guess_document_country
from netgraph.places.find import country_of, find_place, find_place_in, is_country, is_place_name, town_of_adjective
from netgraph.places.infer import INTERNATIONAL, WELL_KNOWN, Clue, countries_named, country_clues, infer_country
from netgraph.places.load import home_countries, origins
from netgraph.places.table import Place
from netgraph.places.venue import told_venue

__all__ = [
    "INTERNATIONAL",
    "WELL_KNOWN",
    "Clue",
    "Place",
    "around",
    "countries_named",
    "country_adjective",
    "country_clues",
    "country_of",
    "country_of_domain",
    "country_of_legal_form",
    "find_place",
    "find_place_in",
    "guess_document_country",
    "home_countries",
    "infer_country",
    "international_share",
    "is_country",
    "is_cross_border",
    "is_international",
    "is_municipal",
    "is_place_name",
    "is_union_fund",
    "line_around",
    "origins",
    "sounds_international",
    "told_venue",
    "town_of_adjective",
]
