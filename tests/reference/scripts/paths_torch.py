"""paths/pytorch_optimizer.json and paths/torch.json: optimizers by pytorch_optimizer and torch.optim.

pip install torch pytorch_optimizer; python paths_torch.py
"""
from importlib.metadata import version

import pytorch_optimizer
import torch

from paths import Paths, join, split

ALL = ("rosenbrock", "quadratic", "two_wells", "matrices")
ADAPTIVE = dict.fromkeys(ALL, 0.01)
GRADIENT = {"rosenbrock": 5e-4, "quadratic": 5e-3, "two_wells": 5e-3, "matrices": 0.1}


def numbers(tensors):
    return join([t.detach().numpy() for t in tensors])


def adder(paths, module):
    def add(name, settings, rates, kind, options, point=None, **more):
        """kind: a class of module; point(optimizer, tensors) the tensors to be judged, where that is not w."""
        for problem in rates:
            rate = rates[problem] if rates else None

            def walk(problem, function, start, steps):
                w = [torch.tensor(t.copy(), requires_grad=True) for t in split(problem, start)]
                optimizer = getattr(module, kind)(w, **({"lr": rate} if rates else {}), **options)
                for _ in range(steps):
                    value, gradient = function(numbers(w))
                    for t, g in zip(w, split(problem, gradient)):
                        t.grad = torch.tensor(g.copy())
                    optimizer.step(lambda: torch.tensor(value))
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
add("ftrl", {}, ADAPTIVE, "FTRL", {"beta": 1.0})
add("ftrl", {"l1": 0.5, "l2": 0.1, "beta": 0}, ADAPTIVE, "FTRL", {"lambda_1": 0.5, "lambda_2": 0.1})
add("dadapt_sgd", {"d0": 1e-3}, {p: 1.0 for p in ALL if p != "two_wells"}, "DAdaptSGD", {"d0": 1e-3, "foreach": False}, **SINGLE)
add("accsgd", {"kappa": 100}, {"rosenbrock": 1e-4, "quadratic": 1e-3, "two_wells": 1e-3, "matrices": 0.01}, "AccSGD", {"kappa": 100})
paths.write("pytorch_optimizer.json")

paths = Paths(f"torch.optim {version('torch')}")
add = adder(paths, torch.optim)
add("nadam", {}, ADAPTIVE, "NAdam", {})
add("nadam", {"momentum_decay": 0.1, "beta1": 0.8, "epsilon": 1e-3}, ADAPTIVE, "NAdam",
    {"momentum_decay": 0.1, "betas": (0.8, 0.999), "eps": 1e-3})
paths.write("torch.json")
