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


class AtOnce(ByHand):
    """In steps it is asked for many points at once, and for records for one."""

    def _values(self, points):
        x, y = points.T
        return 100 * (y - x**2) ** 2 + (1 - x) ** 2

    def value(self, w, noise):
        assert noise is None
        return self._values(w[None])[0]

    def values(self, points, noise):
        assert noise is not None and points.ndim == 2 and not points.flags.writeable
        return self._values(points)
