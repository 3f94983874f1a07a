"""The encoder that tagger and relation model share, in PyTorch (training only; netgraph runs its exported form)."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from netgraph.extract.features import FEATURES, ROWS

DIM, WORD = 24, 64  # of a learned feature, of a word vector
WIDTH, HEADS, HIDDEN, DILATIONS = 128, 4, 256, (1, 2, 4)
INPUT = FEATURES * DIM + WORD


class Embedding(nn.Module):
    """Token vectors: learned vectors of the hashed features beside the fixed word vector."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(ROWS, DIM)
        nn.init.normal_(self.table.weight, 0, 0.1)
        self.project = nn.Linear(INPUT, WIDTH)

    def vectors(self, rows: Tensor, word: Tensor) -> Tensor:
        """rows: (types, FEATURES), word: (types, WORD) -> (types, INPUT)."""
        return torch.cat([self.table(rows).flatten(1), word], 1)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], -1)


class Attention(nn.Module):
    """Pre-norm transformer layer with rotary positions."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        y = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias, -1) @ v
        x = x + self.drop(self.out(y.transpose(1, 2).reshape(b, t, WIDTH)))
        return x + self.drop(self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh")))


class Encoder(nn.Module):
    """Contextual vectors of a window of tokens: gated convolutions for the neighbours, attention for the rest."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.norm0 = nn.LayerNorm(WIDTH)
        self.convolutions = nn.ModuleList([nn.Conv1d(WIDTH, 2 * WIDTH, 3, padding=d, dilation=d) for d in DILATIONS])
        self.norms = nn.ModuleList([nn.LayerNorm(WIDTH) for _ in DILATIONS])
        self.attention = Attention(dropout)
        self.norm = nn.LayerNorm(WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, tokens, WIDTH); mask: (batch, tokens), 1 for a token, 0 for padding."""
        keep = mask.unsqueeze(-1)
        x = self.drop(self.norm0(x)) * keep
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            y = F.glu(convolution(x.transpose(1, 2)).transpose(1, 2), -1)
            x = (x + self.drop(norm(y))) * keep
        half = WIDTH // HEADS // 2
        turn = torch.arange(x.shape[1], device=x.device).float()[:, None] * (
            10000.0 ** (-torch.arange(half, device=x.device).float() / half)
        )
        bias = ((mask - 1) * 1e4)[:, None, None, :]
        return self.norm(self.attention(x, bias, turn.cos(), turn.sin()))
