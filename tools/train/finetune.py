"""Teaches the encoder to tag names and to relate them.

    python -m tools.train.finetune names DATA.pkl WORDS.pt NAMES.pt
    python -m tools.train.finetune joint DATA.pkl WORDS.pt OUT.pt --initial NAMES.pt [--fold K] [--taught TAUGHT.pkl]

WORDS.pt comes from ``pretrain``. First on the named-entity corpora, then on the annotated documents with them.
With ``--fold`` the documents of one fold of websites are held out and scored. With ``--taught`` it learns from pages
that ``teach`` labelled as well.
"""

import argparse
import json
import lzma
import math
import pickle
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from netgraph.extract.features import MARKERS, feature_rows, folded
from netgraph.extract.pairs import Mentions, build_page, candidate_pairs, pair_features
from netgraph.extract.tagger import best_tags, spans_of
from netgraph.extract.windows import SIZE, cut_windows
from tools.train.network import DIM, WIDTH, WORD, WORDS, Embedding, Encoder, in_half
from tools.train.prepare import with_ends

TAGS, NER_TAGS, CLASSES, SPAN, PAIR = 13, 9, 14, 128, 160
SIZES = (128, 192, 256)  # of windows in training
BREAKS = frozenset(MARKERS.values())
MARKED = BREAKS | {".", "!", "?", ":"}
SOURCES = ("corpus", "web", "own", "taught")  # of annotated documents
DROPPED = (0.25, 0.05, 0.05, 0.05, 0.1, 0.1, 0.1, 0.1, 0.1)  # share of tokens that lose a feature, the word vector last


class Relations(nn.Module):
    """Scores the 14 relation classes of mention pairs (class 0, no relation, is fixed at zero)."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.span, self.kind = nn.Linear(3 * WIDTH, SPAN), nn.Embedding(3, SPAN)
        self.first, self.second = nn.Linear(SPAN, PAIR), nn.Linear(SPAN, PAIR, bias=False)
        self.both, self.between = nn.Linear(SPAN, PAIR, bias=False), nn.Linear(WIDTH, PAIR, bias=False)
        self.layout, self.out = nn.Linear(features, PAIR, bias=False), nn.Linear(PAIR, CLASSES - 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, h: Tensor, start: Tensor, end: Tensor, kind: Tensor, a: Tensor, b: Tensor, x: Tensor) -> Tensor:
        running = F.pad(h.cumsum(0), (0, 0, 1, 0))
        mean = (running[end] - running[start]) / (end - start).unsqueeze(1)
        s = F.gelu(
            self.span(self.drop(torch.cat([h[start], h[end - 1], mean], 1))) + self.kind(kind), approximate="tanh"
        )
        s = self.drop(s)
        g = F.pad(self.between(h).float().cumsum(0), (0, 0, 1, 0))
        left, right = end[a], torch.maximum(start[b], end[a])
        gap = (g[right] - g[left]) / (right - left).clamp(min=1).unsqueeze(1)
        z = self.first(s)[a] + self.second(s)[b] + self.both(s[a] * s[b]) + gap + self.layout(x)
        return self.out(self.drop(F.gelu(z, approximate="tanh")))


class Model(nn.Module):
    def __init__(self, labels: int, features: int) -> None:
        super().__init__()
        self.embedding, self.encoder = Embedding(), Encoder()
        self.bits = nn.Linear(labels, WIDTH, bias=False)
        nn.init.zeros_(self.bits.weight)
        self.tags, self.ner = nn.Linear(WIDTH, TAGS), nn.Linear(WIDTH, NER_TAGS)
        self.relations = Relations(features)
        self.drop = nn.Dropout(0.2)

    def encode(self, forms: "Forms", ids: Tensor, bits: Tensor, mask: Tensor) -> Tensor:
        """ids, mask: (batch, tokens); bits: (batch, tokens, labels)."""
        unique, inverse = torch.unique(ids, return_inverse=True)
        e = self.embedding.vectors(forms.rows[unique], forms.words[unique])[inverse]
        if not self.training:
            return self.encoder(self.embedding.project(e) + self.bits(bits), mask)
        keep = (torch.rand(*ids.shape, len(DROPPED)) > torch.tensor(DROPPED)).float()
        width = torch.tensor([DIM] * (len(DROPPED) - 1) + [WORD])
        e = e * keep.repeat_interleave(width, -1)
        x = self.embedding.project(e) + self.bits(bits * (torch.rand(*ids.shape, 1) > 0.1))
        return in_half(self.encoder, x, mask)


class Forms:
    """Distinct token forms with their feature rows and the number of their word."""

    def __init__(self, texts: list[list[str]], words: list[str]) -> None:
        known = {w: i for i, w in enumerate(words)}
        self.index = {f: i for i, f in enumerate(sorted({f for t in texts for f in t}))}
        self.rows = torch.tensor([feature_rows(f) for f in self.index])
        self.words = torch.tensor([known.get(folded(f), WORDS) for f in self.index])

    def ids(self, forms: list[str]) -> np.ndarray:
        return np.array([self.index[f] for f in forms], np.int64)


class Doc:
    """A document with everything that does not change between epochs."""

    def __init__(self, raw: dict, forms: Forms, rng: np.random.Generator | None = None) -> None:
        self.raw, self.ids, self.bits = raw, forms.ids(raw["forms"]), raw["bits"]
        self.y = with_ends(raw["y"])
        m = raw["mentions"] if rng is None or "tags" in raw else with_false_names(raw, rng)
        page, mentions = build_page(raw["forms"], raw["bits"]), Mentions(*(m[:, i].copy() for i in range(4)))
        self.m = mentions
        self.pairs = candidate_pairs(page, mentions)
        self.x = pair_features(page, mentions, self.pairs).astype(np.float16) if len(self.pairs.first) else None
        self.gold = np.array([raw["edges"].get(p, 0) for p in self.pairs.chains], np.int64)
        self.weight = np.array([p not in raw["ignored"] for p in self.pairs.chains], np.float32)
        # What is to be learned: a label is a probability of one.
        self.tags = raw.get("tags", np.eye(TAGS, dtype=np.float16)[self.y])
        self.classes = raw.get("classes", np.eye(CLASSES, dtype=np.float16)[self.gold])


def with_false_names(raw: dict, rng: np.random.Generator, share: float = 0.3) -> np.ndarray:
    """The mentions and some capitalised words that name no node: the tagger errs, and such a name has no relations."""
    forms, mentions = raw["forms"], raw["mentions"]
    runs, start = [], None
    for i, form in enumerate([*forms, "."]):
        capital = form[:1].isupper() and len(form) > 1 and (i == len(forms) or raw["y"][i] == 0)
        if capital and start is None:
            start = i
        elif not capital and start is not None:
            if i - start < 6 and start > 0 and forms[start - 1] not in MARKED:
                runs.append((start, i))
            start = None
    count = min(len(runs), round(share * len(mentions)))
    if not count:
        return mentions
    chosen = [runs[i] for i in sorted(rng.choice(len(runs), count, replace=False))]
    number = {}
    rows = []
    for a, b in chosen:
        chain = number.setdefault(tuple(forms[a:b]), int(mentions[:, 2].max()) + 1 + len(number))
        rows.append((a, b, chain, 0 if rng.random() < 0.6 else 2))
    out = np.concatenate([mentions, np.array(rows, np.int64)])
    return out[np.argsort(out[:, 0], kind="stable")]


def rounded(count: int, step: int) -> int:
    """The next multiple: a matrix product is compiled for every new shape, so there are few."""
    return -(-count // step) * step


def batch_windows(docs: list[Doc], size: int = SIZE) -> tuple[Tensor, ...]:
    """Windows of all documents padded together, and where each document token sits among them."""
    cut = [(d, w) for d in docs for w in cut_windows(d.raw["forms"], size)]
    rows, width = rounded(len(cut), 4), rounded(max(w.title + w.end - w.start for _, w in cut), 32)
    ids, mask = np.zeros((rows, width), np.int64), np.zeros((rows, width), np.float32)
    mask[len(cut) :, 0] = 1
    bits = np.zeros((rows, width, docs[0].bits.shape[1]), np.float32)
    where = []
    for row, (d, w) in enumerate(cut):
        end = w.title + w.end - w.start
        ids[row, : w.title], ids[row, w.title : end] = d.ids[: w.title], d.ids[w.start : w.end]
        bits[row, : w.title], bits[row, w.title : end] = d.bits[: w.title], d.bits[w.start : w.end]
        mask[row, :end] = 1
        where.append(row * width + np.arange(w.title, end))
    return tuple(torch.from_numpy(a) for a in (ids, bits, mask, np.concatenate(where)))


def relation_batch(docs: list[Doc]) -> tuple[Tensor, ...] | None:
    parts: list[list[np.ndarray]] = []
    base = mention = group = 0
    for d in docs:
        if d.x is not None and len(d.gold):
            parts.append([d.m.start + base, d.m.end + base, d.m.type, d.pairs.first + mention, d.pairs.second + mention,
                          d.pairs.group + group, d.x, d.classes, d.weight])  # fmt: skip
            mention += len(d.m.start)
            group += len(d.gold)
        base += len(d.ids)
    if not parts:
        return None
    columns = [torch.from_numpy(np.concatenate(c)) for c in zip(*parts, strict=True)]
    return tuple(c.float() if c.dtype == torch.float16 else c for c in columns)


def pool(logits: Tensor, group: Tensor, groups: int) -> Tensor:
    """Log-sum-exp over the mention pairs of each chain pair, with the zero logit of class 0 put in front."""
    index = group[:, None].expand_as(logits)
    top = torch.full((groups, logits.shape[1]), -1e4, device=logits.device).scatter_reduce(
        0, index, logits.detach(), "amax"
    )
    total = torch.zeros_like(top).scatter_add(0, index, (logits - top[group]).exp())
    return F.pad(total.clamp(min=1e-9).log() + top, (1, 0))


def names_loss(model: Model, forms: Forms, batch: list[dict]) -> Tensor:
    rows, width = rounded(len(batch), 8), rounded(max(len(s["ids"]) for s in batch), 16)
    ids, y = np.zeros((rows, width), np.int64), np.full((rows, width), -1, np.int64)
    mask, misc = np.zeros((rows, width), np.float32), np.zeros(rows, bool)
    bits = np.zeros((rows, width, batch[0]["bits"].shape[1]), np.float32)
    for i, s in enumerate(batch):
        n = len(s["ids"])
        ids[i, :n], y[i, :n], mask[i, :n], bits[i, :n], misc[i] = s["ids"], s["y"], 1, s["bits"], s["misc"]
    ids, y, mask, bits, misc = (torch.from_numpy(a) for a in (ids, y, mask, bits, misc))
    logits = model.ner(model.drop(model.encode(forms, ids, bits, mask)))
    p = logits.log_softmax(-1)
    gold = p.gather(-1, y.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    # A corpus without MISC says of an O token only that it is O or MISC.
    either = torch.stack([p[..., 0], p[..., 7], p[..., 8]], -1).logsumexp(-1)
    gold = torch.where((y == 0) & ~misc[:, None], either, gold)
    return -(gold * mask).sum() / mask.sum()


def joint_loss(model: Model, forms: Forms, docs: list[Doc], size: int) -> tuple[Tensor, Tensor]:
    ids, bits, mask, where = batch_windows(docs, size)
    h = model.encode(forms, ids, bits, mask).flatten(0, 1)[where]
    y = torch.from_numpy(np.concatenate([d.tags for d in docs])).float()
    w = torch.from_numpy(np.concatenate([d.raw["w"] for d in docs]))
    tag = (F.cross_entropy(model.tags(model.drop(h)), y, reduction="none") * w).sum() / w.sum()
    batch = relation_batch(docs)
    if batch is None:
        return tag, tag * 0
    start, end, kind, a, b, group, x, gold, weight = batch
    if model.training:
        x = x * (torch.rand(len(x), 1) > 0.1)
    with torch.autocast("cpu", torch.bfloat16):
        scores = model.relations(h, start, end, kind, a, b, x)
    logits = pool(scores.float(), group, len(gold))
    relation = (F.cross_entropy(logits, gold, reduction="none") * weight).sum() / weight.sum().clamp(min=1)
    return tag, relation


class Average:
    """Exponential moving average of the weights."""

    def __init__(self, model: nn.Module) -> None:
        self.model, self.state, self.steps = model, {k: v.detach().clone() for k, v in model.state_dict().items()}, 0

    def update(self) -> None:
        self.steps += 1
        decay = min(0.995, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for k, v in self.model.state_dict().items():
                self.state[k].lerp_(v, 1 - decay)


def schedule(step: int, total: int, warm: int = 100) -> float:
    return min(1.0, (step + 1) / warm) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * min(1.0, step / total))))


def f1(r: np.ndarray) -> float:
    return round(2 * int(r[0]) / max(1, 2 * int(r[0]) + int(r[1]) + int(r[2])), 4)


@torch.no_grad()
def evaluate(model: Model, forms: Forms, docs: list[Doc]) -> dict:
    model.eval()
    tally = np.zeros((4, 3), int)
    relation = {t: np.zeros(3, int) for t in (0.3, 0.4, 0.5, 0.6)}
    typed = {t: np.zeros(3, int) for t in relation}
    for d in docs:
        ids, bits, mask, where = batch_windows([d])
        h = model.encode(forms, ids, bits, mask).float().flatten(0, 1)[where]
        opens = np.array([form in BREAKS for form in d.raw["forms"]])
        tags = best_tags(model.tags(h).log_softmax(-1).cpu().numpy(), opens)
        gold, found = set(spans_of(d.y)), set(spans_of(tags))
        for k in range(3):
            g, p = {s for s in gold if s[2] == k}, {s for s in found if s[2] == k}
            tally[k] += [len(g & p), len(p - g), len(g - p)]
        batch = relation_batch([d])
        missing = len(d.raw["edges"]) - len(set(d.raw["edges"]) & set(d.pairs.chains))
        for t in relation:
            relation[t][2] += missing
            typed[t][2] += missing
        if batch is None:
            continue
        start, end, kind, a, b, group, x, gold, weight = batch
        p = pool(model.relations(h, start, end, kind, a, b, x), group, len(gold)).softmax(-1).cpu().numpy()
        gold, weight = d.gold, weight.cpu().numpy() > 0
        best = p[:, 1:].argmax(1) + 1
        for t in relation:
            yes = (1 - p[:, 0] > t) & weight
            relation[t] += [(yes & (gold > 0)).sum(), (yes & (gold == 0)).sum(), (~yes & (gold > 0)).sum()]
            same = yes & (best == gold)
            typed[t] += [same.sum(), (yes & ~same).sum(), ((gold > 0) & ~same).sum()]
    tally[3] = tally[:3].sum(0)
    model.train()
    return {
        "tags": [f1(r) for r in tally],
        "edges": {t: f1(r) for t, r in relation.items()},
        "typed": {t: f1(r) for t, r in typed.items()},
    }


def batches(data: list, size: int, length, rng: np.random.Generator) -> list[list]:
    order = rng.permutation(len(data))
    out, current, widest = [], [], 0
    for block in range(0, len(order), 2000):
        for i in sorted(order[block : block + 2000], key=lambda i: length(data[i])):
            widest = max(widest, length(data[i]))
            if current and widest * (len(current) + 1) > size:
                out.append(current)
                current, widest = [], length(data[i])
            current.append(data[i])
    out.append(current)
    return [out[i] for i in rng.permutation(len(out))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("names", "joint"))
    parser.add_argument("data", type=Path)
    parser.add_argument("words", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--initial", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--epochs", type=float, default=None)
    parser.add_argument("--rate", type=float, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--taught", type=Path, help="pages labelled by other models")
    for source in SOURCES:
        parser.add_argument(f"--{source}-share", type=float, default=1.0, help="how often a document is in an epoch")
    parser.add_argument("--fixed-features", action="store_true", help="what text taught of word parts stands, too")
    parser.add_argument("--limit", type=int, default=None, help="documents and sentences, for a trial run")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    with lzma.open(args.data, "rb") as handle:
        data = pickle.load(handle)
    raw, ner = data["train"][: args.limit], data["ner"][: args.limit]
    if args.taught is not None:
        with lzma.open(args.taught, "rb") as handle:
            raw = raw + pickle.load(handle)["taught"][: args.limit]
    torch.set_num_threads(args.threads)
    guesser = torch.load(args.words)
    forms = Forms([d["forms"] for d in raw] + [s["forms"] for s in ner], guesser["words"])
    for s in ner:
        s["ids"] = forms.ids(s["forms"])
    docs = [Doc(d, forms, rng if d["fold"] != args.fold else None) for d in raw]
    features = next(d.x.shape[1] for d in docs if d.x is not None)
    model = Model(len(data["labels"]), features)
    if args.initial is not None:
        model.load_state_dict(torch.load(args.initial))
    else:
        known = model.state_dict()
        model.load_state_dict(known | {k: v for k, v in guesser["model"].items() if k in known})
    # What text taught of words stands: the few names seen here would only pull single words about.
    model.embedding.words.requires_grad_(False)
    model.embedding.table.requires_grad_(not args.fixed_features)
    began = time.time()
    if args.stage == "names":
        epochs, rate = args.epochs or 4, args.rate or 1e-3
        plan = [b for _ in range(math.ceil(epochs)) for b in batches(ner, 16_000, lambda s: len(s["ids"]), rng)]
        optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        average = Average(model)
        for step, batch in enumerate(plan):
            for g in optimiser.param_groups:
                g["lr"] = rate * schedule(step, len(plan))
            loss = names_loss(model, forms, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            average.update()
            if step % 50 == 0:
                print(
                    f"names {step}/{len(plan)} loss {float(loss.detach()):.4f} {time.time() - began:.0f} s", flush=True
                )
        torch.save(average.state, args.out)
        return
    held = [d for d in docs if d.raw["fold"] == args.fold and "copy" not in d.raw]
    learn = [d for d in docs if d.raw["fold"] != args.fold]
    epochs, rate = args.epochs or 30, args.rate or 6e-4
    learned = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    head = [p for n, p in learned if n.startswith(("tags.", "relations.", "bits."))]
    body = [p for n, p in learned if not n.startswith(("tags.", "relations.", "bits."))]
    groups = [{"params": body}, {"params": head}]
    optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.02, betas=(0.9, 0.98), fused=True)
    average = Average(model)
    plan = []
    for _ in range(math.ceil(epochs)):
        times = [math.floor(vars(args)[f"{d.raw['source']}_share"] + rng.random()) for d in learn]
        seen = [d for d, n in zip(learn, times, strict=True) for _ in range(n)]
        plan += batches(seen, 4_000, lambda d: len(d.ids), rng)
    names = batches(ner, 3_000, lambda s: len(s["ids"]), rng)
    for step, batch in enumerate(plan):
        pace = schedule(step, len(plan))
        optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = rate * pace, 2 * rate * pace
        tag, relation = joint_loss(model, forms, batch, int(rng.choice(SIZES)))
        # What was learned of names in general is kept alive at every other step.
        other = tag * 0 if step % 2 else names_loss(model, forms, names[step // 2 % len(names)])
        loss = tag + 0.7 * relation + other
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        average.update()
        if step % 25 == 0:
            losses = " ".join(f"{float(part.detach()):.4f}" for part in (tag, relation, other))
            print(f"joint {step}/{len(plan)} tags, relations, names: {losses} {time.time() - began:.0f} s", flush=True)
    model.load_state_dict(average.state)
    if held:
        print(f"fold {args.fold}", json.dumps(evaluate(model, forms, held)), flush=True)
    torch.save(average.state, args.out)


if __name__ == "__main__":
    main()
