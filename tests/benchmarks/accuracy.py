"""Trains as accuracy.yaml says, with PyTorch and seeds of its own, and compares what that ends in with slalom's runs.

Usage, with Debian's python3-torch or torch by pip, and numpy:
  slalom run accuracy.yaml --out r; slalom export r --format csv --out csv; python3 accuracy.py csv/runs.csv

Prints mean, standard deviation, median and range over the seeds, and how many standard errors the means differ by: if all is the same, that
is between -2 and 2 in 19 of 20 lines.
"""
import csv
import math
import pathlib
import statistics
import sys

import numpy as np
import torch
import torch.nn as nn

torch.set_num_threads(1)
SETS = pathlib.Path(__file__).parents[2] / "problems" / "data" / "sets"
table = torch.tensor(np.loadtxt(SETS / "digits.csv", delimiter=",", skiprows=1), dtype=torch.float32)
is_test = torch.arange(len(table)) % 5 == 0
scale = table[~is_test, :-1].max()
X, Y = table[~is_test, :-1].reshape(-1, 1, 8, 8) / scale, table[~is_test, -1].long()
TEST_X, TEST_Y = table[is_test, :-1].reshape(-1, 1, 8, 8) / scale, table[is_test, -1].long()


def convolution(ins, outs):
    return [nn.Conv2d(ins, outs, 5, padding=2), nn.Tanh(), nn.AvgPool2d(2)]


NETWORKS = {
    "mlp": lambda: nn.Sequential(nn.Flatten(), nn.Linear(64, 32), nn.Tanh(), nn.Linear(32, 10)),
    "lenet": lambda: nn.Sequential(
        *convolution(1, 6), *convolution(6, 16), nn.Flatten(),
        nn.Linear(64, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)),
}
OPTIMIZERS = {
    "sgd": lambda w: torch.optim.SGD(w, lr=0.1),
    "adam": lambda w: torch.optim.Adam(w, lr=0.003),
}


def train(network, optimizer, seed):
    """Loss over all training examples and accuracy on the test ones, after 10 epochs of batches of 32."""
    torch.manual_seed(seed)
    net = NETWORKS[network]()
    for p in net.parameters():
        nn.init.xavier_uniform_(p) if p.dim() > 1 else nn.init.zeros_(p)
    rule = OPTIMIZERS[optimizer](net.parameters())
    stream = torch.cat([torch.randperm(len(X)) for _ in range(11)])  # batches go on from one epoch to the next
    for step in range(math.ceil(10 * len(X) / 32)):
        batch = stream[32 * step:32 * step + 32]
        rule.zero_grad()
        nn.functional.cross_entropy(net(X[batch]), Y[batch]).backward()
        rule.step()
    with torch.no_grad():
        loss = nn.functional.cross_entropy(net(X), Y).item()
        return loss, (net(TEST_X).argmax(1) == TEST_Y).float().mean().item()


def in_words(x):
    return f"{statistics.mean(x):.5f} ± {statistics.stdev(x):.5f} (median {statistics.median(x):.5f}, {min(x):.5f} to {max(x):.5f})"


runs = list(csv.DictReader(open(sys.argv[1])))
for network in NETWORKS:
    for optimizer in OPTIMIZERS:
        ours = [r for r in runs if r["problem"] == network and r["optimizer"] == optimizer]
        theirs = [train(network, optimizer, seed) for seed in range(len(ours))]
        for k, column in enumerate(["final_loss", "test_accuracy"]):
            a, b = [float(r[column]) for r in ours], [t[k] for t in theirs]
            error = math.sqrt((statistics.variance(a) + statistics.variance(b)) / len(a))
            difference = (statistics.mean(a) - statistics.mean(b)) / error
            print(f"{network} {optimizer} {column}: slalom {in_words(a)}, torch {in_words(b)}, {difference:+.1f} standard errors")
