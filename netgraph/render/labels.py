"""Words for the fixed vocabularies: types, relations read in both directions, modality, status, measures."""

from collections.abc import Callable

from .words import Words


def N_(message: str) -> str:
    """Mark a text for translation where it stands; it is translated where it is used."""
    return message


TYPES = {"organisation": N_("Organisation"), "person": N_("Person"), "initiative": N_("Initiative")}
TYPES_PLURAL = {"organisation": N_("Organisations"), "person": N_("People"), "initiative": N_("Initiatives")}
RELATIONS = {
    "cooperates": N_("Cooperation"),
    "member_of": N_("Membership"),
    "organises": N_("Organising"),
    "participates_in": N_("Participation"),
    "funds": N_("Funding"),
    "affiliated_with": N_("Affiliation"),
    "part_of": N_("Part and whole"),
}
FORWARD = {
    "cooperates": N_("cooperates with"),
    "member_of": N_("is a member of"),
    "organises": N_("organises"),
    "participates_in": N_("takes part in"),
    "funds": N_("funds"),
    "affiliated_with": N_("works for or represents"),
    "part_of": N_("is part of"),
}
BACKWARD = {
    "cooperates": N_("cooperates with"),
    "member_of": N_("has as a member"),
    "organises": N_("is organised by"),
    "participates_in": N_("has as a participant"),
    "funds": N_("is funded by"),
    "affiliated_with": N_("is represented by"),
    "part_of": N_("includes"),
}
MODALITIES = {"current": N_("current"), "planned": N_("planned"), "ended": N_("ended")}
STATUSES = {"ok": N_("read"), "partial": N_("read in part"), "skipped": N_("skipped"), "failed": N_("failed")}
MEASURES = {
    "degree": N_("Partners (degree)"),
    "strength": N_("Strength of ties (strength)"),
    "betweenness": N_("Bridge (betweenness)"),
    "closeness": N_("Short ways to all (closeness)"),
    "eigenvector": N_("Well-connected partners (eigenvector)"),
    "pagerank": N_("Standing (PageRank)"),
}
ROLES = {
    "coordinator": N_("Coordinator: links actors of its own country"),
    "gatekeeper": N_("Gatekeeper: links its own country with others"),
    "consultant": N_("Consultant: links actors of one other country"),
    "liaison": N_("Liaison: links different countries, none its own"),
}
ALL: tuple[dict[str, str], ...] = (
    TYPES, TYPES_PLURAL, RELATIONS, FORWARD, BACKWARD, MODALITIES, STATUSES, MEASURES, ROLES,
)  # fmt: skip


def translate(table: dict[str, str], words: Words) -> dict[str, str]:
    """The table in the reader's language."""
    say: Callable[[str], str] = words.text
    return {key: say(text) for key, text in table.items()}
