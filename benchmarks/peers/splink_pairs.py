"""Link names with Splink, taught without labels, in the environment where that is installed.

    python splink_pairs.py < items.json > pairs.json

Input: {"items": [[name, country], ...]}; output: {"pairs": [[i, j, probability], ...], "seconds": ..., "mb": ...}.
Splink gets what a name and a country give: the name in lower case, its words, and its rarest two words to block by.
"""

import json
import logging
import re
import resource
import sys
import time
from collections import Counter

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LEAST = 0.001  # probability of a pair that is given at all


def make_table(items: list[list[str]]) -> pd.DataFrame:
    words = [re.findall(r"\w+", name.casefold()) for name, _ in items]
    common = Counter(word for one in words for word in set(one))
    rare = [sorted(set(one), key=lambda word: (common[word], word))[:2] for one in words]
    return pd.DataFrame({
        "unique_id": range(len(items)),
        "name": [" ".join(one) for one in words],
        "words": [sorted(set(one)) for one in words],
        "first": [one[0] if one else None for one in rare],
        "second": [one[1] if len(one) > 1 else None for one in rare],
        "country": [country or None for _, country in items],
    })  # fmt: skip


def main() -> None:
    data = json.load(sys.stdin)
    logging.disable(logging.WARNING)
    start = time.process_time()
    settings = SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("first"), block_on("second"), block_on("substr(name, 1, 8)"),
        ],
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.97, 0.92, 0.85]).configure(term_frequency_adjustments=True),
            cl.ArrayIntersectAtSizes("words", [4, 3, 2, 1]),
            cl.ExactMatch("country"),
        ],
    )  # fmt: skip
    linker = Linker(make_table(data["items"]), settings, DuckDBAPI())
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("first", "second")], recall=0.5)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    for rule in ("first", "substr(name, 1, 8)"):
        training.estimate_parameters_using_expectation_maximisation(block_on(rule))
    found = linker.inference.predict(threshold_match_probability=LEAST).as_pandas_dataframe()
    columns = (found[name].tolist() for name in ("unique_id_l", "unique_id_r", "match_probability"))
    seconds = time.process_time() - start
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump({"pairs": list(zip(*columns, strict=True)), "seconds": round(seconds, 2), "mb": round(mb)}, sys.stdout)


if __name__ == "__main__":
    main()
