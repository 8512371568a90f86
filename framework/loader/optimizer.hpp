// The state of an optimizer or a schedule in one run, owned.
#pragma once

#include "loader/random_stream.hpp"
#include "loader/registry.hpp"
#include "loader/services.hpp"

#include <memory>
#include <optional>

namespace slalom::loader {

/// One tensor, without a domain.
slalom_space plain_space(std::size_t dimension);

class OptimizerState {
 public:
  /// Throws PluginError if the plugin cannot create it, and Skipped if it does not fit or does not offer the real type.
  /// `extensions`: what is offered to it; they outlive the state.
  OptimizerState(const OptimizerEntry& entry, const Json& settings, const slalom_space& space, slalom_real real,
                 std::uint64_t seed, const PluginContext& context, const HostExtensions& extensions = {});

  using Step = slalom_status (*)(void*, const slalom_oracle*, void*, double);
  Step step() const { return step_; }
  void* c() const { return state_.get(); }
  const Services& services() const { return services_; }
  /// What it took from the heap when it was created; nothing where that is not counted.
  std::optional<std::size_t> bytes() const { return bytes_; }
  /// Whether the optimizer drew random numbers.
  bool drawn() const { return random_.drawn(); }
  /// True where the point to be evaluated is not w itself.
  bool has_evaluation_point() const { return evaluation_point_ != nullptr; }
  void evaluation_point(const void* w, void* point) const { evaluation_point_->get(c(), w, point); }

 private:
  Step step_;
  Services services_;
  RandomStream random_;
  std::unique_ptr<void, void (*)(void*)> state_;
  std::optional<std::size_t> bytes_;
  const slalom_evaluation_point* evaluation_point_ = nullptr;
};

/// The learning rate's factor over the steps of a run.
class ScheduleState {
 public:
  ScheduleState(const ScheduleEntry& entry, const Json& settings);
  double rate(std::uint64_t step, std::uint64_t total) const { return rate_(state_.get(), step, total); }

 private:
  double (*rate_)(const void*, std::uint64_t, std::uint64_t);
  std::unique_ptr<void, void (*)(void*)> state_;
};

}  // namespace slalom::loader
