"""Torch networks on digits.csv beside this file, as the native mlp has it: every fifth row is a test example."""

from pathlib import Path

import numpy as np
import torch

DATA = Path(__file__).with_name("digits.csv")


def rows(test):
    table = np.loadtxt(DATA, delimiter=",", skiprows=1)
    chosen = table[(np.arange(len(table)) % 5 == 0) == test]
    return torch.from_numpy(chosen[:, :-1]), torch.from_numpy(chosen[:, -1].astype(int))


class TwoLayers(torch.nn.Module):
    """Two layers on digits. Somebody (2026)."""

    def __init__(self, hidden: int = 32, dropout: float = 0.0):
        super().__init__()
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(64, hidden), torch.nn.Tanh(), torch.nn.Dropout(dropout), torch.nn.Linear(hidden, 10)
        )

    def forward(self, x):
        return self.layers(x)

    def dataset(self):
        return rows(test=False)

    def test(self):
        return rows(test=True)

    def loss(self, outputs, targets):
        return torch.nn.functional.cross_entropy(outputs, targets)

    def metrics(self, outputs, targets):
        return {"accuracy": (outputs.argmax(1) == targets).float().mean()}


class _Pairs(torch.utils.data.Dataset):
    """Thirty of them."""

    def __len__(self):
        return 30

    def __getitem__(self, i):
        return i % 5, torch.tensor([float(i % 3)])


class Normalized(torch.nn.Module):
    """A data set without tensors, batch normalization, an embedding, and a parameter that stays."""

    def __init__(self):
        super().__init__()
        self.table = torch.nn.Embedding(5, 4)
        self.inner = torch.nn.Linear(4, 3)
        self.norm = torch.nn.BatchNorm1d(3)
        self.head = torch.nn.Linear(3, 1)
        self.frozen = torch.nn.Parameter(torch.ones(1), requires_grad=False)

    def forward(self, x):
        return self.frozen * self.head(torch.tanh(self.norm(self.inner(self.table(x)))))

    def dataset(self):
        return _Pairs()

    def loss(self, outputs, targets):
        return (outputs - targets).square().mean()
