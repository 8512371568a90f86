"""Loss and gradient of the network problems at one point, by PyTorch's automatic differentiation in float64.

Usage: pip install numpy torch; python gen_networks.py > ../networks.json

w[k] = sin(1 + k) / 4. The batch is examples 0 … 31 of the training part. Data are the shipped sets: of digits.csv the rows
but every fifth, divided by their maximum; of hills.txt excerpts of 32 characters.
"""
import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
SETS = pathlib.Path(__file__).parents[3] / "problems" / "data" / "sets"

table = np.loadtxt(SETS / "digits.csv", delimiter=",", skiprows=1)
table = table[np.arange(len(table)) % 5 != 0]
PIXELS = torch.tensor(table[:32, :-1] / table[:, :-1].max())
DIGITS = torch.tensor(table[:32, -1]).long()
IMAGES = PIXELS.reshape(-1, 1, 8, 8)

text = (SETS / "hills.txt").read_bytes()
alphabet = sorted(set(text))
SYMBOLS = torch.tensor([alphabet.index(c) for c in text])
LENGTH = 32
X = SYMBOLS[: 32 * LENGTH].reshape(32, LENGTH)
Y = SYMBOLS[1 : 32 * LENGTH + 1]


class Weights:
    """Hands out the tensors of w one after the other."""

    def __init__(self, w):
        self.w, self.at = w, 0

    def take(self, *shape):
        size = math.prod(shape)
        self.at += size
        return self.w[self.at - size : self.at].reshape(shape)


def dense(t, x, units):
    return x.flatten(1) @ t.take(units, x.flatten(1).shape[1]).T + t.take(units)


def conv(t, x, channels, k, stride=1):
    return F.conv2d(x, t.take(channels, x.shape[1], k, k), t.take(channels), stride, k // 2)


def norm(t, x):
    return F.group_norm(x, 1, t.take(x.shape[1]), t.take(x.shape[1]), eps=1e-5)


def lenet(t):
    x = F.avg_pool2d(torch.tanh(conv(t, IMAGES, 6, 5)), 2)
    x = F.avg_pool2d(torch.tanh(conv(t, x, 16, 5)), 2)
    x = torch.tanh(dense(t, torch.tanh(dense(t, x, 120)), 84))
    return F.cross_entropy(dense(t, x, 10), DIGITS)


def cnn_2c2d(t):
    x = F.max_pool2d(torch.relu(conv(t, IMAGES, 16, 5)), 2)
    x = F.max_pool2d(torch.relu(conv(t, x, 32, 5)), 2)
    return F.cross_entropy(dense(t, torch.relu(dense(t, x, 128)), 10), DIGITS)


def resnet(t):
    x = torch.relu(norm(t, conv(t, IMAGES, 8, 3)))
    x = torch.relu(x + norm(t, conv(t, torch.relu(norm(t, conv(t, x, 8, 3))), 8, 3)))
    body = norm(t, conv(t, torch.relu(norm(t, conv(t, x, 16, 3, 2))), 16, 3))
    x = torch.relu(body + norm(t, conv(t, x, 16, 1, 2)))
    return F.cross_entropy(dense(t, x.mean((2, 3)), 10), DIGITS)


def autoencoder(t):
    x = PIXELS
    for units in (32, 16):
        x = torch.tanh(dense(t, x, units))
    x = dense(t, x, 6)
    for units in (16, 32):
        x = torch.tanh(dense(t, x, units))
    return F.mse_loss(dense(t, x, 64), PIXELS)


def char_lstm(t):
    units, size = 48, 16
    x = F.embedding(X, t.take(len(alphabet), size))
    forget = torch.zeros(4 * units)
    forget[units : 2 * units] = 1
    parameters = {
        "weight_ih_l0": t.take(4 * units, size),
        "weight_hh_l0": t.take(4 * units, units),
        "bias_ih_l0": t.take(4 * units),
        "bias_hh_l0": forget,
    }
    x, _ = torch.func.functional_call(torch.nn.LSTM(size, units, batch_first=True), parameters, (x,))
    return F.cross_entropy(dense(t, x.reshape(-1, units), len(alphabet)), Y)


def transformer(t):
    d = 32
    x = (F.embedding(X, t.take(len(alphabet), d)) + t.take(LENGTH, d)).reshape(-1, d)
    for _ in range(2):
        look = norm(t, x)
        q, k, v = (look @ t.take(3 * d, d).T).reshape(-1, LENGTH, 3, d).unbind(2)
        x = x + F.scaled_dot_product_attention(q, k, v, is_causal=True).reshape(-1, d) @ t.take(d, d).T
        x = x + dense(t, F.gelu(dense(t, norm(t, x), 64), approximate="tanh"), d)
    return F.cross_entropy(dense(t, norm(t, x), len(alphabet)), Y)


runs = []
for problem in (lenet, cnn_2c2d, resnet, autoencoder, char_lstm, transformer):
    count = Weights(torch.zeros(1 << 20))
    with torch.no_grad():
        problem(count)
    w = torch.tensor([math.sin(1 + k) / 4 for k in range(count.at)], requires_grad=True)
    loss = problem(Weights(w))
    loss.backward()
    index = [k * (count.at - 1) // 40 for k in range(41)]
    runs.append(
        {
            "problem": problem.__name__,
            "dimension": count.at,
            "loss": loss.item(),
            "grad_norm": w.grad.norm().item(),
            "grad_index": index,
            "grad_entries": w.grad[index].tolist(),
        }
    )
print(json.dumps({"source": f"torch {torch.__version__} float64, gen_networks.py", "runs": runs}, indent=1))
