import numpy as np


class HeavyBall:
    """Heavy ball. Polyak (1964)."""

    def __init__(self, n, momentum: float = 0.9):
        self.momentum, self.velocity = momentum, np.zeros(n)

    def step(self, f, w, eta):
        self.velocity = self.momentum * self.velocity - eta * f.gradient(w)
        w += self.velocity
