"""Layers of networks and their derivatives, by PyTorch's automatic differentiation in float64.

Usage: pip install numpy torch; python gen_layers.py > ../layers.json

In every case x[k] = sin(1 + k) in memory order (example after example), w[k] = sin(2 + k) / 2 over all parameters in
order, and the derivative of the loss by the output is cos(3 + k); an embedding has x[k] = 7 k mod 5. Given are y, and the
derivatives dx and gradient by x and w.
"""
import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)


def sines(count, offset, factor=1.0):
    return torch.tensor([factor * math.sin(offset + k) for k in range(count)])


def dense(n, m):
    return [(m, n), (m,)], lambda x, W, b: x.flatten(1) @ W.T + b


def conv(cin, cout, k, stride, padding):
    return [(cout, cin, k, k), (cout,)], lambda x, W, b: F.conv2d(x, W, b, stride, padding)


def batch_norm(channels):
    return [(channels,), (channels,)], lambda x, g, s: F.batch_norm(x, None, None, g, s, training=True, eps=1e-5)


def layer_norm(channels):
    return [(channels,), (channels,)], lambda x, g, s: F.group_norm(x, 1, g, s, eps=1e-5)


def embedding(x, E, P):
    steps = len(P)
    return F.embedding(x.long().flatten(), E) + P.repeat(len(x) // steps, 1)


def lstm(x, W, U, b, steps):
    units = U.shape[1]
    cell = torch.nn.LSTM(x.shape[1], units, batch_first=True)
    forget = torch.zeros(4 * units)
    forget[units : 2 * units] = 1
    parameters = {"weight_ih_l0": W, "weight_hh_l0": U, "bias_ih_l0": b, "bias_hh_l0": forget}
    out, _ = torch.func.functional_call(cell, parameters, (x.reshape(-1, steps, x.shape[1]),))
    return out.reshape(-1, units)


def attention(x, W, U, steps):
    q, k, v = (x @ W.T).reshape(-1, steps, 3, x.shape[1]).unbind(2)
    return F.scaled_dot_product_attention(q, k, v, is_causal=True).reshape(x.shape) @ U.T


# name: input of a column, columns, parameters, function
CASES = {
    "dense": ((4,), 3, *dense(4, 3)),
    "conv2d": ((2, 5, 4), 3, *conv(2, 3, 3, 1, 0)),
    "conv2d_padded": ((2, 5, 4), 2, *conv(2, 3, 3, 1, 1)),
    "conv2d_stride": ((3, 5, 8), 2, *conv(3, 2, 3, 2, 1)),
    "conv2d_even": ((1, 6, 6), 2, *conv(1, 2, 2, 3, 2)),
    "conv2d_point": ((3, 4, 5), 2, *conv(3, 2, 1, 2, 0)),
    "conv2d_many": ((7, 5, 9), 2, *conv(7, 9, 3, 2, 1)),
    "conv2d_wide": ((5, 3, 40), 2, *conv(5, 6, 4, 1, 2)),
    "max_pool": ((2, 4, 7), 3, [], lambda x: F.max_pool2d(x, 2)),
    "average_pool": ((2, 6, 7), 3, [], lambda x: F.avg_pool2d(x, 3)),
    "tanh": ((5,), 3, [], torch.tanh),
    "relu": ((5,), 3, [], torch.relu),
    "sigmoid": ((5,), 3, [], torch.sigmoid),
    "gelu": ((5,), 3, [], lambda x: F.gelu(x, approximate="tanh")),
    "batch_norm": ((2, 3, 2), 4, *batch_norm(2)),
    "batch_norm_of_vectors": ((3,), 5, *batch_norm(3)),
    "layer_norm": ((2, 3, 2), 4, *layer_norm(2)),
    "layer_norm_of_vectors": ((6,), 3, *layer_norm(6)),
    "residual": ((4,), 3, dense(4, 4)[0], lambda x, W, b: x + torch.tanh(x @ W.T + b)),
    "residual_shortcut": (
        (2, 4, 4),
        2,
        conv(2, 3, 3, 2, 1)[0] + conv(2, 3, 1, 2, 0)[0],
        lambda x, W, b, V, c: torch.relu(F.conv2d(x, W, b, 2, 1)) + F.conv2d(x, V, c, 2),
    ),
    "embedding": ((1,), 6, [(5, 4), (3, 4)], embedding),
    "lstm": ((3,), 8, [(8, 3), (8, 2), (8,)], lambda x, W, U, b: lstm(x, W, U, b, 4)),
    "attention": ((4,), 10, [(12, 4), (4, 4)], lambda x, W, U: attention(x, W, U, 5)),
    "stack": (
        (1, 6, 6),
        3,
        conv(1, 2, 3, 1, 1)[0] + dense(18, 5)[0] + dense(5, 3)[0],
        lambda x, W, b, V, c, U, d: torch.sigmoid(
            torch.relu(F.max_pool2d(torch.tanh(F.conv2d(x, W, b, 1, 1)), 2).flatten(1) @ V.T + c) @ U.T + d
        ),
    ),
}

cases = []
for name, (shape, columns, parameters, function) in CASES.items():
    symbols = name == "embedding"
    x = sines(columns * math.prod(shape), 1)
    if symbols:
        x = torch.arange(columns, dtype=torch.float64) * 7 % 5
    x.requires_grad_()
    w = sines(sum(math.prod(p) for p in parameters), 2, 0.5).requires_grad_()
    parts, at = [], 0
    for p in parameters:
        parts.append(w[at : at + math.prod(p)].reshape(p))
        at += math.prod(p)
    y = function(x.reshape(columns, *shape), *parts)
    (y.flatten() * torch.tensor([math.cos(3 + k) for k in range(y.numel())])).sum().backward()
    channels, height, width = (*shape, 1, 1)[:3]
    cases.append(
        {
            "name": name,
            "shape": [channels, height, width],
            "columns": columns,
            "y": y.flatten().tolist(),
            "dx": [] if symbols else x.grad.flatten().tolist(),
            "gradient": w.grad.tolist() if len(w) else [],
        }
    )
print(json.dumps({"source": f"torch {torch.__version__} float64, gen_layers.py", "cases": cases}))
