"""The encoder that tagger and relation model share, in PyTorch (training only; netgraph runs its exported form)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.func import functional_call

from netgraph.extract.features import FEATURES, ROWS

DIM, WORD, WORDS = 24, 64, 200_000  # of a learned feature, of a word vector; words that have one
WIDTH, HEADS, HIDDEN, LAYERS = 256, 4, 1024, 6
INPUT = FEATURES * DIM + WORD
DISTANCES = (1, 2, 3, 4, 6, 8, 12, 16, 24, 40, 64, 128)  # bounds of the classes of distance between two tokens


class Embedding(nn.Module):
    """Token vectors: learned vectors of the hashed features beside the word's own vector (zero for a rare word)."""

    def __init__(self) -> None:
        super().__init__()
        self.table, self.words = nn.Embedding(ROWS, DIM), nn.Embedding(WORDS + 1, WORD, padding_idx=WORDS)
        nn.init.normal_(self.table.weight, 0, 0.1)
        nn.init.normal_(self.words.weight, 0, 0.1)
        with torch.no_grad():
            self.words.weight[WORDS] = 0
        self.project = nn.Linear(INPUT, WIDTH)

    def vectors(self, rows: Tensor, word: Tensor) -> Tensor:
        """rows: (types, FEATURES), word: (types,) -> (types, INPUT)."""
        return torch.cat([self.table(rows).flatten(1), self.words(word)], 1)


class Dropout(nn.Module):
    """Drops out by stretches of a pool of random signs that is drawn once: drawing anew costs more than a layer."""

    def __init__(self, share: float, size: int = 1 << 23) -> None:
        super().__init__()
        self.share, self.pool = share, (torch.rand(size) >= share).bfloat16() / (1 - share) if share else None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or self.pool is None:
            return x
        start = int(torch.randint(len(self.pool) - x.numel(), ()))
        return x * self.pool[start : start + x.numel()].view(x.shape)


class Attention(nn.Module):
    """Pre-norm transformer layer."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH)
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, t, 3, HEADS, -1).permute(2, 0, 3, 1, 4).reshape(3, b * HEADS, t, -1)
        scores = torch.baddbmm(bias, q, k.transpose(-1, -2), alpha=(WIDTH // HEADS) ** -0.5)
        y = (torch.softmax(scores, -1) @ v).view(b, HEADS, t, -1)
        x = x + self.drop(self.out(y.transpose(1, 2).reshape(b, t, WIDTH)))
        return x + self.drop(self.down(F.relu(self.up(self.norm2(x)))))


class Encoder(nn.Module):
    """Contextual vectors of a window of tokens: a gated convolution for the neighbours, attention for the rest.

    Positions enter as a learned bias for every class of distance between two tokens.

    References:
        Raffel et al. (2020), Exploring the limits of transfer learning with a unified text-to-text transformer.
    """

    def __init__(self, dropout: float = 0.15) -> None:
        super().__init__()
        self.norm0, self.norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.near = nn.Linear(3 * WIDTH, 2 * WIDTH)
        self.distance = nn.Embedding(2 * len(DISTANCES) + 1, HEADS)
        nn.init.zeros_(self.distance.weight)
        self.layers = nn.ModuleList([Attention(dropout) for _ in range(LAYERS)])
        self.drop = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, tokens, WIDTH); mask: (batch, tokens), 1 for a token, 0 for padding."""
        x = self.drop(self.norm0(x)) * mask.unsqueeze(-1)
        around = torch.cat([F.pad(x[:, :-1], (0, 0, 1, 0)), x, F.pad(x[:, 1:], (0, 0, 0, 1))], -1)
        x = x + self.drop(F.glu(self.near(around), -1))
        place = torch.arange(x.shape[1], device=x.device)
        apart = place[None, :] - place[:, None]
        bounds = torch.tensor(DISTANCES, device=x.device)
        far = (apart.abs().unsqueeze(-1) >= bounds).sum(-1)
        bias = self.distance(len(DISTANCES) + far * apart.sign()).permute(2, 0, 1)
        bias = (bias + ((mask - 1) * 1e4)[:, None, None, :]).flatten(0, 1)
        for layer in self.layers:
            x = layer(x, bias)
        return self.norm(x)


def in_half(module: nn.Module, *inputs: Tensor) -> Tensor:
    """What a module gives when run in bfloat16 with its 32-bit weights, which keep the gradients."""
    half = {name: p.bfloat16() for name, p in module.named_parameters()}
    return functional_call(module, half, tuple(x.bfloat16() for x in inputs)).float()
