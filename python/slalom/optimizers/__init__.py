"""Optimizers of other libraries, by the names `torch`, `optax`, `scipy` and `cma` in suites."""
