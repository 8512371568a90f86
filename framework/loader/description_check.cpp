#include "loader/description_check.hpp"

#include "loader/require.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace slalom::loader {

namespace {

constexpr std::size_t max_numbers = std::size_t{1} << 40U;   // 8 TB
constexpr std::size_t max_examples = std::size_t{1} << 32U;  // batches index them with 32 bits
constexpr std::size_t max_tensors = 1'000'000;
constexpr std::size_t highest_rank = 64;
constexpr std::size_t max_minimizers = 1'000'000;
constexpr std::size_t max_metrics = 1000;

/// The numbers a tensor holds.
std::size_t require_tensor(const slalom_tensor* t, std::size_t offset) {
  require_struct(t, "one of its tensors");
  require_line(t->name, "the name of one of its tensors");
  const auto what = fmt::format("its tensor '{}'", t->name);
  require(t->offset == offset, what + " does not begin where the one before ends");
  require_array(t->shape, t->rank, highest_rank, "the shape of " + what);
  if (covers(t, &slalom_tensor::role))
    require(t->role >= SLALOM_ROLE_UNKNOWN && t->role <= SLALOM_ROLE_CONVOLUTION,
            fmt::format("{} has the unknown role {}", what, t->role));
  std::size_t count = 1;
  for (const auto extent : std::span(t->shape, t->rank))
    require(!__builtin_mul_overflow(count, extent, &count) && count <= max_numbers, what + " is too large");
  return count;
}

void require_space(const slalom_space* space) {
  require_struct(space, "its space");
  require(space->dimension > 0, "it has no dimension");
  require(space->dimension <= max_numbers, fmt::format("its dimension is {}, too large", space->dimension));
  require_array(space->tensors, space->tensor_count, max_tensors, "its list of tensors");
  std::size_t covered = 0;
  for (std::size_t i = 0; i < space->tensor_count; ++i) covered += require_tensor(space->tensors[i], covered);
  require(space->tensor_count == 0 || covered == space->dimension,
          fmt::format("its tensors hold {} numbers, but its dimension is {}", covered, space->dimension));
}

void require_minima(const slalom_description* d) {
  if (d->minimum != nullptr) {
    require_readable(d->minimum, sizeof(double), "its minimum");
    require(std::isfinite(*d->minimum), "its minimum is not finite");
  }
  require(d->minimizer_count <= max_minimizers, fmt::format("it has {} minimizers", d->minimizer_count));
  const auto numbers = d->minimizer_count * d->space->dimension;
  require_array(d->minimizers, numbers, max_minimizers * d->space->dimension, "its list of minimizers");
  const auto finite = [](double x) { return std::isfinite(x); };
  require(std::all_of(d->minimizers, d->minimizers + numbers, finite), "one of its minimizers is not finite");
}

void require_domain(const slalom_description* d) {
  require((d->lower == nullptr) == (d->upper == nullptr), "its domain has a lower end or an upper one, but not both");
  if (d->lower != nullptr) {
    const auto dimension = d->space->dimension;
    require_array(d->lower, dimension, max_numbers, "the lower end of its domain");
    require_array(d->upper, dimension, max_numbers, "the upper end of its domain");
    for (std::size_t i = 0; i < dimension; ++i) require(d->lower[i] <= d->upper[i], "its domain is empty");
  }
  if (covers(d, &slalom_description::hard_bounds))
    require(d->hard_bounds == 0 || d->lower != nullptr, "it has hard bounds, but no domain");
  if (covers(d, &slalom_description::minimum_unknown) && d->minimum_unknown != nullptr)
    require_line(d->minimum_unknown, "what it says of its unknown minimum");
  if (d->window != nullptr) {
    require_readable(d->window, 4 * sizeof(double), "its plot window");
    require(d->window[0] < d->window[1] && d->window[2] < d->window[3], "its plot window is empty");
  }
}

}  // namespace

std::string description_mistake(const slalom_description* d) try {
  require_struct(d, "its description");
  require_space(d->space);
  require(d->examples > 0, "it has no examples (a function without data has 1)");
  require(d->examples <= max_examples, fmt::format("it has {} examples, more than {}", d->examples, max_examples));
  require_minima(d);
  require_domain(d);
  require_array(d->metrics, d->metric_count, max_metrics, "its list of metrics");
  for (std::size_t i = 0; i < d->metric_count; ++i) require_line(d->metrics[i], "the name of one of its metrics");
  return "";
} catch (const Unsound& unsound) {
  return unsound.what();
}

}  // namespace slalom::loader
