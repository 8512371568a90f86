import numpy as np


class ByHand:
    """Rosenbrock's valley."""

    dimension, lower, upper, minimum = 2, -2, 2, 0

    def value(self, w):
        return 100 * (w[1] - w[0] ** 2) ** 2 + (1 - w[0]) ** 2

    def gradient(self, w):
        slope = 200 * (w[1] - w[0] ** 2)
        return np.array([-2 * w[0] * slope - 2 * (1 - w[0]), slope])


class _Differentiated:
    lower, upper, minimum = [-2, -2], [2, 2], 0

    def value(self, w):
        return 100 * (w[1] - w[0] ** 2) ** 2 + (1 - w[0]) ** 2


class ByTorch(_Differentiated):
    autodiff = "torch"


class ByJax(_Differentiated):
    autodiff = "jax"
