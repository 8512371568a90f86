"""paths/wrappers_*.json: optimizers around others, by torch, pytorch_optimizer and optax.

pip install torch pytorch_optimizer optax; python paths_wrappers.py
"""
from importlib.metadata import version

import jax
import numpy
import optax
import pytorch_optimizer
import torch
from pytorch_optimizer.optimizer.gradient_centralization import centralize_gradient
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from paths import Paths, join, split

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)
torch.Tensor.float = torch.Tensor.double  # SAM sums the squares of a gradient in float32
ALL = ("rosenbrock", "quadratic", "two_wells", "matrices")
ADAPTIVE = dict.fromkeys(ALL, 0.01)
GRADIENT = {"rosenbrock": 5e-4, "quadratic": 5e-3, "two_wells": 5e-3, "matrices": 0.1}


class Model(torch.nn.Module):
    def __init__(self, problem, start):
        super().__init__()
        self.w = torch.nn.ParameterList([torch.nn.Parameter(torch.tensor(t.copy())) for t in split(problem, start)])

    def numbers(self):
        return join([t.detach().numpy() for t in self.w])

    def differentiate(self, problem, function):
        """The gradient where the parameters are now."""
        value, gradient = function(self.numbers())
        for t, g in zip(self.w, split(problem, gradient)):
            t.grad = torch.tensor(g.copy())
        return torch.tensor(value)


def add(paths, name, settings, rates, start_of, need=10):
    """start_of(model, rate, ask) gives a function that takes a step and returns the tensors to be judged, or None for the
    model's own."""
    for problem, rate in rates.items():

        def walk(problem, function, start, steps):
            model = Model(problem, start)
            step = start_of(model, rate, lambda: model.differentiate(problem, function))
            for _ in range(steps):
                judged = step()
                yield model.numbers() if judged is None else join([t.detach().numpy() for t in judged])

        paths.add(name, settings, rate, problem, walk, need=need)


def adam(model, rate):
    return torch.optim.Adam(model.parameters(), rate)


def sgd(model, rate):
    return torch.optim.SGD(model.parameters(), rate)


ADAM, SGD = {"optimizer": "adam"}, {"optimizer": "sgd"}

paths = Paths(f"pytorch_optimizer {version('pytorch_optimizer')}")


def lookahead(inner, **options):
    def start(model, rate, ask):
        optimizer = pytorch_optimizer.Lookahead(inner(model, rate), **options)

        def step():
            ask()
            optimizer.step()

        return step

    return start


def sam(kind, **options):
    def start(model, rate, ask):
        optimizer = pytorch_optimizer.SAM(model.parameters(), kind, lr=rate, **options)

        def step():
            ask()
            optimizer.step(ask)

        return step

    return start


def centralize(inner):
    def start(model, rate, ask):
        optimizer = inner(model, rate)

        def step():
            ask()
            for t in model.w:
                centralize_gradient(t.grad)
            optimizer.step()

        return step

    return start


add(paths, "lookahead", {"inner": ADAM}, ADAPTIVE, lookahead(adam, k=5, alpha=0.5))
add(paths, "lookahead", {"inner": SGD, "period": 3, "alpha": 0.8}, GRADIENT, lookahead(sgd, k=3, alpha=0.8))
add(paths, "sam", {"inner": SGD}, GRADIENT, sam(torch.optim.SGD, rho=0.05))
add(paths, "sam", {"inner": ADAM, "rho": 0.01}, ADAPTIVE, sam(torch.optim.Adam, rho=0.01))
add(paths, "sam", {"inner": SGD, "rho": 0.5, "adaptive": True}, GRADIENT, sam(torch.optim.SGD, rho=0.5, adaptive=True))
add(paths, "centralize", {"inner": ADAM}, {"matrices": 0.01}, centralize(adam))
add(paths, "centralize", {"inner": SGD}, GRADIENT, centralize(sgd))
paths.write("wrappers_pytorch_optimizer.json")

paths = Paths(f"torch {version('torch').split('+')[0]}")


def average(inner, decay):
    def start(model, rate, ask):
        optimizer = inner(model, rate)
        averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay))

        def step():
            ask()
            optimizer.step()
            averaged.update_parameters(model)
            return list(averaged.module.w)

        return step

    return start


def clip_values(inner, limit):
    def start(model, rate, ask):
        optimizer = inner(model, rate)

        def step():
            ask()
            torch.nn.utils.clip_grad_value_(model.parameters(), limit)
            optimizer.step()

        return step

    return start


add(paths, "ema", {"inner": ADAM}, ADAPTIVE, average(adam, 0.99))
add(paths, "ema", {"inner": SGD, "decay": 0.9}, GRADIENT, average(sgd, 0.9))
add(paths, "clip", {"inner": SGD, "norm": 1e30, "value": 0.5}, GRADIENT, clip_values(sgd, 0.5))
paths.write("wrappers_torch.json")

paths = Paths(f"optax {version('optax')}")


def add_optax(name, settings, rates, make, looks_ahead=False, decay=None):
    """make(rate) gives optax's optimizer; decay: that of an average of where a schedule-free one is judged."""
    for problem, rate in rates.items():

        def walk(problem, function, start, steps):
            optimizer = make(rate)
            w = tuple(jax.numpy.asarray(t) for t in split(problem, start))
            if looks_ahead:
                w = optax.LookaheadParams.init_synced(w)
            state = optimizer.init(w)
            fast = lambda w: w.fast if looks_ahead else w

            @jax.jit
            def step(w, state, gradient):
                updates, state = optimizer.update(gradient, state, w)
                return optax.apply_updates(w, updates), state

            average = None
            for _ in range(steps):
                _, gradient = function(join(fast(w)))
                w, state = step(w, state, tuple(split(problem, gradient)))
                if decay is None:
                    yield join(fast(w))
                    continue
                judged = optax.contrib.schedule_free_eval_params(state, w)
                average = judged if average is None else optax.incremental_update(judged, average, 1 - decay)
                yield join(average)

        paths.add(name, settings, rate, problem, walk)


def clipped(rate):
    return optax.chain(optax.clip_by_global_norm(0.3), optax.adam(rate))


add_optax("clip", {"inner": SGD}, GRADIENT, lambda r: optax.chain(optax.clip_by_global_norm(1), optax.sgd(r)))
add_optax("clip", {"inner": ADAM, "norm": 0.3}, ADAPTIVE, clipped)
add_optax("clip", {"inner": ADAM, "norm": 0.5, "value": 0.4}, ADAPTIVE,
          lambda r: optax.chain(optax.clip(0.4), optax.clip_by_global_norm(0.5), optax.adam(r)))
add_optax("lookahead", {"inner": {"optimizer": "clip", "norm": 0.3, "inner": ADAM}, "period": 4, "alpha": 0.6}, ADAPTIVE,
          lambda r: optax.lookahead(clipped(r), sync_period=4, slow_step_size=0.6), looks_ahead=True)
add_optax("ema", {"inner": {"optimizer": "schedule_free_sgd"}, "decay": 0.9}, GRADIENT, optax.contrib.schedule_free_sgd,
          decay=0.9)
paths.write("wrappers_optax.json")
