"""paths/optax.json: optimizers by optax.   pip install optax; python paths_optax.py"""
from importlib.metadata import version

import jax
import numpy
import optax
from optax import contrib

from paths import Paths, join, split

jax.config.update("jax_enable_x64", True)
ALL = ("rosenbrock", "quadratic", "two_wells", "matrices")
ADAPTIVE = dict.fromkeys(ALL, 0.01)
SINGLE = {"tolerance": 3e-8, "because": "it keeps the step count, or its root, in float32"}
ONE = dict.fromkeys(ALL, 1.0)
GRADIENT = {"rosenbrock": 5e-4, "quadratic": 5e-3, "two_wells": 5e-3, "matrices": 0.1}
paths = Paths(f"optax {version('optax')}")


def add(name, settings, rates, make, point=None, **more):
    """make(learning_rate) gives optax's optimizer; point(state, w) the point to be evaluated, where that is not w."""
    for problem in rates or ALL:
        rate = rates[problem] if rates else None

        def walk(problem, function, start, steps):
            optimizer = make(rate) if rates else make()
            w = tuple(jax.numpy.asarray(t) for t in split(problem, start))
            state = optimizer.init(w)

            @jax.jit
            def step(w, state, value, gradient):
                updates, state = optax.with_extra_args_support(optimizer).update(gradient, state, w, value=value)
                return optax.apply_updates(w, updates), state

            for _ in range(steps):
                value, gradient = function(join(w))
                w, state = step(w, state, value, tuple(split(problem, gradient)))
                yield join(point(state, w) if point else w)

        paths.add(name, settings, rate, problem, walk, **more)


add("sgd", {}, GRADIENT, optax.sgd)
add("adam", {}, ADAPTIVE, optax.adam)
add("adam", {"beta1": 0.8, "beta2": 0.9, "epsilon": 1e-3}, ADAPTIVE, lambda r: optax.adam(r, 0.8, 0.9, 1e-3))
add("adabelief", {}, ADAPTIVE, optax.adabelief)
add("adabelief", {"beta1": 0.8, "beta2": 0.9, "epsilon": 1e-4}, ADAPTIVE,
    lambda r: optax.adabelief(r, 0.8, 0.9, 1e-4, 1e-4))
add("yogi", {"initial": 1e-6}, ADAPTIVE, optax.yogi)
add("yogi", {"initial": 1e-6, "beta1": 0.8, "beta2": 0.9, "epsilon": 0.1}, ADAPTIVE,
    lambda r: optax.yogi(r, 0.8, 0.9, 0.1))
add("lion", {}, ADAPTIVE, lambda r: optax.lion(r, weight_decay=0))
add("lion", {"beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1}, ADAPTIVE, lambda r: optax.lion(r, 0.8, 0.95, weight_decay=0.1))
add("sign_sgd", {}, ADAPTIVE, optax.sign_sgd)
add("signum", {}, ADAPTIVE, optax.signum)
add("nadam", {"schedule": "constant"}, ADAPTIVE, optax.nadam)
add("nadamw", {"weight_decay": 0.1}, ADAPTIVE, lambda r: optax.nadamw(r, weight_decay=0.1))
add("novograd", {"beta1": 0.9, "beta2": 0.25, "epsilon": 1e-6, "weight_decay": 0.01}, ADAPTIVE,
    lambda r: optax.novograd(r, 0.9, 0.25, 1e-6, weight_decay=0.01))
add("lamb", {"weight_decay": 0.01}, ADAPTIVE, lambda r: optax.lamb(r, weight_decay=0.01))
add("lars", {"trust": 0.1}, dict.fromkeys(ALL, 0.1), lambda r: optax.lars(r, trust_coefficient=0.1))
add("fromage", {}, ADAPTIVE, optax.fromage)
add("polyak_sgd", {"c": 0.8, "minimum": -7}, dict.fromkeys(ALL, 0.01),
    lambda r: optax.polyak_sgd(r / 0.8, scaling=0.8, f_min=-7))
add("optimistic_gradient", {"optimism": 0.7}, GRADIENT, lambda r: optax.optimistic_gradient_descent(r, beta=0.7))
add("ademamix", {}, ADAPTIVE, contrib.ademamix)
add("ademamix", {"beta1": 0.8, "beta2": 0.99, "beta3": 0.99, "alpha": 2, "weight_decay": 0.1}, ADAPTIVE,
    lambda r: contrib.ademamix(r, 0.8, 0.99, 0.99, 2, weight_decay=0.1))
add("adopt", {}, ADAPTIVE, contrib.adopt)
add("adopt", {"beta1": 0.8, "beta2": 0.99, "epsilon": 1e-3, "clipping": False}, ADAPTIVE,
    lambda r: contrib.adopt(r, 0.8, 0.99, 1e-3, use_clipping=False))
add("acprop", {}, ADAPTIVE, contrib.acprop)
add("dog", {"first_distance": 1e-3}, ONE, lambda r: contrib.dog(r, ("heuristic", 1e-3)))
add("dowg", {}, ONE, contrib.dowg)
add("dadapt_adam", {"d0": 1e-3}, ONE, lambda r: contrib.dadapt_adamw(r, estim_lr0=1e-3))
add("prodigy", {"d0": 1e-3}, ONE, lambda r: contrib.prodigy(r, estim_lr0=1e-3))
add("cocob", {}, None, contrib.cocob)
add("cocob", {"alpha": 10}, None, lambda: contrib.cocob(alpha=10))
add("simplified_ademamix", {"alpha": 2}, dict.fromkeys(ALL, 0.001), lambda r: contrib.simplified_ademamix(r, alpha=2))
add("schedule_free_sgd", {}, GRADIENT, contrib.schedule_free_sgd, contrib.schedule_free_eval_params)
add("schedule_free_adamw", {"weight_decay": 0.1}, ADAPTIVE,
    lambda r: contrib.schedule_free_adamw(r, weight_decay=0.1), contrib.schedule_free_eval_params)
add("momo", {"lower_bound": -7}, dict.fromkeys(ALL, 0.005), lambda r: contrib.momo(r, lower_bound=-7))
add("momo", {}, {"rosenbrock": 1, "quadratic": 1, "matrices": 1}, contrib.momo)
add("momo_adam", {"lower_bound": -7}, ADAPTIVE, lambda r: contrib.momo_adam(r, lower_bound=-7))
add("momo_adam", {}, {"rosenbrock": 1, "quadratic": 1, "matrices": 1}, contrib.momo_adam)
add("madgrad", {"epsilon": 0}, ADAPTIVE, lambda r: contrib.madgrad(r, eps=0), **SINGLE)
add("adafactor", {}, ADAPTIVE, lambda r: optax.adafactor(r, min_dim_size_to_factor=2), **SINGLE)
add("sm3", {}, dict.fromkeys(ALL, 0.1), optax.sm3)
add("clipped_sgd", {"max_norm": 0.5, "max_value": 0.4}, dict.fromkeys(ALL, 0.1),
    lambda r: optax.chain(optax.clip(0.4), optax.clip_by_global_norm(0.5), optax.sgd(r)))
add("centralized_momentum", {}, {p: r / 5 for p, r in GRADIENT.items()},
    lambda r: optax.chain(optax.centralize(), optax.sgd(r, 0.9)))
LAYOUT = contrib.MuonDimensionNumbers(reduction_axis=1, output_axis=0)
add("muon", {"nesterov": False, "adam_rate": 1, "beta2": 0.999, "epsilon": 1e-15, "weight_decay": 0.1}, ADAPTIVE,
    lambda r: contrib.muon(r, nesterov=False, eps=1e-15, weight_decay=0.1, adam_weight_decay=0.1,
                           muon_weight_dimension_numbers=lambda ws: tuple(LAYOUT if getattr(w, "ndim", 0) == 2 else None for w in ws)))


def backtracking(problem, function, start, steps):
    """Here optax asks for values itself, at points that it tries."""
    optimizer = optax.chain(optax.sgd(1.0), optax.scale_by_backtracking_linesearch(100, max_learning_rate=2.0))
    w = jax.numpy.asarray(start)
    state = optimizer.init(w)

    def value(w):
        return jax.pure_callback(lambda w: numpy.float64(function(numpy.asarray(w))[0]),
                                 jax.ShapeDtypeStruct((), numpy.float64), w)

    for _ in range(steps):
        f, g = function(numpy.asarray(w))
        updates, state = optimizer.update(jax.numpy.asarray(g), state, w, value=f, grad=jax.numpy.asarray(g), value_fn=value)
        w = optax.apply_updates(w, updates)
        yield w


for problem in ALL:
    paths.add("backtracking", {}, 2.0, problem, backtracking, (1, 2, 3, 10, 30))
paths.write("optax.json")
