"""A torch.nn.Module with data: its parameters are the tensors of w."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import torch

from ._loss import Facts, values_one_by_one

PART = 4096  # examples that are computed at once, at most
SETS = ("test", "validation")  # functions of the module, beside `dataset`, that give data for metrics
NORMS = (
    torch.nn.modules.batchnorm._NormBase,
    torch.nn.LayerNorm,
    torch.nn.GroupNorm,
    torch.nn.LocalResponseNorm,
)
CONVOLUTIONS = (torch.nn.Conv2d,)


def _role_in(owner: Any, name: str, shape: tuple[int, ...], is_head: bool) -> str:
    if isinstance(owner, NORMS) or type(owner).__name__ == "RMSNorm":
        return "norm"
    if "bias" in name:
        return "bias"
    if isinstance(owner, torch.nn.Embedding):
        return "embedding"
    if isinstance(owner, CONVOLUTIONS):
        return "convolution"
    if len(shape) == 2:
        return "head" if is_head else "matrix"
    return "unknown"


def roles_of(module: Any) -> dict[str, str]:
    """The role of each parameter by its name; the module's own `roles` have the last word."""
    owners = dict(module.named_modules())
    linear = [name for name, owner in owners.items() if isinstance(owner, torch.nn.Linear)]
    roles = {}
    for name, parameter in module.named_parameters():
        owner, _, own_name = name.rpartition(".")
        is_head = bool(linear) and owner == linear[-1]
        roles[name] = _role_in(owners[owner], own_name, tuple(parameter.shape), is_head)
    return {**roles, **getattr(module, "roles", {})}


def _without_running_statistics(module: Any) -> None:
    """Batch normalization takes the mean of the batch at hand, always: the loss is a function of w and the batch."""
    for one in module.modules():
        if getattr(one, "track_running_stats", False):
            one.track_running_stats = False
            one.running_mean = one.running_var = one.num_batches_tracked = None


class Data:
    """Examples that can be taken by their indices."""

    def __init__(self, dataset: Any, dtype: Any) -> None:
        self._dtype = dtype
        tensors = getattr(dataset, "tensors", dataset if isinstance(dataset, (tuple, list)) else None)
        self._tensors = None if tensors is None else [self._tensor(one) for one in tensors]
        self._dataset = dataset
        self.size = len(dataset) if self._tensors is None else len(self._tensors[0])
        if self.size == 0 or (self._tensors is not None and len({len(one) for one in self._tensors}) > 1):
            raise ValueError("a data set has no examples, or not as many inputs as targets")

    def _tensor(self, values: Any) -> Any:
        tensor = torch.as_tensor(values)
        return tensor.to(self._dtype) if tensor.is_floating_point() else tensor

    def parts(self, batch: Any) -> Iterator[list[Any]]:
        """The examples of a batch (None: all), a part at a time: inputs and, last, targets."""
        count = self.size if batch is None else len(batch)
        for first in range(0, count, PART):
            last = min(first + PART, count)
            chosen: Any = slice(first, last) if batch is None else batch[first:last]
            if self._tensors is not None:
                rows = chosen if batch is None else torch.from_numpy(chosen)
                yield [one[rows] for one in self._tensors]
            else:
                indices = range(first, last) if batch is None else [int(i) for i in chosen]
                examples = torch.utils.data.default_collate([self._dataset[i] for i in indices])
                yield [self._tensor(one) for one in examples]


class ModuleLoss:
    """A module with w in its parameters; see Loss. `construct` makes one more with newly drawn parameters."""

    def __init__(self, construct: Callable[[], Any], dtype: Any) -> None:
        torch.set_num_threads(1)
        self._construct = construct
        self._real = torch.float32 if dtype == np.float32 else torch.float64
        self._module = construct().to(self._real)
        _without_running_statistics(self._module)
        if not callable(getattr(self._module, "loss", None)):
            raise TypeError("the module needs a function loss(self, outputs, targets)")
        self._data = Data(self._module.dataset(), self._real)
        self._sets = {name: Data(getattr(self._module, name)(), self._real) for name in SETS if self._has(name)}
        self._share_memory()
        self._draws = self._draws_random_numbers()
        self._metric_names = tuple(self._measure(first_only=True))

    def _has(self, name: str) -> bool:
        return callable(getattr(self._module, name, None))

    def _share_memory(self) -> None:
        """All parameters are views of one vector, and so are their gradients."""
        self._named = [(n, p) for n, p in self._module.named_parameters() if p.requires_grad]
        if not self._named:
            raise ValueError("the module has no parameters")
        count = sum(p.numel() for _, p in self._named)
        self._w, self._gradient = torch.empty(count, dtype=self._real), torch.zeros(count, dtype=self._real)
        first = 0
        for _, parameter in self._named:
            end = first + parameter.numel()
            parameter.data = self._w[first:end].view(parameter.shape).copy_(parameter.data)
            parameter.grad = self._gradient[first:end].view(parameter.shape)
            first = end

    def _draws_random_numbers(self) -> bool:
        """Whether it computes with chance, as dropout does."""
        before = torch.get_rng_state()
        self._module.train()
        with torch.no_grad():
            self._module(*next(self._data.parts(np.arange(min(2, self._data.size))))[:-1])
        return not torch.equal(before, torch.get_rng_state())

    def facts(self) -> Facts:
        """What the module has."""
        roles = roles_of(self._module)
        return Facts(
            dimension=self._w.numel(),
            tensors=[(name, tuple(p.shape), roles[name]) for name, p in self._named],
            examples=self._data.size,
            metrics=self._metric_names,
            has_hessian_vector=True,
        )

    def start(self) -> Any:
        """The parameters of a module that is constructed again; or the module's own `start` draws them again."""
        if self._has("start"):
            self._module.start()
            return self._w.numpy().copy()
        other = dict(self._construct().to(self._real).named_parameters())
        return np.concatenate([other[name].detach().numpy().ravel() for name, _ in self._named])

    def _begin(self, w: Any, noise: Any) -> Any:
        """Puts w in; returns the state of torch's generator if it is to be put back."""
        self._w.copy_(torch.from_numpy(w))
        self._module.train(noise is not None)
        if noise is None or not self._draws:
            return None
        state = torch.get_rng_state()
        torch.manual_seed(int(noise.bits() >> np.uint64(1)))
        return state

    @staticmethod
    def _end(state: Any) -> None:
        if state is not None:
            torch.set_rng_state(state)

    def _losses(self, batch: Any) -> Iterator[tuple[Any, float]]:
        """The mean loss of each part, and which fraction of the batch it is."""
        count = self._data.size if batch is None else len(batch)
        for *inputs, targets in self._data.parts(batch):
            yield self._module.loss(self._module(*inputs), targets), len(targets) / count

    def value(self, w: Any, batch: Any, noise: Any) -> float:
        """See Loss."""
        state = self._begin(w, noise)
        try:
            with torch.no_grad():
                return float(sum(loss.item() * fraction for loss, fraction in self._losses(batch)))
        finally:
            self._end(state)

    def values(self, points: Any, batch: Any, noise: Any) -> Any:
        """See Loss."""
        return values_one_by_one(self, points, batch, noise)

    def value_and_gradient(self, w: Any, batch: Any, noise: Any) -> tuple[float, Any]:
        """See Loss."""
        state = self._begin(w, noise)
        try:
            self._gradient.zero_()
            value = 0.0
            for loss, fraction in self._losses(batch):
                (loss if fraction == 1 else loss * fraction).backward()
                value += loss.item() * fraction
            return value, self._gradient.numpy()
        finally:
            self._end(state)

    def hessian_vector(self, w: Any, v: Any, batch: Any, noise: Any) -> Any:
        """See Loss."""
        state = self._begin(w, noise)
        try:
            parameters = [p for _, p in self._named]
            along = torch.from_numpy(v).split([p.numel() for p in parameters])
            product = torch.zeros_like(self._w)
            for loss, fraction in self._losses(batch):
                gradients = torch.autograd.grad(loss, parameters, create_graph=True)
                slope = sum((g.reshape(-1) @ a for g, a in zip(gradients, along, strict=True)), torch.zeros(()))
                rows = torch.autograd.grad(slope, parameters, allow_unused=True)
                flat = [torch.zeros_like(p) if r is None else r for p, r in zip(parameters, rows, strict=True)]
                product += fraction * torch.cat([r.reshape(-1) for r in flat])
            return product.numpy()
        finally:
            self._end(state)

    def metrics(self, w: Any) -> Mapping[str, float]:
        """See Loss."""
        self._begin(w, None)
        return self._measure()

    def _measure(self, first_only: bool = False) -> dict[str, float]:
        """Of each further data set the loss, and what the module's `metrics` say: means over its examples."""
        self._module.eval()
        sets = self._sets or ({"train": self._data} if self._has("metrics") else {})
        measured: dict[str, float] = {}
        with torch.no_grad():
            for name, data in sets.items():
                for *inputs, targets in data.parts(np.arange(1) if first_only else None):
                    outputs = self._module(*inputs)
                    found = {} if name == "train" else {"loss": self._module.loss(outputs, targets)}
                    if self._has("metrics"):
                        found.update(self._module.metrics(outputs, targets))
                    for metric, value in found.items():
                        key = f"{name}_{metric}"
                        measured[key] = measured.get(key, 0.0) + float(value) * len(targets) / data.size
        return measured
