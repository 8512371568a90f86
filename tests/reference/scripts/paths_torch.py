"""paths/pytorch_optimizer.json and paths/torch.json: optimizers by pytorch_optimizer and torch.optim.

pip install torch pytorch_optimizer; python paths_torch.py
"""
from importlib.metadata import version

import numpy
import pytorch_optimizer
import torch
from pytorch_optimizer.optimizer import psgd

from paths import QUADRATIC, Paths, join, split

ALL = ("rosenbrock", "quadratic", "two_wells", "matrices")
ADAPTIVE = dict.fromkeys(ALL, 0.01)
GRADIENT = {"rosenbrock": 5e-4, "quadratic": 5e-3, "two_wells": 5e-3, "matrices": 0.1}


def numbers(tensors):
    return join([t.detach().numpy() for t in tensors])


def adder(paths, module):
    def add(name, settings, rates, kind, options, point=None, hessian_every=None, factor=1, **more):
        """kind: a class of module; point(optimizer, tensors) the tensors to be judged, where that is not w."""
        for problem in rates:
            rate = rates[problem] if rates else None

            def walk(problem, function, start, steps):
                w = [torch.tensor(t.copy(), requires_grad=True) for t in split(problem, start)]
                optimizer = getattr(module, kind)(w, **({"lr": factor * rate} if rates else {}), **options)
                for k in range(steps):
                    value, gradient = function(numbers(w))
                    for t, g in zip(w, split(problem, gradient)):
                        t.grad = torch.tensor(g.copy())
                    look = hessian_every and k % hessian_every == 0  # the quadratic's diagonal, which is all of it
                    optimizer.step(lambda: torch.tensor(value), **({"hessian": [torch.tensor(QUADRATIC)]} if look else {}))
                    yield numbers(point(optimizer, w)) if point else numbers(w)

            paths.add(name, settings, rate, problem, walk, **more)

    return add


torch.set_default_dtype(torch.float64)
paths = Paths(f"pytorch_optimizer {version('pytorch_optimizer')}")
add = adder(paths, pytorch_optimizer)
SINGLE = {"tolerance": 1e-7, "because": "it keeps a scalar in float32"}
PID = {"rosenbrock": 1e-4, "quadratic": 5e-4, "two_wells": 1e-3, "matrices": 0.01}
SMALL = 1e-15  # where an implementation adds epsilon in another place
add("adan", {"epsilon": 1e-3, "weight_decay": 0.1}, ADAPTIVE, "Adan", {"eps": 1e-3, "weight_decay": 0.1})
add("ademamix", {"warmup": 20, "beta3": 0.99}, ADAPTIVE, "AdEMAMix",
    {"betas": (0.9, 0.999, 0.99), "alpha": 5, "t_alpha_beta3": 20})
add("adabound", {"gamma": 0.01}, ADAPTIVE, "AdaBound", {"gamma": 0.01})
add("amsbound", {"gamma": 0.01}, ADAPTIVE, "AdaBound", {"gamma": 0.01, "ams_bound": True})
add("padam", {"amsgrad": False}, ADAPTIVE, "PAdam", {"partial": 0.125})
add("qhm", {"momentum": 0.9}, GRADIENT, "QHM", {"momentum": 0.9, "nu": 0.7})
add("qhadam", {"beta1": 0.95, "nu2": 0.9}, ADAPTIVE, "QHAdam", {"betas": (0.95, 0.999), "nus": (0.7, 0.9), "foreach": False}, **SINGLE)
add("aggmo", {}, GRADIENT, "AggMo", {})
add("tiger", {"weight_decay": 0.1}, ADAPTIVE, "Tiger", {"weight_decay": 0.1})
add("adai", {}, GRADIENT, "Adai", {})
add("mars", {"epsilon": SMALL}, {p: 0.01 for p in ALL[:3]}, "MARS", {"optimize_1d": True, "eps": SMALL})
add("mars", {"epsilon": SMALL, "exact": True}, {p: 0.01 for p in ALL[:3]}, "MARS",  # the same without chance
    {"optimize_1d": True, "eps": SMALL})
add("lion", {"cautious": True, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1}, ADAPTIVE, "Lion",
    {"cautious": True, "betas": (0.8, 0.95), "weight_decay": 0.1})
add("adamw", {"cautious": True, "epsilon": SMALL, "weight_decay": 0.1}, {p: 0.01 for p in ALL[:3]}, "AdamP",
    {"cautious": True, "eps": SMALL, "weight_decay": 0.1})  # which is AdamW on vectors
add("grams", {"weight_decay": 0.1}, ADAPTIVE, "Grams", {"weight_decay": 0.1})
add("laprop", {}, ADAPTIVE, "LaProp", {"foreach": False})
add("diffgrad", {"epsilon": SMALL}, ADAPTIVE, "DiffGrad", {"eps": SMALL})
add("adamod", {"beta3": 0.99}, ADAPTIVE, "AdaMod", {"betas": (0.9, 0.999, 0.99)})
add("pid", {}, PID, "PID", {"momentum": 0.9})
add("pnm", {}, GRADIENT, "PNM", {})
add("adapnm", {"epsilon": SMALL}, ADAPTIVE, "AdaPNM", {"eps": SMALL})
add("msvag", {}, GRADIENT, "MSVAG", {})
add("kate", {"delta": 0.1}, ADAPTIVE, "Kate", {"delta": 0.1})
add("stable_adamw", {"weight_decay": 0.1}, ADAPTIVE, "StableAdamW", {"weight_decay": 0.1})
# with beta > 0 its first step pulls to 0, wherever w begins
add("ftrl", {"l1": 0.5, "l2": 0.1, "beta": 0}, ADAPTIVE, "FTRL", {"lambda_1": 0.5, "lambda_2": 0.1})
add("dadapt_sgd", {"d0": 1e-3}, {p: 1.0 for p in ALL if p != "two_wells"}, "DAdaptSGD", {"d0": 1e-3, "foreach": False}, **SINGLE)
add("accsgd", {"kappa": 100}, {"rosenbrock": 1e-4, "quadratic": 1e-3, "two_wells": 1e-3, "matrices": 0.01}, "AccSGD", {"kappa": 100})
add("adamp", {"weight_decay": 0.1, "epsilon": SMALL}, ADAPTIVE, "AdamP", {"weight_decay": 0.1, "eps": SMALL})
add("adamp", {"delta": 1.8, "weight_decay": 0.1, "epsilon": SMALL}, {"matrices": 0.01}, "AdamP",
    {"delta": 1.8, "weight_decay": 0.1, "eps": SMALL})
add("sgdp", {"weight_decay": 0.1}, GRADIENT, "SGDP", {"momentum": 0.9, "weight_decay": 0.1})
add("sgdp", {"delta": 1.8, "weight_decay": 0.1}, {"matrices": 0.02}, "SGDP",
    {"momentum": 0.9, "delta": 1.8, "weight_decay": 0.1})
add("shampoo", {}, dict.fromkeys(ALL, 0.05), "Shampoo", {"matrix_eps": 1e-4})


class Torch:
    """The module torch but for some of its names."""

    def __init__(self, **other):
        self.other = other

    def __getattr__(self, name):
        return self.other[name] if name in self.other else getattr(torch, name)


def normals(seed):
    """What a run gives its optimizer: Philox by counter (4: the numbers are an optimizer's), then Box and Muller's sine."""
    bits = numpy.random.Philox(key=seed + (4 << 64), counter=2 ** 256 - 1)

    def like(t, dtype=None):
        angle, length = bits.random_raw(2 * t.numel()).reshape(-1, 2).T
        angle, length = angle.astype(numpy.int64) * 2.0 ** -63 + 2.0 ** -64, length * 2.0 ** -64 + 2.0 ** -65
        return torch.tensor(numpy.sin(numpy.pi * angle) * numpy.sqrt(-2 * numpy.log(length))).reshape(t.shape)

    return like


class Kron(pytorch_optimizer.Kron):
    def __init__(self, *args, **options):
        super().__init__(*args, precondition_dtype=torch.float64, balance_prob=0, **options)
        psgd.torch = Torch(float32=torch.float64, randn_like=normals(1))


pytorch_optimizer.Kron = Kron
add("psgd_kron", {}, ADAPTIVE, "Kron", {})
add("psgd_kron", {"momentum": 0.8, "weight_decay": 0.1}, {"matrices": 0.01}, "Kron",
    {"momentum": 0.8, "weight_decay": 0.1})
add("psgd_kron", {"least_updates": 0.25, "full_updates": 20}, ADAPTIVE, "Kron",
    {"pre_conditioner_update_probability": psgd.precondition_update_prob_schedule(min_prob=0.25, flat_start=20)})
# Until few steps renew the factors; the rate is small, so that rounding errors stay small.
add("psgd_kron", {"least_updates": 0.25, "full_updates": 20}, {"matrices": 1e-4}, "Kron",
    {"pre_conditioner_update_probability": psgd.precondition_update_prob_schedule(min_prob=0.25, flat_start=20)},
    steps=[1, 2, 3, 100, 500, 1000, 1500, 2000])
pytorch_optimizer.optimizer.soap.torch = Torch(float32=torch.float64)  # for its QR factorizations
# The second gradient is the first, and diagonal in its own eigenvectors: over a small epsilon rounding errors count.
add("soap", {}, {p: 0.01 for p in ALL[:3]}, "SOAP", {"weight_decay": 0})
add("soap", {"epsilon": 1e-3}, {"matrices": 0.01}, "SOAP", {"eps": 1e-3, "weight_decay": 0})
add("soap", {"update_every": 3, "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-3, "weight_decay": 0.1}, ADAPTIVE, "SOAP",
    {"precondition_frequency": 3, "betas": (0.9, 0.99), "eps": 1e-3, "weight_decay": 0.1})
add("came", {}, ADAPTIVE, "CAME", {})
add("came", {"beta1": 0.8, "beta2": 0.9, "beta3": 0.99, "clip_threshold": 0.5, "weight_decay": 0.1}, ADAPTIVE, "CAME",
    {"betas": (0.8, 0.9, 0.99), "clip_threshold": 0.5, "weight_decay": 0.1})
add("came", {"epsilon1": 0.01, "epsilon2": 0.1}, ADAPTIVE, "CAME", {"eps1": 0.01, "eps2": 0.1})
add("adahessian", {}, {"quadratic": 0.1}, "AdaHessian", {"eps": 1e-4}, hessian_every=1)
# There gamma is its p, and its rate ours over gamma.
add("sophia", {"update_every": 4, "gamma": 0.5, "beta1": 0.96}, {"quadratic": 0.01}, "SophiaH", {"p": 0.5, "update_period": 4}, hessian_every=4, factor=2)
paths.write("pytorch_optimizer.json")

paths = Paths(f"torch.optim {version('torch')}")
add = adder(paths, torch.optim)
SLOW = {problem: rate / 5 for problem, rate in GRADIENT.items()}
BETAS = ({"beta1": 0.8, "beta2": 0.99, "epsilon": 1e-3}, {"betas": (0.8, 0.99), "eps": 1e-3})
add("sgd", {}, GRADIENT, "SGD", {})
add("momentum", {"form": "torch"}, SLOW, "SGD", {"momentum": 0.9})
add("nesterov", {"form": "torch", "momentum": 0.8}, SLOW, "SGD", {"momentum": 0.8, "nesterov": True})
add("adagrad", {"epsilon": 1e-10}, dict.fromkeys(ALL, 0.1), "Adagrad", {})
add("rmsprop", {"rho": 0.99}, ADAPTIVE, "RMSprop", {})
add("rmsprop_momentum", {"rho": 0.99, "momentum": 0.0}, ADAPTIVE, "RMSprop", {"centered": True})
add("rmsprop_momentum", {"centered": False}, dict.fromkeys(ALL, 0.001), "RMSprop", {"alpha": 0.95, "momentum": 0.9})
add("rmsprop_momentum", {}, dict.fromkeys(ALL, 0.001), "RMSprop", {"alpha": 0.95, "momentum": 0.9, "centered": True})
for name, kind in (("adam", "Adam"), ("adamax", "Adamax"), ("radam", "RAdam")):
    rates = SLOW if name == "radam" else ADAPTIVE
    add(name, {}, rates, kind, {})
    add(name, BETAS[0], rates, kind, BETAS[1])
add("adamw", {"weight_decay": 0.1}, ADAPTIVE, "AdamW", {"weight_decay": 0.1})
add("amsgrad", {}, ADAPTIVE, "Adam", {"amsgrad": True})
add("amsgrad", BETAS[0], ADAPTIVE, "Adam", {**BETAS[1], "amsgrad": True})
add("nadam", {}, ADAPTIVE, "NAdam", {})
add("nadam", {"momentum_decay": 0.1, **BETAS[0]}, ADAPTIVE, "NAdam", {"momentum_decay": 0.1, **BETAS[1]})
add("adadelta", {"rho": 0.9}, dict.fromkeys(ALL, 1.0), "Adadelta", {})
add("rprop", {}, ADAPTIVE, "Rprop", {})
add("rprop", {"eta_minus": 0.7, "eta_plus": 1.1, "step_minimum": 1e-4, "step_maximum": 0.1}, ADAPTIVE, "Rprop",
    {"etas": (0.7, 1.1), "step_sizes": (1e-4, 0.1)})
add("averaged_sgd", {}, SLOW, "ASGD", {"t0": -1, "lambd": 0, "alpha": 0},
    lambda optimizer, w: [optimizer.state[t]["ax"] for t in w], tolerance=1e-6, because="it keeps eta in float32")
add("asgd", {"average_from": 5, "lambda": 0.01, "weight_decay": 0.1}, SLOW, "ASGD",
    {"t0": 5, "lambd": 0.01, "weight_decay": 0.1}, lambda optimizer, w: [optimizer.state[t]["ax"] for t in w],
    tolerance=1e-6, because="it keeps eta in float32")
paths.write("torch.json")
