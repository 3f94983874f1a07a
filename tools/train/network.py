"""The encoder that tagger and relation model share, in PyTorch (training only; netgraph runs its exported form)."""

from collections.abc import Mapping
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from netgraph.extract.features import AFFIXES, BUCKETS, GRAMS

DIM, WIDTH, LAYERS, HEADS, HIDDEN = 64, 256, 5, 4, 512
ROWS = 1 + AFFIXES + GRAMS


class Embedding(nn.Module):
    """Token vectors from hashed features: word, mean of affixes, mean of n-grams."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Embedding(BUCKETS + 1, DIM, padding_idx=BUCKETS)
        nn.init.normal_(self.table.weight, 0, 0.1)
        with torch.no_grad():
            self.table.weight[BUCKETS] = 0
        self.project = nn.Linear(3 * DIM, WIDTH)

    def vectors(self, rows: Tensor) -> Tensor:
        """rows: (types, ROWS), padded with BUCKETS -> (types, 3 * DIM)."""
        e = self.table(rows)
        grams = (rows[:, 1 + AFFIXES :] != BUCKETS).sum(1, keepdim=True).clamp(min=1)
        return torch.cat([e[:, 0], e[:, 1 : 1 + AFFIXES].mean(1), e[:, 1 + AFFIXES :].sum(1) / grams], 1)

    def forward(self, rows: Tensor) -> Tensor:
        return self.project(self.vectors(rows))


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    a, b = x.chunk(2, -1)
    return torch.cat([a * cos - b * sin, a * sin + b * cos], -1)


class Layer(nn.Module):
    """Pre-norm transformer layer with rotary positions."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, HIDDEN), nn.Linear(HIDDEN, WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None, cos: Tensor, sin: Tensor) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        q, k = rotate(q, cos, sin), rotate(k, cos, sin)
        if torch.onnx.is_in_onnx_export():
            score = q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias
            y = torch.softmax(score, -1) @ v
        else:
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = x + self.drop(self.out(y.transpose(1, 2).reshape(b, t, WIDTH)))
        return x + self.drop(self.down(F.gelu(self.up(self.norm2(x)), approximate="tanh")))


class Encoder(nn.Module):
    """Contextual vectors of a window of tokens: convolution for the neighbours, attention for the rest."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.norm0 = nn.LayerNorm(WIDTH)
        self.conv = nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.layers = nn.ModuleList([Layer(dropout) for _ in range(LAYERS)])
        self.norm = nn.LayerNorm(WIDTH)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """x: (batch, tokens, WIDTH); mask: (batch, tokens), 1 for a token, 0 for padding."""
        x = self.drop(self.norm0(x))
        if mask is not None:
            x = x * mask.unsqueeze(-1)
        x = x + F.gelu(self.conv(x.transpose(1, 2)).transpose(1, 2), approximate="tanh")
        half = WIDTH // HEADS // 2
        turn = torch.arange(x.shape[1], device=x.device).float()[:, None] * (
            10000.0 ** (-torch.arange(half, device=x.device).float() / half)
        )
        cos, sin = turn.cos().to(x.dtype), turn.sin().to(x.dtype)
        bias = None if mask is None else ((mask - 1) * 1e4).to(x.dtype)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias, cos, sin)
        return self.norm(x)


TABLE = "embedding.table.weight"


def save(state: Mapping[str, Tensor], path: Path) -> None:
    """Weights in half precision: the embedding table in two files beside the rest, none over 16 MB."""
    torch.save({k: v.half().cpu() for k, v in state.items() if k != TABLE}, path)
    for i, part in enumerate(state[TABLE].half().cpu().chunk(2)):
        torch.save(part.clone(), path.with_suffix(f".table{i}.pt"))


def load(path: Path, device: str = "cpu") -> dict[str, Tensor]:
    """What ``save`` wrote, in single precision."""
    state = torch.load(path, map_location=device)
    state[TABLE] = torch.cat([torch.load(path.with_suffix(f".table{i}.pt"), map_location=device) for i in range(2)])
    return {k: v.float() for k, v in state.items()}
