"""Slalom's networks in JAX, for scripts/performance.py: with the same w, examples and batches of the same size, in float32.

A network is a function of `take`, which gives the next tensor of w, of the inputs and of what is to be said.
"""

import math

import jax
from jax import lax
from jax import numpy as jnp

import performance_peers


def cross_entropy(scores, y):
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(scores), y.reshape(-1, 1), axis=1))


def dense(take, x, units):
    return x @ take(units, x.shape[-1]).T + take(units)


def conv(take, x, channels, size, stride=1):
    """Of images as they are fastest in XLA on a processor: rows, columns, channels."""
    weights = take(channels, x.shape[-1], size, size).transpose(2, 3, 1, 0)
    edge = (size // 2, size // 2)
    return lax.conv_general_dilated(
        x, weights, (stride, stride), (edge, edge), dimension_numbers=("NHWC", "HWIO", "NHWC")
    ) + take(channels)


def pool(x, how):
    n, height, width, channels = x.shape
    return how(x.reshape(n, height // 2, 2, width // 2, 2, channels), axis=(2, 4))


def flat(x):
    """Channel after channel, as Slalom has it."""
    return x.transpose(0, 3, 1, 2).reshape(len(x), -1)


def norm(take, x):
    """Over all numbers of an example; gain and shift for each channel."""
    axes = tuple(range(1, x.ndim))
    deviation = x - jnp.mean(x, axes, keepdims=True)
    normal = deviation / jnp.sqrt(jnp.mean(deviation**2, axes, keepdims=True) + 1e-5)
    return normal * take(x.shape[-1]) + take(x.shape[-1])


def images(x):
    return x.reshape(len(x), 28, 28, 1)


def mlp(take, x, y, hidden):
    return cross_entropy(dense(take, jnp.tanh(dense(take, x, hidden)), 10), y)


def lenet(take, x, y):
    x = images(x)
    for channels in (6, 16):
        x = pool(jnp.tanh(conv(take, x, channels, 5)), jnp.mean)
    x = flat(x)
    for units in (120, 84):
        x = jnp.tanh(dense(take, x, units))
    return cross_entropy(dense(take, x, 10), y)


def cnn_2c2d(take, x, y):
    x = images(x)
    for channels in (32, 64):
        x = pool(jax.nn.relu(conv(take, x, channels, 5)), jnp.max)
    return cross_entropy(dense(take, jax.nn.relu(dense(take, flat(x), 1024)), 10), y)


def resnet(take, x, y):
    def block(x, channels, stride):
        inner = jax.nn.relu(norm(take, conv(take, x, channels, 3, stride)))
        return norm(take, conv(take, inner, channels, 3))

    x = jax.nn.relu(norm(take, conv(take, images(x), 8, 3)))
    x = jax.nn.relu(x + block(x, 8, 1))
    body = block(x, 16, 2)
    x = jax.nn.relu(body + norm(take, conv(take, x, 16, 1, 2)))
    return cross_entropy(dense(take, x.mean((1, 2)), 10), y)


def char_lstm(take, x, y, symbols):
    units = 48
    x = take(symbols, 16)[x].transpose(1, 0, 2)
    W, U, b = take(4 * units, 16), take(4 * units, units), take(4 * units)

    def step(state, gates):
        h, c = state
        i, f, g, o = jnp.split(gates + h @ U.T, 4, axis=1)
        c = jax.nn.sigmoid(f + 1) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
        h = jax.nn.sigmoid(o) * jnp.tanh(c)
        return (h, c), h

    zero = jnp.zeros((x.shape[1], units), jnp.float32)
    _, h = lax.scan(step, (zero, zero), x @ W.T + b, unroll=8)
    return cross_entropy(dense(take, h.transpose(1, 0, 2).reshape(-1, units), symbols), y)


def transformer(take, x, y, symbols):
    d, length = 32, x.shape[1]
    seen = jnp.tril(jnp.ones((length, length), bool))
    x = (take(symbols, d)[x] + take(length, d)).reshape(-1, d)
    for _ in range(2):
        q, k, v = jnp.moveaxis((norm(take, x) @ take(3 * d, d).T).reshape(-1, length, 3, d), 2, 0)
        a = jax.nn.softmax(jnp.where(seen, q @ k.transpose(0, 2, 1) / math.sqrt(d), -jnp.inf))
        x = x + (a @ v).reshape(-1, d) @ take(d, d).T
        x = x + dense(take, jax.nn.gelu(dense(take, norm(take, x), 64), approximate=True), d)
    return cross_entropy(dense(take, norm(take, x), symbols), y)


def tensors(network, w, x, y):
    """The parts of w, in order."""
    return performance_peers.parts_of(
        w,
        lambda take: network(take, jnp.asarray(x[:2]), jnp.asarray(y[:2])),
        lambda numbers: jnp.asarray(numbers, jnp.float32),
    )


def loss_of(network):
    def loss(parts, x, y):
        left = iter(parts)
        return network(lambda *_: next(left), x, y)

    return loss


def loss_and_norm(network, w, x, y):
    """Loss and length of the gradient over all examples."""
    loss, g = jax.jit(jax.value_and_grad(loss_of(network)))(tensors(network, w, x, y), jnp.asarray(x), jnp.asarray(y))
    return float(loss), float(jnp.sqrt(sum(jnp.sum(part**2) for part in g)))


def steps(network, w, x, y, batch, count):
    """Steps of gradient descent on shuffled batches, in a compiled loop or each by itself, whichever is faster.

    XLA's convolutions are slow in loops.
    """
    gradient = jax.grad(loss_of(network))
    batches = performance_peers.shuffled(len(x), batch, count)
    parts, x, y = tensors(network, w, x, y), jnp.asarray(x), jnp.asarray(y)

    def step(parts, chosen):
        g = gradient(parts, x[chosen], y[chosen])
        return [a - jnp.float32(0.01) * b for a, b in zip(parts, g, strict=True)]

    compiled_step = jax.jit(step)
    compiled_loop = jax.jit(lambda parts: lax.scan(lambda p, chosen: (step(p, chosen), None), parts, batches)[0])

    def one_by_one(parts):
        for chosen in batches:
            parts = compiled_step(parts, chosen)
        return parts

    loops = [performance_peers.timed(loop, parts, count) for loop in (compiled_loop, one_by_one)]
    return min(loops, key=lambda loop: loop())
