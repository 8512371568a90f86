// A short run of an optimizer on the quadratic.
#pragma once

#include "check/quadratic.hpp"
#include "loader/optimizer.hpp"
#include "run/real_vector.hpp"

#include <vector>

namespace slalom::check {

/// float64 where it is offered.
slalom_real real_of(const loader::OptimizerEntry& entry);

/// The learning rate that an optimizer takes, around what it is checked with if it is a wrapper; null if none.
const loader::Setting* learning_rate_in_check(const loader::OptimizerEntry& entry,
                                              const loader::PluginContext& context);

struct ShortRunSetup {
  slalom_real real = SLALOM_FLOAT64;
  std::size_t dimension = 3;
  Json settings = Json::object();  ///< what differs from the defaults
  std::uint64_t seed = 1;
  double learning_rate = 0;  ///< 0: the default
  const slalom_space* space = nullptr;
};

/// Says what it is `doing` before each call of the optimizer.
class ShortRun {
 public:
  /// Throws PluginError if the optimizer refuses.
  ShortRun(const loader::OptimizerEntry& entry, const loader::PluginContext& context, const ShortRunSetup& setup);
  /// In the real type it offers.
  ShortRun(const loader::OptimizerEntry& entry, const loader::PluginContext& context)
      : ShortRun(entry, context, {.real = real_of(entry)}) {}
  ~ShortRun();
  ShortRun(const ShortRun&) = delete;
  ShortRun& operator=(const ShortRun&) = delete;

  Quadratic f;
  run::RealVector w;
  loader::OptimizerState state;

  slalom_status step(void* point);
  slalom_status step() { return step(w.data()); }
  /// Throws PluginError with its message if one fails.
  void steps(std::size_t count);
  /// w in double.
  std::vector<double> numbers() const;

 private:
  std::string setup_;  // in words
  double learning_rate_ = 0;
  std::size_t steps_ = 0;
};

/// Where short runs start: w_i = 1 + cos(i + 1).
std::vector<double> start_of_short_runs(std::size_t dimension);

}  // namespace slalom::check
