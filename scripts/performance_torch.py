"""Slalom's networks in PyTorch, for scripts/performance.py: as performance_networks.py has them in JAX. libtorch computes one
operation after the other, in one thread."""

import math
import time

import performance_peers
import torch
from torch.nn import functional as F

torch.set_num_threads(1)


def dense(take, x, units):
    weights = take(units, x.shape[-1])
    return F.linear(x, weights, take(units))


def conv(take, x, channels, size, stride=1):
    weights = take(channels, x.shape[1], size, size)
    return F.conv2d(x, weights, take(channels), stride, size // 2)


def norm(take, x):
    """Over all numbers of an example; gain and shift for each channel."""
    gain, shift = take(x.shape[1]), take(x.shape[1])
    return F.group_norm(x, 1, gain, shift) if x.dim() > 2 else F.layer_norm(x, x.shape[1:], gain, shift)


def images(x):
    return x.reshape(len(x), 1, 28, 28)


def mlp(take, x, y, hidden):
    return F.cross_entropy(dense(take, torch.tanh(dense(take, x, hidden)), 10), y)


def lenet(take, x, y):
    x = images(x)
    for channels in (6, 16):
        x = F.avg_pool2d(torch.tanh(conv(take, x, channels, 5)), 2)
    x = x.flatten(1)
    for units in (120, 84):
        x = torch.tanh(dense(take, x, units))
    return F.cross_entropy(dense(take, x, 10), y)


def cnn_2c2d(take, x, y):
    x = images(x)
    for channels in (32, 64):
        x = F.max_pool2d(F.relu(conv(take, x, channels, 5)), 2)
    return F.cross_entropy(dense(take, F.relu(dense(take, x.flatten(1), 1024)), 10), y)


def resnet(take, x, y):
    def block(x, channels, stride):
        inner = F.relu(norm(take, conv(take, x, channels, 3, stride)))
        return norm(take, conv(take, inner, channels, 3))

    x = F.relu(norm(take, conv(take, images(x), 8, 3)))
    x = F.relu(x + block(x, 8, 1))
    body = block(x, 16, 2)
    x = F.relu(body + norm(take, conv(take, x, 16, 1, 2)))
    return F.cross_entropy(dense(take, x.mean((2, 3)), 10), y)


def char_lstm(take, x, y, symbols):
    units = 48
    x = F.embedding(x, take(symbols, 16))
    W, U, b = take(4 * units, 16), take(4 * units, units), take(4 * units)
    forget = torch.zeros(4 * units)
    forget[units : 2 * units] = 1
    zero = torch.zeros(1, len(x), units)
    h, _, _ = torch.lstm(x, (zero, zero), [W, U, b, forget], True, 1, 0.0, False, False, True)
    return F.cross_entropy(dense(take, h.reshape(-1, units), symbols), y.reshape(-1))


def transformer(take, x, y, symbols):
    d, length = 32, x.shape[1]
    x = (F.embedding(x, take(symbols, d)) + take(length, d)).reshape(-1, d)
    for _ in range(2):
        q, k, v = F.linear(norm(take, x), take(3 * d, d)).reshape(-1, length, 3, d).unbind(2)
        a = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + F.linear(a.reshape(-1, d), take(d, d))
        x = x + dense(take, F.gelu(dense(take, norm(take, x), 64), approximate="tanh"), d)
    return F.cross_entropy(dense(take, norm(take, x), symbols), y.reshape(-1))


class Model:
    """A network with its parameters, from all numbers of w, and data."""

    def __init__(self, network, w, x, y):
        self.network = network
        self.x, self.y = torch.tensor(x), torch.tensor(y, dtype=torch.int64)
        if not self.x.is_floating_point():
            self.x = self.x.to(torch.int64)
        self.parts = performance_peers.parts_of(
            w,
            lambda take: network(take, self.x[:2], self.y[:2]),
            lambda numbers: torch.tensor(numbers, dtype=torch.float32, requires_grad=True),
        )

    def loss(self, x, y):
        left = iter(self.parts)
        return self.network(lambda *_: next(left), x, y)


def loss_and_norm(network, w, x, y):
    """Loss and length of the gradient over all examples."""
    model = Model(network, w, x, y)
    loss = model.loss(model.x, model.y)
    loss.backward()
    return loss.item(), math.sqrt(sum((p.grad.double() ** 2).sum().item() for p in model.parts))


def steps(network, w, x, y, batch, count):
    """Steps of gradient descent on shuffled batches."""
    model = Model(network, w, x, y)
    sgd = torch.optim.SGD(model.parts, lr=0.01)
    batches = torch.tensor(performance_peers.shuffled(len(x), batch, count))

    def once():
        start = time.process_time()
        for chosen in batches:
            sgd.zero_grad()
            model.loss(model.x[chosen], model.y[chosen]).backward()
            sgd.step()
        return (time.process_time() - start) / count * 1e9

    once()
    return once
