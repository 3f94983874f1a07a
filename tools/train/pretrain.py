"""Pre-trains the encoder on unlabelled text by predicting masked words.

    python -m tools.train.pretrain TEXT.txt.xz OUT.pt --minutes 8

TEXT has one paragraph a line, ``language<TAB>text``, documents parted by empty lines.
The text is not part of the project; only the weights are (see MODEL_CARD.md).
"""

import argparse
import lzma
import math
import multiprocessing
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from netgraph.extract.features import BUCKETS, MARKERS, TOKEN, feature_rows
from tools.train.network import ROWS, WIDTH, Embedding, Encoder, save

WINDOW, TARGETS, SHAPES = 256, 80_000, 5


def tokens_of(lines: list[str]) -> list[str]:
    out: list[str] = []
    for line in lines:
        text = line.partition("\t")[2]
        if text:
            out.append(MARKERS["text"])
            out += [t[:40] for t in TOKEN.findall(text)]
    return out


def rows_of(forms: list[str]) -> np.ndarray:
    table = np.full((len(forms), ROWS), BUCKETS, np.int32)
    for i, form in enumerate(forms):
        rows = feature_rows.__wrapped__(form)
        table[i, : len(rows)] = rows
    return table


def shape_class(form: str) -> int:
    if not form[0].isalnum():
        return 4
    if form[0].isdigit():
        return 3
    return 0 if form.islower() else 2 if form.isupper() and len(form) > 1 else 1


def load(path: Path, workers: int) -> tuple[np.ndarray, list[str], list[int]]:
    """Token ids in order, the distinct forms by falling frequency, and their counts."""
    with lzma.open(path, "rt", encoding="utf-8", errors="replace") as handle:
        lines = handle.read().split("\n")
    chunks = [lines[i : i + 20_000] for i in range(0, len(lines), 20_000)]
    with multiprocessing.Pool(workers) as pool:
        parts = pool.map(tokens_of, chunks)
    counts = Counter(t for part in parts for t in part)
    forms = [t for t, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n > 1]
    index = {t: i for i, t in enumerate(forms)}
    rare = len(forms)  # singletons keep their own features by drawing on a second table
    singles = [t for t, n in sorted(counts.items()) if n == 1]
    for t in singles:
        index[t] = rare + len(index) - len(forms)
    ids = np.concatenate([np.fromiter((index[t] for t in part), np.int32, len(part)) for part in parts if part])
    return ids, forms + singles, [counts[t] for t in forms] + [1] * len(singles)


class Masked(nn.Module):
    """Encoder with the heads of the pre-training task."""

    def __init__(self, targets: int) -> None:
        super().__init__()
        self.embedding, self.encoder = Embedding(), Encoder(0.05)
        self.mask = nn.Parameter(torch.zeros(WIDTH))
        self.hidden = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.LayerNorm(WIDTH))
        self.word, self.shape = nn.Linear(WIDTH, targets), nn.Linear(WIDTH, SHAPES)

    def forward(self, rows: torch.Tensor, inverse: torch.Tensor, hide: torch.Tensor) -> torch.Tensor:
        x = self.embedding(rows)[inverse]
        x = torch.where(hide.unsqueeze(-1), self.mask.to(x.dtype), x)
        return self.encoder(x)


def hide_spans(b: int, t: int, rate: float, device: str) -> torch.Tensor:
    """Spans of one to three tokens, ``rate`` of all tokens."""
    start = torch.rand(b, t, device=device) < rate / 1.7
    more = torch.rand(b, t, device=device)
    hide = start.clone()
    hide[:, 1:] |= start[:, :-1] & (more[:, :-1] < 0.5)
    hide[:, 2:] |= start[:, :-2] & (more[:, :-2] < 0.2)
    return hide


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=8)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--workers", type=int, default=multiprocessing.cpu_count())
    args = parser.parse_args()
    began = time.time()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high")
    ids, forms, counts = load(args.text, args.workers)
    print(f"{len(ids)} tokens, {len(forms)} forms, {time.time() - began:.0f} s", flush=True)
    with multiprocessing.Pool(args.workers) as pool:
        table = np.concatenate(pool.map(rows_of, [forms[i : i + 20_000] for i in range(0, len(forms), 20_000)]))
    rows = torch.from_numpy(table).to(device)
    shapes = torch.tensor([shape_class(f) for f in forms], device=device)
    stream = torch.from_numpy(ids).to(device)
    targets = min(TARGETS, len(forms))
    # Frequent words are masked less: "the" teaches little after the first million times.
    keep = torch.tensor([min(1.0, (2000 * len(ids) / 5e7 / c) ** 0.5 + 0.05) for c in counts], device=device)
    print(f"features ready, {time.time() - began:.0f} s", flush=True)
    model = Masked(targets).to(device)
    decay = [p for n, p in model.named_parameters() if p.ndim > 1 and "table" not in n]
    rest = [p for n, p in model.named_parameters() if p.ndim <= 1 or "table" in n]
    optimiser = torch.optim.AdamW(
        [{"params": decay, "weight_decay": 0.02}, {"params": rest, "weight_decay": 0.0}], lr=args.rate, betas=(0.9, 0.98),
        fused=device == "cuda",
    )
    average = None
    windows = len(ids) // WINDOW - 1
    begin, step, total = time.time(), 0, 0.0
    while (done := (time.time() - began) / 60 / args.minutes) < 1:
        rate = args.rate * min(1.0, (step + 1) / 500) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))
        for group in optimiser.param_groups:
            group["lr"] = rate
        shift = int(torch.randint(WINDOW, (1,)))
        pick = torch.randint(windows, (args.batch,), device=device) * WINDOW + shift
        batch = stream[pick[:, None] + torch.arange(WINDOW, device=device)].long()
        unique, inverse = torch.unique(batch, return_inverse=True)
        marked = hide_spans(*batch.shape, 0.3, device) & (torch.rand(batch.shape, device=device) < keep[batch])
        hide = marked & (torch.rand(batch.shape, device=device) < 0.9)
        with torch.autocast(device, torch.bfloat16):
            h = model(rows[unique].long(), inverse, hide)
            gold = batch[marked]
            h = model.hidden(h[marked])
            known = gold < targets
            loss = F.cross_entropy(model.word(h[known]), gold[known]) + 0.3 * F.cross_entropy(model.shape(h), shapes[gold])
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        total = total * 0.99 + float(loss) * 0.01 if step % 10 == 0 and total else (total or float(loss))
        if step % 500 == 0 or step == 20:
            print(f"step {step} loss {total:.3f} rate {rate:.5f} {step * batch.numel() / (time.time() - begin):.0f} tokens/s {time.time() - began:.0f} s", flush=True)
        if done > 0.9 and step % 20 == 0:
            state = {k: v.detach().float() for k, v in model.state_dict().items() if not k.startswith(("word.", "shape.", "hidden."))}
            average = state if average is None else {k: average[k] + (v - average[k]) * 0.02 for k, v in state.items()}
    print(f"{step} steps, {step * args.batch * WINDOW / len(ids):.1f} passes, loss {total:.3f}", flush=True)
    save(average or model.state_dict(), args.out)


if __name__ == "__main__":
    main()
