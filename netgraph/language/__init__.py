"""Knowledge of languages: tokens, sentences, language packs and base forms of names."""

from netgraph.language.baseform import base_form, same_name
from netgraph.language.fullname import best_name, is_acronym
from netgraph.language.lexicon import Lexicon, Match, build_lexicon, load_lexicon
from netgraph.language.namekey import stem_key
from netgraph.language.pack import Pack, available, load_pack
from netgraph.language.sentences import split_sentences
from netgraph.language.tokens import tokenise

__all__ = [
    "Lexicon",
    "Match",
    "Pack",
    "available",
    "base_form",
    "best_name",
    "build_lexicon",
    "is_acronym",
    "load_lexicon",
    "load_pack",
    "same_name",
    "split_sentences",
    "stem_key",
    "tokenise",
]
