// How an optimizer ends, and that it optimizes.
#include "check/optimizer_checks.hpp"
#include "check/short_run.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::check {

namespace {

using Answer = Quadratic::Evaluation;

/// Steps until the oracle has refused a call, which it does after some normal ones.
void step_until_refused(ShortRun& short_run, Answer answer, std::size_t normal_calls) {
  constexpr int enough = 20;
  const slalom_status told = answer == Answer::stop ? SLALOM_STOP : SLALOM_ERROR;
  short_run.f.answer(answer, normal_calls);
  for (int i = 0; i < enough && short_run.f.calls() <= normal_calls; ++i) {
    const auto status = short_run.step();
    if (short_run.f.calls() <= normal_calls) continue;
    if (short_run.f.calls() > normal_calls + 1)
      fail("the oracle ended the run, but it was called again in the same step");
    if (status != told) fail("the oracle gave status {}, which step must return; it returned {}", told, status);
  }
}

struct Descent {
  double remaining = std::numeric_limits<double>::infinity();  ///< of the loss at the start, as a fraction
  bool moved = false;                                          ///< w is another one
  std::string failure;                                         ///< of a step
};

/// What some steps reach where the optimizer is to be evaluated.
Descent descent(const loader::OptimizerEntry& entry, const loader::PluginContext& context, double learning_rate) {
  constexpr std::size_t steps = 500;
  ShortRun short_run(entry, context, {.real = real_of(entry), .dimension = 2, .learning_rate = learning_rate});
  const auto first = short_run.f.loss(short_run.w.data());
  const auto start = short_run.numbers();
  Descent result;
  try {
    short_run.steps(steps);
  } catch (const loader::PluginError& error) {
    result.failure = error.what();
  }
  result.moved = short_run.numbers() != start;
  if (!result.failure.empty()) return result;
  run::RealVector point(short_run.w);
  if (short_run.state.has_evaluation_point()) short_run.state.evaluation_point(short_run.w.data(), point.data());
  const auto share = short_run.f.loss(point.data()) / first;
  if (!std::isnan(share)) result.remaining = share;
  return result;
}

/// The default, and some between the ends of the range for tuning.
std::vector<double> learning_rates(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  const auto* declared = learning_rate_in_check(entry, context);
  if (declared == nullptr) return {0};
  const auto& s = *declared;
  std::vector<double> rates{s.default_value.get<double>()};
  constexpr int count = 9;
  for (int i = 0; i < count && s.search_minimum > 0; ++i)
    rates.push_back(s.search_minimum * std::pow(s.search_maximum / s.search_minimum, i / (count - 1.0)));
  return rates;
}

}  // namespace

void check_stops_when_told(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  for (const auto answer : {Answer::stop, Answer::error})
    for (const auto normal_calls : {0U, 1U, 2U, 5U}) {
      ShortRun short_run(entry, context);
      step_until_refused(short_run, answer, normal_calls);
    }
}

void check_destroyed_at_any_step(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  for (std::size_t steps = 0; steps < 5; ++steps) {
    ShortRun short_run(entry, context);
    short_run.steps(steps);
    if (steps % 2 == 1) {  // or within one
      short_run.f.answer(Answer::stop);
      short_run.step();
    }
  }
}

void check_nan_gradients(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  ShortRun short_run(entry, context);
  short_run.f.answer(Answer::not_finite);
  for (int i = 0; i < 5; ++i) {
    const auto status = short_run.step();
    if (status == SLALOM_SKIP && i == 0) short_run.state.services().check(status);  // the remark that it skips this
    if (status != SLALOM_OK && status != SLALOM_STOP && status != SLALOM_ERROR)
      fail("a step that saw NaN and infinity returned the unknown status {}", status);
  }
}

void check_descent(const loader::OptimizerEntry& entry, const loader::PluginContext& context) {
  constexpr double enough = 0.1;
  std::vector<Descent> tried;
  for (const double rate : learning_rates(entry, context)) tried.push_back(descent(entry, context, rate));
  const auto& best = *std::ranges::min_element(tried, {}, &Descent::remaining);
  if (best.remaining <= enough) return;
  const auto where = tried.size() > 1 ? fmt::format("at the best of {} learning rates", tried.size()) : "here";
  if (!best.failure.empty()) fail("on a quadratic of two variables, {} a step failed: {}", where, best.failure);
  if (std::ranges::none_of(tried, &Descent::moved))
    fail("after 500 steps w is where it was: change its numbers in place (w -= …, not w = w - …)");
  fail(
      "after 500 steps on a quadratic of two variables, at most {} times the loss of the start was expected; "
      "{} it was {}",
      enough, where, std::isfinite(best.remaining) ? fmt::format("{:.3g} times", best.remaining) : "not finite");
}

}  // namespace slalom::check
