"""The peers' side of scripts/performance.py: compiled JAX, libtorch, and COCO's C code.

Functions that time something return a function without arguments that gives nanoseconds of processor time.
"""

import ctypes
import importlib.util
import math
import os
import shutil
import subprocess
import sys
import time

import numpy

FOUND = {name: importlib.util.find_spec(name) is not None for name in ("jax", "torch", "cocoex")}
if FOUND["jax"]:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    os.environ["JAX_PLATFORMS"] = "cpu"
    import jax
    from jax import lax
    from jax import numpy as jnp

    jax.config.update("jax_enable_x64", True)
FOUND["cocoex"] = FOUND["cocoex"] and shutil.which("cc") is not None
for name, found in FOUND.items():
    if not found:
        print(f"performance: SKIPPED: all comparisons with {name}, which cannot be had here", file=sys.stderr)


def rosenbrock(x):
    return jnp.sum(100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2)


def rastrigin(x):
    return 10 * x.size + jnp.sum(x**2 - 10 * jnp.cos(2 * jnp.pi * x))


FUNCTIONS = {"rosenbrock": rosenbrock, "rastrigin": rastrigin} if FOUND["jax"] else {}
PLANE = {
    "rosenbrock": lambda x, y: 100 * (y - x**2) ** 2 + (1 - x) ** 2,
    "two_wells": lambda x, y: (
        -2 * jnp.exp(-5 * ((x - 1) ** 2 + y**2)) - 6 * jnp.exp(-5 * ((x + 1) ** 2 + y**2)) + x**2 + y**2
    ),
    "quadratic": lambda x, y: (x**2 + 10 * y**2) / 2,
}


def shuffled(examples, batch, count):
    """`count` batches of examples in random order."""
    random = numpy.random.default_rng(1)
    order = numpy.concatenate([random.permutation(examples) for _ in range(count * batch // examples + 1)])
    return order[: count * batch].reshape(count, batch)


def parts_of(w, network, tensor):
    """The parts of w, in order, as a network takes them. tensor: makes one of an array."""
    parts, at = [], 0

    def take(*shape):
        nonlocal at
        at += math.prod(shape)
        parts.append(tensor(numpy.reshape(w[at - math.prod(shape) : at], shape)))
        return parts[-1]

    network(take)
    if at != len(w):
        raise ValueError(f"w has {len(w)} numbers, and the network {at}")
    return parts


def timed(loop, state, count):
    """Of a compiled loop of `count` steps; the first call compiles."""

    def once():
        start = time.process_time()
        jax.block_until_ready(loop(state))
        return (time.process_time() - start) / count * 1e9

    once()
    return once


def gradient(name, n):
    """A gradient in a compiled loop, in which it moves x a little so that it has to be computed each time."""
    count = max(100, 2_000_000 // n)
    f = FUNCTIONS[name]
    loop = jax.jit(lambda x: lax.fori_loop(0, count, lambda _, x: x - 1e-12 * jax.grad(f)(x), x))
    return timed(loop, jnp.tile(jnp.array([-1.2, 1.0]), n // 2), count)


def momentum(f, state, rate=1e-3):
    w, v = state
    v = [0.9 * a - rate * g for a, g in zip(v, jax.grad(lambda w: f(*w))(w), strict=True)]
    return [a + b for a, b in zip(w, v, strict=True)], v


def adam(f, state, rate=1e-3):
    w, m, s, p1, p2 = state
    g = jax.grad(lambda w: f(*w))(w)
    m = [0.9 * a + 0.1 * b for a, b in zip(m, g, strict=True)]
    s = [0.999 * a + 0.001 * b * b for a, b in zip(s, g, strict=True)]
    p1, p2 = p1 * 0.9, p2 * 0.999
    w = [a - rate * b / (1 - p1) / (jnp.sqrt(c / (1 - p2)) + 1e-8) for a, b, c in zip(w, m, s, strict=True)]
    return w, m, s, p1, p2


RULES = {"momentum": momentum, "adam": adam}


def begin(rule, start):
    w, zero = [jnp.float64(x) for x in start], [jnp.float64(0)] * 2
    return (w, zero) if rule == "momentum" else (w, zero, zero, jnp.float64(1), jnp.float64(1))


def repeat(step, count, unroll):
    return lambda state: lax.scan(lambda s, _: (step(s), None), state, None, length=count, unroll=unroll)[0]


def point_after(rule, problem, start, count):
    """w after so many steps."""
    state = jax.jit(repeat(lambda s: RULES[rule](PLANE[problem], s), count, 1))(begin(rule, start))
    return [float(x) for x in state[0]]


def steps(rule, problem, start, count):
    """Steps of a rule in the plane, the numbers in registers; unrolled as is fastest."""
    loops = [
        timed(jax.jit(repeat(lambda s: RULES[rule](PLANE[problem], s), count, unroll)), begin(rule, start), count)
        for unroll in (1, 8, 16)
    ]
    return min(loops, key=lambda loop: loop())


def seeds(rule, problem, start, count, lanes):
    """The same from many starts at once, by vmap; per step and start."""
    loops = []
    starts = jnp.array(start) + 0.1 * jax.random.normal(jax.random.key(1), (lanes, 2))
    states = jax.vmap(lambda x: begin(rule, x))(starts)
    for unroll in (1, 8):
        loop = jax.jit(jax.vmap(repeat(lambda s: RULES[rule](PLANE[problem], s), count, unroll)))
        loops.append(timed(loop, states, count * lanes))
    return min(loops, key=lambda loop: loop())


class Coco:
    """bbob functions of COCO's own C code, out of its Python package.

    They are called in a loop in C, so no time of Python is in what is measured.
    """

    LOOP = """#include <stddef.h>
#include <time.h>
double seconds(void (*f)(void*, const double*, double*), void* problem, const double* x, double* y, size_t count) {
  clock_t from = clock();
  for (size_t i = 0; i < count; ++i) f(problem, x, y);
  return (double)(clock() - from) / CLOCKS_PER_SEC;
}"""

    def __init__(self, folder):
        import cocoex.interface

        (folder / "loop.c").write_text(self.LOOP)
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", folder / "loop.c", "-o", folder / "loop.so"], check=True)
        self.loop, self.coco = ctypes.CDLL(str(folder / "loop.so")), ctypes.CDLL(cocoex.interface.__file__)
        self.loop.seconds.restype = ctypes.c_double
        self.coco.coco_get_bbob_problem.restype = ctypes.c_void_p

    def evaluate(self, function, x, count):
        """Seconds of `count` evaluations of instance 1, and the value."""
        point, value = (ctypes.c_double * len(x))(*x), ctypes.c_double()
        problem = self.coco.coco_get_bbob_problem(*(ctypes.c_size_t(i) for i in (function, len(x), 1)))
        evaluate = ctypes.cast(self.coco.coco_evaluate_function, ctypes.c_void_p)
        seconds = self.loop.seconds(
            evaluate, ctypes.c_void_p(problem), point, ctypes.byref(value), ctypes.c_size_t(count)
        )
        return seconds, value.value

    def times(self, n):
        """Nanoseconds of each of the 24 functions at a point, about 10 ms each."""
        x = [(0.7 * i) % 8 - 4 for i in range(n)]
        result = []
        for function in range(1, 25):
            count = max(10, int(0.01 * 200 / (self.evaluate(function, x, 200)[0] + 1e-9)))
            result.append(self.evaluate(function, x, count)[0] / count * 1e9)
        return result
