"""What is new, gone, stronger or weaker between two networks: two corpora, or two periods of one."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from netgraph.card import as_list
from netgraph.lookup import match_entities
from netgraph.measure.borders import Share, cross_border_share
from netgraph.measure.groups import community, describe_groups
from netgraph.measure.robustness import measure_robustness
from netgraph.measure.ties import as_ties
from netgraph.network import Network, as_network
from netgraph.tables import is_cross_border


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two networks side by side; ``a`` is the earlier one.

    Attributes:
        nodes: id, name, type, country, status (new, gone, stronger, weaker, same: by the documents behind its ties),
            strength_a, strength_b, group_a, group_b, moved (joined another community), and rank_a, rank_b by the
            chosen measure with rank_a_low … rank_b_high; rank_changed is true when the intervals do not overlap. What
            only one of the two networks can tell is missing.
        ties: source, target, their names, status, weight_a, weight_b, cross_border.
        groups: group_a and group_b that continue each other (ids of their strongest members; None: new or gone),
            stayed, left, joined (numbers of members).
        share_a: the cross-border share of the earlier network.
        share_b: that of the later one.
        words: the main changes, one sentence each.
    """

    nodes: pd.DataFrame
    ties: pd.DataFrame
    groups: pd.DataFrame
    share_a: Share
    share_b: Share
    words: tuple[str, ...]

    def __repr__(self) -> str:
        """How much is new and gone, on one line."""
        counts = []
        for name, table in (("nodes", self.nodes), ("ties", self.ties)):
            new, gone = (int((table["status"] == way).sum()) for way in ("new", "gone"))
            counts.append(f"{len(table)} {name} ({new} new, {gone} gone)")
        return f"<Comparison: {', '.join(counts)}>"

    def _repr_html_(self) -> str:
        """The main changes as a card in a notebook; the tables are one attribute away."""
        return as_list("What changed between two networks", self.words, ("nodes", "ties", "groups"))


def compare(
    a: Network | str | os.PathLike[str], b: Network | str | os.PathLike[str], *, measure: str = "betweenness",
    resamples: int = 100,
) -> Comparison:  # fmt: skip
    """Compare two networks; nodes are the same when their ids are or, where only one can be meant, their names.

    An actor whose most frequent name is another one by now has another id, too: it is the node of the later network
    that bears its former name, or whose name it bore. All tables have it under its later id and name.

    Documents behind ties are counted, so a tie is stronger when more documents state it. ``rank_changed`` is claimed
    only where the two intervals over resampled documents have no rank in common: the change is more than the luck of
    which documents there were. Communities are paired so that as many members as possible stay.

    Args:
        a: the earlier network, or the path of its network.json.
        b: the later network, or the path of its network.json.
        measure: what ranks are made by, one of ``robustness.MEASURES``.
        resamples: of documents, for the intervals of ranks.

    Raises:
        InputError: a file cannot be read, or what is given is no network.

    References:
        Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13 (percentile intervals); Kuhn (1955),
        The Hungarian method for the assignment problem, Naval Research Logistics Quarterly 2, 83-97.
    """
    earlier, b = as_network(a), as_network(b)
    same = match_entities(earlier.entities, b.entities)
    a = _under_later_ids(earlier, same)
    ties = _compare_ties(a, b)
    groups = _match_groups(describe_groups(a.ties()), describe_groups(b.ties()))
    nodes = _compare_nodes(a, b, groups, measure, resamples)
    shares = cross_border_share(a.ties()), cross_border_share(b.ties())
    words = (*_words(nodes, ties, *shares), *_renamed(earlier, b, same))
    return Comparison(nodes, ties, groups, *shares, words=words)


def _under_later_ids(network: Network, same: Mapping[str, str]) -> Network:
    """The network with the ids that its actors have in a later one."""
    entities = [replace(e, id=same.get(e.id, e.id)) for e in network.entities]
    edges = [
        replace(e, source=same.get(e.source, e.source), target=same.get(e.target, e.target)) for e in network.relations
    ]
    return Network(network.records, entities, edges, settings=network.settings, decisions=network.decisions)


def _renamed(a: Network, b: Network, same: Mapping[str, str]) -> tuple[str, ...]:
    """One sentence on the actors that have another name by now, none where there are none."""
    names = [(a.by_id[old].name, b.by_id[new].name) for old, new in same.items()]
    told = [f"{new} (was {old})" for old, new in names if old != new]
    return (f"under another name: {', '.join(told[:10])}{' …' if len(told) > 10 else ''}.",) if told else ()


def _compare_ties(a: Network, b: Network) -> pd.DataFrame:
    before, after = (_weights(net) for net in (a, b))
    rows = []
    for source, target in sorted(before.keys() | after.keys()):
        old, new = before.get((source, target), 0), after.get((source, target), 0)
        ends = [b.by_id.get(end) or a.by_id[end] for end in (source, target)]
        rows.append(
            (source, target, ends[0].name, ends[1].name, _status((source, target) in before, (source, target) in after,
             old, new), old, new, is_cross_border(*ends))
        )  # fmt: skip
    columns = ["source", "target", "source_name", "target_name", "status", "weight_a", "weight_b", "cross_border"]
    return pd.DataFrame(rows, columns=columns).astype({"cross_border": "boolean"})


def _weights(network: Network) -> dict[tuple[str, str], int]:
    """The documents that state each tie, by its sorted ends."""
    ties = network.ties()
    return {(min(u, v), max(u, v)): int(ties[u][v]["weight"]) for u, v in ties.edges}


def _status(in_a: bool, in_b: bool, old: float, new: float) -> str:
    if in_a and in_b:
        return "stronger" if new > old else "weaker" if new < old else "same"
    return "gone" if in_a else "new"


def _compare_nodes(a: Network, b: Network, groups: pd.DataFrame, measure: str, resamples: int) -> pd.DataFrame:
    ranks = [_ranks_of(net, measure, resamples) for net in (a, b)]
    strengths = [dict(net.ties().degree(weight="weight")) for net in (a, b)]
    leaders = [_leader_of(net) for net in (a, b)]
    follows = dict(zip(groups["group_a"], groups["group_b"], strict=True))
    missing = (None, None, None)
    rows = []
    for id in sorted(a.by_id.keys() | b.by_id.keys()):
        entity = b.by_id.get(id) or a.by_id[id]
        old, new = (strength.get(id, 0) for strength in strengths)
        group_a, group_b = (leader.get(id) for leader in leaders)
        moved = None if group_a is None or group_b is None else follows.get(group_a) != group_b
        places = [rank.get(id, missing) for rank in ranks]
        rows.append(
            (id, entity.name, entity.type, entity.country, _status(id in a.by_id, id in b.by_id, old, new), old, new,
             group_a, group_b, moved, *places[0], *places[1], _apart(*places))
        )  # fmt: skip
    columns = [
        "id", "name", "type", "country", "status", "strength_a", "strength_b", "group_a", "group_b", "moved",
        "rank_a", "rank_a_low", "rank_a_high", "rank_b", "rank_b_low", "rank_b_high", "rank_changed",
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns, dtype=object)
    kinds: dict[str, Any] = {name: float for name in columns if name.startswith("rank_")}
    return table.astype(kinds | {"strength_a": int, "strength_b": int, "moved": "boolean", "rank_changed": "boolean"})


def _apart(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool | None:
    """Whether two rank intervals have no rank in common; None when there is no rank to compare."""
    if before[0] is None or after[0] is None:
        return None
    return bool(before[2] < after[1] or after[2] < before[1])


def _ranks_of(network: Network, measure: str, resamples: int) -> dict[str, tuple[float, float, float]]:
    table = measure_robustness(network, measures=[measure], resamples=resamples).ranks
    places = table[["rank", "low", "high"]].itertuples(index=False, name=None)
    return {str(id): (first, low, high) for id, (first, low, high) in zip(table["id"], places, strict=True)}


def _leader_of(network: Network) -> dict[str, str]:
    """The id of each node's community; nodes without a tie have none."""
    groups = describe_groups(network.ties())
    pairs = zip(groups["id"], groups["members"], strict=True)
    return {str(member): str(leader) for leader, members in pairs for member in members}


def _match_groups(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Pair the communities of two networks with the same ids so that as many members as possible stay with theirs."""
    from scipy.optimize import linear_sum_assignment  # slow to import

    before, after = [set(members) for members in old["members"]], [set(members) for members in new["members"]]
    overlap = np.array([[len(x & y) for y in after] for x in before], dtype=np.int64).reshape(len(before), len(after))
    pairs = [(i, j) for i, j in zip(*linear_sum_assignment(-overlap), strict=True) if overlap[i, j]]
    rows: list[tuple[Any, ...]] = []
    for i, j in pairs:
        stayed = int(overlap[i, j])
        rows.append((old["id"][i], new["id"][j], stayed, len(before[i]) - stayed, len(after[j]) - stayed))
    matched = [{i for i, _ in pairs}, {j for _, j in pairs}]
    rows += [(old["id"][i], None, 0, len(before[i]), 0) for i in range(len(before)) if i not in matched[0]]
    rows += [(None, new["id"][j], 0, 0, len(after[j])) for j in range(len(after)) if j not in matched[1]]
    return pd.DataFrame(rows, columns=["group_a", "group_b", "stayed", "left", "joined"], dtype=object)


def match_labels(old: Network, new: Network) -> dict[str, int]:
    """Community numbers of ``new`` that keep the numbers which ``old`` gave to the communities that go on.

    Node to number: a community that continues one of ``old`` has its number, a new one gets the next free number.

    References:
        Kuhn (1955), The Hungarian method for the assignment problem, Naval Research Logistics Quarterly 2, 83-97.
    """
    numbers, fresh = (community(as_ties(net.ties())).to_dict() for net in (old, new))
    same = match_entities(old.entities, new.entities)
    numbers = {same.get(str(node), str(node)): number for node, number in numbers.items()}
    groups = describe_groups(old.ties())
    groups["id"] = groups["id"].map(lambda leader: same.get(leader, leader))
    groups["members"] = groups["members"].map(lambda each: tuple(same.get(node, node) for node in each))
    matches = _match_groups(groups, describe_groups(new.ties())).dropna()
    kept = {fresh[b]: numbers[a] for a, b in zip(matches["group_a"], matches["group_b"], strict=True)}
    following = max(numbers.values(), default=0)
    for number in sorted(set(fresh.values()) - kept.keys()):
        following += 1
        kept[number] = following
    return {str(node): int(kept[number]) for node, number in fresh.items()}


def _words(nodes: pd.DataFrame, ties: pd.DataFrame, share_a: Share, share_b: Share) -> tuple[str, ...]:
    counts = {table_name: table["status"].value_counts() for table_name, table in (("actors", nodes), ("ties", ties))}
    words = [
        f"{name}: {count.get('new', 0)} new, {count.get('gone', 0)} gone, {count.get('stronger', 0)} stronger, "
        f"{count.get('weaker', 0)} weaker, {count.get('same', 0)} the same."
        for name, count in counts.items()
    ]
    if share_a.share is not None and share_b.share is not None:
        overlap = share_a.low <= share_b.high and share_b.low <= share_a.high
        verdict = "within the uncertainty of both" if overlap else "more than the uncertainty of both"
        words.append(f"cross-border share: {share_a.share:.0%} before, {share_b.share:.0%} after; {verdict}.")
    moved = nodes.loc[nodes["moved"].fillna(False), "name"].tolist()
    if moved:
        words.append(f"joined another community: {', '.join(map(str, moved[:10]))}{' …' if len(moved) > 10 else ''}.")
    return tuple(words)
