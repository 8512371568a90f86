#include "statistics/bootstrap.hpp"

#include "statistics/distributions.hpp"
#include "statistics/quantile.hpp"
#include "statistics/round_off.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace slalom::statistics {

namespace {

constexpr std::uint64_t bootstrap_key = 0x736c616c6f6d;  // any number will do

bool all_finite(std::span<const double> values) {
  return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

/// Skewness of the jackknife's values: the rate at which the standard error changes with the parameter.
double acceleration(std::span<const double> left_one_out) {
  if (left_one_out.empty()) return 0;
  const double first = left_one_out.front();
  double mean = 0, size = 0,
         largest = 0;  // mean and deviations from the first, which are exactly 0 where all are equal
  for (double v : left_one_out) {
    mean += (v - first) / static_cast<double>(left_one_out.size());
    size = std::max(size, std::abs(v));
  }
  for (double v : left_one_out) largest = std::max(largest, std::abs(mean - (v - first)));
  if (!(largest > relative_round_off * size) || std::isinf(largest)) return 0;
  double squares = 0, cubes = 0;  // of deviations as parts of the largest, whose powers do not underflow
  for (double v : left_one_out) {
    const double deviation = (mean - (v - first)) / largest;
    squares += deviation * deviation, cubes += deviation * deviation * deviation;
  }
  return cubes / (6 * std::pow(squares, 1.5));
}

/// Fraction of ascending values below `value`, counting half of those that are equal but for round-off.
double fraction_below(const std::vector<double>& ascending, double value) {
  std::vector<double> sizes;
  for (double v : ascending) sizes.push_back(std::abs(v));
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  const double equal = relative_round_off * std::max(std::abs(value), *middle);
  const auto first = std::lower_bound(ascending.begin(), ascending.end(), value - equal);
  const auto last = std::upper_bound(first, ascending.end(), value + equal);
  return static_cast<double>((first - ascending.begin()) + (last - ascending.begin())) / 2 /
         static_cast<double>(ascending.size());
}

}  // namespace

void resample(std::size_t number, std::span<std::size_t> indices, std::uint64_t stratum) {
  r123::Philox4x32 philox;
  const auto n = static_cast<std::uint64_t>(indices.size());
  for (std::size_t i = 0; i < indices.size(); i += 4) {
    const r123::Philox4x32::ctr_type counter{{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(number),
                                              static_cast<std::uint32_t>(stratum), static_cast<std::uint32_t>(n)}};
    const auto bits = philox(
        counter, {{static_cast<std::uint32_t>(bootstrap_key), static_cast<std::uint32_t>(bootstrap_key >> 32U)}});
    for (std::size_t k = 0; k < 4 && i + k < indices.size(); ++k) indices[i + k] = (bits[k] * n) >> 32U;
  }
}

Interval percentile_interval(std::vector<double> resampled, double level) {
  std::sort(resampled.begin(), resampled.end());
  return {quantile(resampled, (1 - level) / 2), quantile(resampled, (1 + level) / 2)};
}

Interval bca_interval(double value, std::vector<double> resampled, std::span<const double> left_one_out, double level) {
  if (!std::isfinite(value) || !all_finite(resampled) || !all_finite(left_one_out))
    return percentile_interval(std::move(resampled), level);
  std::sort(resampled.begin(), resampled.end());
  const double bias = normal_quantile(fraction_below(resampled, value));
  if (!std::isfinite(bias)) return {resampled.front(), resampled.back()};
  const double a = acceleration(left_one_out);
  const auto end = [&](double p) {
    const double z = bias + normal_quantile(p), scale = 1 - a * z;
    return quantile(resampled, scale > 0 ? normal_cdf(bias + z / scale) : z > 0 ? 1 : 0);
  };
  return {std::min(value, end((1 - level) / 2)), std::max(value, end((1 + level) / 2))};
}

double widened_level(double level, std::size_t n) {
  const double z = normal_quantile((1 + level) / 2);
  return 2 * normal_cdf(z * std::sqrt(static_cast<double>(n) / static_cast<double>(n - 1))) - 1;
}

Estimate estimate(std::vector<double> values, Statistic statistic, double level) {
  const auto n = values.size();
  if (n == 0) return {};
  std::sort(values.begin(), values.end());
  Estimate result{.value = statistic(values), .interval = {}};
  if (n < min_for_interval) return result;

  std::vector<double> resampled, left_one_out, sample(n);
  resampled.reserve(bootstrap_resamples);
  std::vector<std::size_t> indices(n), times(n);
  for (std::size_t b = 0; b < bootstrap_resamples; ++b) {
    resample(b, indices);
    std::fill(times.begin(), times.end(), 0);
    for (const auto i : indices) ++times[i];
    auto next = sample.begin();  // ascending, because the values are
    for (std::size_t i = 0; i < n; ++i) next = std::fill_n(next, times[i], values[i]);
    resampled.push_back(statistic(sample));
  }
  for (std::size_t left = 0; left < n && n <= max_for_acceleration; ++left) {
    sample = values;
    sample.erase(sample.begin() + static_cast<std::ptrdiff_t>(left));
    left_one_out.push_back(statistic(sample));
  }
  result.interval = bca_interval(result.value, std::move(resampled), left_one_out, widened_level(level, n));
  return result;
}

}  // namespace slalom::statistics
