// Open problems and their workspaces, owned.
#pragma once

#include "loader/bounds.hpp"
#include "loader/data_source.hpp"
#include "loader/problem_cache.hpp"
#include "loader/random_stream.hpp"
#include "loader/registry.hpp"
#include "loader/services.hpp"

#include <memory>
#include <optional>
#include <span>

namespace slalom::loader {

using BatchIndices = std::span<const std::uint32_t>;

/// A problem with its settings: immutable, shared by all threads.
class OpenProblem {
 public:
  /// `cached`: what it stored when it was opened before. Throws PluginError if the plugin cannot open it or what it
  /// says of it is not sound, and Skipped if the plugin says that it does not fit or does not offer the real type.
  OpenProblem(const ProblemEntry& entry, const Json& settings, slalom_real real, const PluginContext& context,
              CachedValues cached = {});

  const slalom_problem& plugin() const { return *entry_.c; }
  const slalom_description& description() const { return *description_; }
  std::size_t dimension() const { return description_->space->dimension; }
  /// What optimizers are told of the space.
  const slalom_space& space() const { return space_; }
  /// False outside of hard bounds, where the problem must not be asked. NaN is outside.
  bool allows(const void* w) const { return !bounds_ || bounds_->contain(real_, w); }
  bool has_hard_bounds() const { return bounds_.has_value(); }
  slalom_real real() const { return real_; }
  /// The extension for Hessian-vector products, or null.
  const slalom_hessian_vector* hessian_vector() const { return hessian_vector_; }
  /// The extension for residuals, or null; and how many there are.
  const slalom_residuals* residuals() const { return residuals_; }
  std::size_t residual_count() const { return residual_count_; }
  /// The extension for many points at once, or null.
  const slalom_values* values() const { return values_; }
  const void* instance() const { return instance_.get(); }
  const CachedValues& cached() const { return cache_.cached(); }
  /// What `evaluate` is asked: exactly (no noise), over these examples; no indices: all of them, in order.
  slalom_query query(const void* w, void* gradient, BatchIndices batch = {}) const;

 private:
  void find_hessian_vector();
  void find_residuals();
  void find_values();

  ProblemEntry entry_;                                    // keeps the library loaded
  std::vector<std::shared_ptr<const PluginFile>> inner_;  // and those of problems inside
  slalom_real real_;
  ProblemCache cache_;
  Services services_;
  RandomStream random_{0, Purpose::problem};
  std::unique_ptr<void, void (*)(void*)> instance_;
  const slalom_description* description_ = nullptr;
  slalom_space space_{};
  std::optional<Bounds> bounds_;
  const slalom_residuals* residuals_ = nullptr;
  std::size_t residual_count_ = 0;
  const slalom_hessian_vector* hessian_vector_ = nullptr;
  const slalom_values* values_ = nullptr;
};

/// Scratch memory of one run on a problem, and the calls that need it. `w` and gradients are in the problem's real
/// type.
class Workspace {
 public:
  Workspace(const OpenProblem& problem, const DataSource& data_folder);

  const OpenProblem& problem() const { return problem_; }
  void* c() const { return workspace_.get(); }
  const Services& services() const { return services_; }

  void start(const slalom_random* random, void* w);
  /// The exact loss over these examples, or all; gradient may be null. Outside of hard bounds the loss is infinite and
  /// the gradient NaN, and so are metrics.
  double loss(const void* w, void* gradient, BatchIndices batch = {});
  void measure(const void* w, double* metrics);

 private:
  const OpenProblem& problem_;
  Services services_;
  std::unique_ptr<void, void (*)(void*)> workspace_;
};

}  // namespace slalom::loader
