"""Knowledge of languages: tokens, sentences, language packs and base forms of names."""

from netgraph.language.baseform import base_form
from netgraph.language.namekey import same_name, stem_key
from netgraph.language.sentences import split_sentences
from netgraph.language.tokens import tokenise

__all__ = ["base_form", "same_name", "split_sentences", "stem_key", "tokenise"]
