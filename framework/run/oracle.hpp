// The oracle: the only way an optimizer sees the problem. It counts, and ends a run whose budget is used up.
#pragma once

#include "loader/problem.hpp"
#include "run/limits.hpp"
#include "run/record.hpp"
#include "run/stopwatch.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace slalom::run {

/// Losses beyond it, either way, count as diverged.
inline constexpr double max_loss = 1e30;

class Oracle {
 public:
  enum class Refusal { none, budget, failed };

  Oracle(loader::Workspace& workspace, const Limits& limits, std::uint64_t seed);
  Oracle(const Oracle&) = delete;
  Oracle& operator=(const Oracle&) = delete;

  const slalom_oracle* c() const { return &c_; }
  /// Null where the problem has no residuals.
  const slalom_residual_oracle* residuals() const { return problem_.residuals() == nullptr ? nullptr : &residuals_; }

  const slalom_values_oracle* values() const { return &values_; }

  /// Before each step: its batch (null: all examples), whether the norm of its gradient is wanted, and whether its
  /// calls are to be timed.
  void begin_step(std::uint64_t step, const std::uint32_t* batch, std::uint64_t size, bool wants_norm, bool timed) {
    query_.batch = batch;
    query_.batch_size = size;
    noise_.seek(step);
    if (wants_norm) gradient_norm_ = unknown;
    wants_norm_ = wants_norm;
    timed_ = timed;
  }

  std::uint64_t evaluations() const { return evaluations_; }
  std::uint64_t examples() const { return examples_; }
  /// Why the last call was refused.
  Refusal refusal() const { return refusal_; }
  /// True where a value was not finite, or beyond every bound, since forget_not_finite().
  bool met_not_finite() const { return met_not_finite_; }
  void forget_not_finite() { met_not_finite_ = false; }
  /// ‖g‖ of the first gradient of this step, if it was wanted and asked for; else NaN.
  double gradient_norm() const { return gradient_norm_; }
  /// Over the calls that were to be timed.
  const Stopwatch& stopwatch() const { return stopwatch_; }
  /// The time of norms of gradients in watched steps, which are taken for the record.
  const Stopwatch& norms() const { return norms_; }
  /// Whether the problem drew random numbers for noise.
  bool drawn() const { return noise_.drawn(); }
  bool used_up() const { return evaluations_ >= limits_.evaluations || examples_ >= limits_.examples; }

 private:
  slalom_status evaluate(const void* w, void* gradient, double* value);
  slalom_status values(const void* points, std::size_t count, double* values);
  bool allows_all(const std::byte* points, std::size_t count, std::size_t stride) const;
  slalom_status full(const void* w, void* gradient, double* value);
  slalom_status product(const void* w, const void* v, void* product);
  slalom_status residual_values(const void* w, void* residuals);
  slalom_status jacobian(const void* w, void* residuals, void* jacobian);
  slalom_status residual_product(const void* w, const void* v, void* product);
  slalom_status transposed_product(const void* w, const void* u, void* product);
  /// Bills one evaluation over all examples; outside of hard bounds `outside` writes the answer, else `ask` asks the
  /// problem.
  template <class Ask, class Outside>
  slalom_status ask_residuals(const void* w, Ask ask, Outside outside);
  slalom_residual_oracle residual_oracle();
  /// Remembers values that are not finite, or beyond every bound.
  void look_at_residuals(const void* residuals);
  /// Remembers a value that is not finite, or beyond every bound; NaN becomes +infinity, which compares as the worst.
  double look_at(double value) {
    if (std::abs(value) <= max_loss) [[likely]]
      return value;
    met_not_finite_ = true;
    return std::isnan(value) ? std::numeric_limits<double>::infinity() : value;
  }
  slalom_status refuse(Refusal why);
  /// The answer outside of hard bounds.
  slalom_status answer_outside(void* gradient, double* value);
  /// Counts one call. False, and nothing counted, where the budget does not cover it.
  bool bill(std::uint64_t examples) {
    if (evaluations_ >= limits_.evaluations || examples > limits_.examples - examples_) [[unlikely]]
      return false;
    ++evaluations_;
    examples_ += examples;
    return true;
  }

  const loader::OpenProblem& problem_;
  void* workspace_;
  slalom_status (*evaluate_)(void*, slalom_query*);
  Limits limits_;
  loader::RandomStream noise_;
  slalom_query query_;
  std::uint64_t evaluations_ = 0;
  std::uint64_t examples_ = 0;
  bool bounded_;  // w must stay within hard bounds
  bool met_not_finite_ = false;
  bool wants_norm_ = false;
  bool timed_ = false;
  Stopwatch stopwatch_, norms_;
  double gradient_norm_ = unknown;
  Refusal refusal_ = Refusal::none;
  slalom_oracle c_;
  std::vector<double> gradient_;  // of the sum of squares, where there are residuals
  slalom_residual_oracle residuals_ = residual_oracle();
  slalom_values_oracle values_{.struct_size = sizeof(slalom_values_oracle),
                               .self = this,
                               .values = [](void* self, const void* points, std::size_t count, double* values) {
                                 return static_cast<Oracle*>(self)->values(points, count, values);
                               }};
};

}  // namespace slalom::run
