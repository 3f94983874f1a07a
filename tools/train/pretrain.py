"""Teaches the encoder to guess words that are hidden from it, on unlabelled text.

    python -m tools.train.pretrain tokens TEXT.npz WORDS.npz LANGUAGE.txt [LANGUAGE.txt ...]
    python -m tools.train.pretrain guess TEXT.npz OUT.pt [--minutes 60] [--initial EARLIER.pt]

A text has one paragraph a line; WORDS.npz comes from ``embed``. OUT holds the weights of embedding and encoder and
the words that have a vector of their own. Runs in bfloat16: on a processor with AMX ten times as fast as 32 bits.

References:
    Devlin et al. (2019), BERT. Jean et al. (2015), On using very large target vocabulary (sampled softmax).
"""

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from netgraph.extract.features import ADDRESS, FEATURES, LONG, MARKERS, TOKEN, feature_rows, folded
from tools.train.network import DIM, WIDTH, WORD, WORDS, Embedding, Encoder, in_half

LENGTH, BATCH, NEGATIVES = 128, 64, 3_000
HIDDEN_SHARE, SHAPE_KEPT, REPLACED, UNTOUCHED = 0.22, 0.4, 0.08, 0.08


def write_tokens(vectors: Path, texts: list[Path], out: Path, most: int) -> None:
    """Numbers the forms of all texts (at most ``most`` characters of each) and keeps the numbers in order."""
    index: dict[str, int] = {MARKERS["text"]: 0}
    parts = []
    for path in texts:
        ids: list[int] = []
        left = most
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if len(line) < 20:
                    continue
                ids.append(0)
                for form in TOKEN.findall(line):
                    address = len(form) > 4 and (form[:4] in ("http", "www.") or "@" in form)
                    ids.append(index.setdefault(ADDRESS if address else form[:LONG], len(index)))
                left -= len(line)
                if left < 0:
                    break
        parts.append(np.array(ids, np.int32))
        print(path.name, len(ids), len(index), flush=True)
    ids = np.concatenate(parts)
    with np.load(vectors) as file:
        words, rows = file["vocabulary"], file["words"].astype(np.float32)
    number = {w: i for i, w in enumerate(words.tolist())}
    word = np.array([number.get(folded(f), WORDS) for f in index], np.int32)
    count = np.bincount(word, np.bincount(ids, minlength=len(index)), WORDS + 1)[: len(words)]
    np.savez(
        out, ids=ids, rows=np.array([feature_rows(f) for f in index], np.int32), word=word,
        words=words, vectors=rows / (10 * np.abs(rows).mean()), share=count + 0.1,
    )  # fmt: skip
    print(f"{len(ids)} tokens, {len(index)} forms, {len(words)} words, known {count.sum() / len(ids):.3f}", flush=True)


class Guesser(nn.Module):
    """Embedding and encoder with what guessing needs: a vector for a hidden token, scores of words."""

    def __init__(self) -> None:
        super().__init__()
        self.embedding, self.encoder = Embedding(), Encoder(dropout=0.0)
        self.hidden = nn.Parameter(torch.zeros(WIDTH))
        self.out, self.bias = nn.Linear(WIDTH, WORD), nn.Parameter(torch.zeros(WORDS + 1))

    def loss(self, rows: Tensor, word: Tensor, ids: Tensor, share: Tensor, log_share: Tensor) -> Tensor:
        """ids: (batch, tokens) of forms; share: of each word in the text, damped, for drawing the negatives."""
        target = word[ids]
        dice = torch.rand(ids.shape)
        chosen = (dice < HIDDEN_SHARE) & (ids > 0)
        place = torch.rand(ids.shape)
        swapped = chosen & (place < REPLACED)
        shown = torch.where(swapped, ids.flatten()[torch.randint(ids.numel(), ids.shape)], ids)
        dark = chosen & (place >= REPLACED + UNTOUCHED)
        unique, inverse = torch.unique(shown, return_inverse=True)
        e = self.embedding.vectors(rows[unique], word[unique])[inverse]
        # The shape of a hidden word is often left: names are to be told from their surroundings and their capital.
        keep = (~dark).float().unsqueeze(-1).repeat(1, 1, FEATURES + 1)
        keep[..., 1] = torch.where(dark & (torch.rand(ids.shape) < SHAPE_KEPT), torch.ones(()), keep[..., 1])
        keep[..., [0, FEATURES]] *= (torch.rand(*ids.shape, 2) > 0.1).float()
        e = e * keep.repeat_interleave(torch.tensor([DIM] * FEATURES + [WORD]), -1)
        x = self.embedding.project(e) + dark.unsqueeze(-1) * self.hidden
        h = in_half(self.encoder, x, torch.ones(ids.shape))
        guessed = chosen & (target < WORDS)
        h, target = self.out(h[guessed]), target[guessed]
        negative = torch.multinomial(share, NEGATIVES, replacement=True)
        vectors = self.embedding.words.weight
        right = (h * vectors[target]).sum(1) + self.bias[target]
        weight = self.bias[negative] - log_share[negative] - math.log(NEGATIVES)
        wrong = torch.addmm(weight.bfloat16(), h.bfloat16(), vectors[negative].bfloat16().T).float()
        return (torch.logaddexp(right, wrong.logsumexp(1)) - right).mean()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=("tokens", "guess"))
    parser.add_argument("data", type=Path)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--most", type=int, default=80_000_000, help="characters of each language")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--last", type=float, default=0.02, help="share of the rate at the end")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--initial", type=Path)
    args = parser.parse_args()
    if args.stage == "tokens":
        write_tokens(args.paths[0], args.paths[1:], args.data, args.most)
        return
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    with np.load(args.data) as file:
        ids, words, count = torch.from_numpy(file["ids"]), file["words"].tolist(), file["share"]
        vectors = torch.from_numpy(file["vectors"])
        rows, word = torch.from_numpy(file["rows"]).long(), torch.from_numpy(file["word"]).long()
    share = torch.from_numpy((count / count.sum()) ** 0.75).float()
    share /= share.sum()
    model = Guesser()
    with torch.no_grad():
        model.bias[: len(words)] = torch.from_numpy(np.log(count / count.sum())).float()
        model.embedding.words.weight[: len(words)] = vectors
    if args.initial is not None:
        model.load_state_dict(torch.load(args.initial)["model"])
    tables = [model.embedding.words.weight]
    rest = [p for p in model.parameters() if p is not tables[0]]
    groups = [{"params": rest}, {"params": tables}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    starts = torch.arange(0, len(ids) - LENGTH, LENGTH)
    began, step, order, at, mean = time.time(), 0, starts[torch.randperm(len(starts))], 0, 0.0
    while (spent := (time.time() - began) / 60 / args.minutes) < 1:
        if at + BATCH > len(order):
            order, at = starts[torch.randperm(len(starts))], 0
        batch = ids[order[at : at + BATCH, None] + torch.arange(LENGTH)].long()
        at += BATCH
        pace = min(1.0, (step + 1) / 200) * (args.last + (1 - args.last) * 0.5 * (1 + math.cos(math.pi * spent)))
        # The words' vectors come trained and change more slowly.
        optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = args.rate * pace, 0.3 * args.rate * pace
        loss = model.loss(rows, word, batch, share, share.log())
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        step += 1
        mean = 0.98 * mean + 0.02 * float(loss.detach()) if step > 1 else float(loss.detach())
        if step % 100 == 0:
            print(f"step {step} loss {mean:.3f} {time.time() - began:.0f} s", flush=True)
        if step % 1000 == 0:
            torch.save({"model": model.state_dict(), "words": words}, args.paths[0])
    torch.save({"model": model.state_dict(), "words": words}, args.paths[0])
    print(f"{step * BATCH * LENGTH} tokens, loss {mean:.3f}")


if __name__ == "__main__":
    main()
