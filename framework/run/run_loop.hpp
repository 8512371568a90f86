// The step loop of a run, and all that it needs.
#pragma once

#include "loader/optimizer.hpp"
#include "run/gradient_variance.hpp"
#include "run/learning_rates.hpp"
#include "run/oracle.hpp"
#include "run/recorded_steps.hpp"
#include "run/recorder.hpp"
#include "run/run.hpp"
#include "run/sampler.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace slalom::run {

/// A run in progress: the step loop and all that it needs.
class RunLoop {
 public:
  RunLoop(const suite::Case& c, const suite::Run& run, const RunContext& context)
      : case_(c),
        interrupted_(context.interrupted),
        progress_(context.progress != nullptr ? *context.progress : unwatched_),
        workspace_(context.problem, context.data_folder),
        sampler_(c.batch, context.problem.description().examples, run.seed),
        limits_(enough_for_a_step(limits_of(c.budget, sampler_.size(), context.problem.description().examples),
                                  sampler_.size())),
        w_(context.problem.real(), context.problem.dimension()),
        rates_(c.optimizer.learning_rate, context.registry, limits_),
        oracle_(workspace_, limits_, run.seed),
        optimizer_(*context.registry.optimizer(c.optimizer.name), c.optimizer.settings, context.problem.space(),
                   context.problem.real(), run.seed, {context.registry, context.data_folder},
                   {.residuals = oracle_.residuals(), .values = oracle_.values(), .initial_rate = rates_.initial()}),
        recorded_(recorded_steps(c.recording, limits_.steps, limits_.steps_known)),
        recorder_(c.recording, workspace_, recorded_.size() + 1),
        minima_(minima_of(context.problem)),
        before_(w_),
        evaluated_(w_),
        evaluated_before_(w_),
        last_(w_.size()),
        tracker_(c, minima_, sampler_.full(), [this](std::span<const double> w) { return loss_at(w); }) {
    if (c.stop.gradient_norm && !sampler_.full()) throw std::invalid_argument("stop: gradient_norm needs full batches");
    record_.id = run.id;
    record_.seed = run.seed;
  }

  std::optional<RunRecord> complete() {
    start();
    if (!descend()) return std::nullopt;
    return finish();
  }

  // In a pack, which steps for the run (see pack.cpp):

  /// w at step 0, measured.
  void start() {
    if (case_.problem.start.empty()) {
      const loader::RandomStream random(record_.seed, loader::Purpose::start);
      workspace_.start(random.c(), w_.data());
      random_start_ = random.drawn();
    } else if (case_.problem.start.size() == w_.size()) {
      w_.assign(case_.problem.start);
    } else {
      throw std::invalid_argument(
          fmt::format("start has {} numbers, but the problem has dimension {}", case_.problem.start.size(), w_.size()));
    }
    if (case_.recording.gradient_variance)
      record_.variance = gradient_variance(workspace_, case_.batch, record_.seed, w_.data());
    keep_for_tracker();
    record(w_, unknown);
  }

  RealVector& w() { return w_; }
  bool ended() const { return ended_; }
  const Limits& limits() const { return limits_; }
  const LearningRates& rates() const { return rates_; }
  const std::vector<std::uint64_t>& recorded() const { return recorded_; }
  loader::Workspace& workspace() { return workspace_; }
  /// Whether each step is looked at.
  bool tracked() const { return tracker_.active(); }

  /// w is that after so many steps.
  void at(const StepCount& count) { count_ = count; }
  /// At the end of a step that counts.
  void keep_for_tracker() {
    if (!tracker_.active()) return;
    evaluated_point().copy_to(tracker_.slot());
    tracker_.push(count_, oracle_.gradient_norm());
  }
  /// Whether the kept steps are to be looked at.
  bool full() const { return tracker_.full(); }
  void look(bool recorded) {
    measure([&] { recorded ? evaluate_and_record(unknown) : evaluate_end(); });
  }
  /// In the step after those that count a value was not finite, or beyond every bound; w is that after it.
  void look_where_not_finite(const RealVector& w_before) {
    before_.assign(w_before);
    measure([&] { evaluate_end_of_step(nullptr); });
  }
  /// Its share of the time of a pack.
  void add_seconds(double seconds) { clock_.add(seconds); }

  RunRecord finish() {
    evaluate_end();
    if (record_.points.back().step < count_.step) {
      if (whole_)
        record(evaluated_point(), unknown);
      else if (may_be_cut_)
        record(optimizer_.has_evaluation_point() ? evaluated_before_ : before_, unknown);
    }
    if (!ended_) end(Status::finished, "budget used up");
    record_.steps = count_.step;
    record_.evaluations = count_.evaluations;
    record_.examples = count_.examples;
    record_.cpu_seconds = cpu_seconds();
    record_.measuring_seconds = measuring_.seconds();
    record_.optimizer_share = outer_share(stopwatch_, oracle_.stopwatch());
    if (const auto bytes = optimizer_.bytes()) record_.state_bytes = static_cast<double>(*bytes);
    const bool drawn = random_start_ || sampler_.drawn() || oracle_.drawn() || optimizer_.drawn();
    record_.chance = drawn ? Chance::drawn : Chance::none;
    record_.targets = tracker_.hits();
    std::tie(record_.minimizer, record_.distance) = minima_.nearest(last_);
    if (last_.size() <= kept_dimensions) record_.final_w = std::move(last_);
    return std::move(record_);
  }

 private:
  static constexpr auto no_step = std::numeric_limits<std::uint64_t>::max();
  static constexpr std::size_t kept_dimensions = 10;  // final_w of larger problems is not stored

  static Minima minima_of(const loader::OpenProblem& problem) {
    const auto& d = problem.description();
    return {.minimum = d.minimum == nullptr ? unknown : *d.minimum,
            .points = {d.minimizers, d.minimizers + d.minimizer_count * problem.dimension()},
            .dimension = problem.dimension()};
  }
  static const Limits& enough_for_a_step(const Limits& limits, std::uint64_t batch_size) {
    if (limits.steps == 0)
      throw std::invalid_argument(fmt::format("the budget of {} examples does not cover one step, which takes {}",
                                              limits.examples, batch_size));
    return limits;
  }

  /// False if interrupted.
  bool descend() {
    clock_.start();
    for (std::size_t next = 1; !ended_ && count_.step < limits_.steps && !oracle_.used_up();) {
      if (interrupted_ != nullptr && interrupted_->load(std::memory_order_relaxed)) return false;
      const bool recorded = count_.step + 1 == recorded_[next];
      const bool observed = recorded && case_.recording.effective_step;
      keep_before(observed);

      progress_.store(count_.step + 2, std::memory_order_relaxed);
      const auto* batch = sampler_.next();
      const bool timed = recorded && next > 1;  // not the first step, in which memory is touched for the first time
      oracle_.begin_step(count_.step + 1, batch, sampler_.size(), observed || case_.stop.gradient_norm, timed);
      const auto step = [&, rate = rates_(count_)] {
        return optimizer_.step()(optimizer_.c(), oracle_.c(), w_.data(), rate);
      };
      const auto status = timed ? stopwatch_.time(step) : step();
      if (status != SLALOM_OK || oracle_.refusal() != Oracle::Refusal::none) {
        end_unfinished_step(status);
        break;
      }

      if (oracle_.met_not_finite()) [[unlikely]] {
        pause([&] { evaluate_end_of_step(batch); });
        if (ended_) break;
      }
      count_ = {count_.step + 1, oracle_.evaluations(), oracle_.examples()};
      keep_for_tracker();
      if (recorded) {
        pause([&] { evaluate_and_record(observed ? distance(w_, before_) / oracle_.gradient_norm() : unknown); });
        ++next;
      } else if (tracker_.full() || count_.step >= next_look_) {
        pause([&] {
          evaluate_end();
          look_at_clock();
        });
      }
    }
    clock_.stop();
    return true;
  }

  /// Runs what is not to be timed.
  template <class Body>
  void pause(Body body) {
    clock_.stop();
    measure(body);
    clock_.start();
  }
  template <class Body>
  void measure(Body body) {
    measuring_.start();
    body();
    measuring_.stop();
  }

  /// What counts should the step not be finished.
  void keep_before(bool observed) {
    if (may_be_cut_)
      before_.assign(w_);
    else if (observed)
      pause([&] { before_.assign(w_); });
    if (may_be_cut_ && optimizer_.has_evaluation_point()) evaluated_before_.assign(evaluated_point());
  }

  void end_unfinished_step(slalom_status status) {
    whole_ = oracle_.refusal() == Oracle::Refusal::none;
    switch (oracle_.refusal()) {
      case Oracle::Refusal::none:
        return end_by_optimizer(status);
      case Oracle::Refusal::failed:
        return workspace_.services().check(SLALOM_ERROR);
      case Oracle::Refusal::budget:
        return;
    }
  }

  /// The oracle had nothing against the step, so it was the optimizer that ended it.
  void end_by_optimizer(slalom_status status) {
    const auto& services = optimizer_.services();
    if (status == SLALOM_SKIP && count_.step > 0)
      throw loader::PluginError(
          fmt::format("it said in step {} that the problem does not fit it, which only the first step can say: {}",
                      count_.step + 1, services.failure()));
    if (status != SLALOM_STOP) return services.check(status);
    if (oracle_.evaluations() > count_.evaluations) {  // w is the result of a step
      count_ = {count_.step + 1, oracle_.evaluations(), oracle_.examples()};
      keep_for_tracker();
    }
    evaluate_end();
    if (ended_) return;
    end(Status::finished,
        services.done().empty() ? "the optimizer is done" : "the optimizer is done: " + services.done());
  }

  /// A value in this step was not finite, or beyond every bound: did the optimizer go there? Such a step counts as
  /// unfinished.
  void evaluate_end_of_step(const std::uint32_t* batch) {
    oracle_.forget_not_finite();
    evaluate_end();  // the steps before may have reached what ends the run
    if (ended_) return;
    const loader::BatchIndices indices(batch, batch == nullptr ? 0 : sampler_.size());
    if (!all_finite(w_.real(), w_.data(), w_.size()))
      end(Status::diverged, fmt::format("w was not finite after step {}", count_.step + 1));
    else if (!(std::abs(workspace_.loss(w_.data(), nullptr, indices)) <= max_loss))
      end(Status::diverged,
          fmt::format("the loss was not finite, or beyond {:g}, after step {}", max_loss, count_.step + 1));
    whole_ = !ended_;
  }

  /// The point that counts after this step. Before the first one there is no average to ask for.
  const RealVector& evaluated_point() {
    if (!optimizer_.has_evaluation_point() || count_.step == 0) return w_;
    optimizer_.evaluation_point(w_.data(), evaluated_.data());
    return evaluated_;
  }

  /// Looks at the steps since the last time: did the run end at one of them?
  void evaluate_end() {
    if (ended_ || !tracker_.active()) return;
    if (const auto early = tracker_.evaluate_end()) end_at(*early);
  }

  void end_at(const Tracker::End& early) {
    evaluated_.assign(early.point);
    count_ = early.count;
    if (record_.points.empty() || record_.points.back().step < count_.step) record(evaluated_, unknown);
    end(Status::target, early.reason);
  }

  void evaluate_and_record(double effective_step) {
    evaluate_end();
    if (ended_) return;
    record(evaluated_point(), effective_step);
    look_at_clock();
  }

  /// Ends the run if its time is used up. If not, it will be looked at again in twice as many steps at most, and sooner
  /// as the time runs out.
  void look_at_clock() {
    if (ended_ || limits_.cpu_seconds == std::numeric_limits<double>::infinity()) return;
    const double used = cpu_seconds() / limits_.cpu_seconds;
    if (used >= 1) {
      record_.clock_ended = true;
      return end(Status::finished, "CPU time used up");
    }
    const double share = std::min(1.0, (1 / std::max(used, 1e-9) - 1) / 4);
    const auto steps = static_cast<std::uint64_t>(share * static_cast<double>(count_.step));
    next_look_ = count_.step + std::max<std::uint64_t>(1, steps);
  }

  void record(const RealVector& w, double effective_step) {
    if (!w_.intact())
      throw loader::PluginError(fmt::format("it wrote outside of w, in step {} or before", count_.step));
    w.copy_to(last_);
    const double loss = recorder_.take(record_, count_, cpu_seconds(), w, effective_step);
    if (!all_finite(w.real(), w.data(), w.size())) {
      end(Status::diverged, fmt::format("w was not finite after step {}", count_.step));
    } else if (!(std::abs(loss) <= max_loss)) {
      end(Status::diverged,
          fmt::format("the loss was not finite, or beyond {:g}, after step {}", max_loss, count_.step));
    } else if (!sampler_.full()) {
      if (const auto early = tracker_.evaluate_loss(count_, last_, loss)) end(Status::target, early->reason);
    }
    tracker_.stamp(cpu_seconds());
  }

  void end(Status status, std::string reason) {
    ended_ = true;
    record_.status = status;
    record_.reason = std::move(reason);
  }

  /// Without what the host's own clocks and norms of gradients took. It never goes back, though what is taken off is an
  /// estimate.
  double cpu_seconds() {
    const auto& norms = oracle_.norms();
    const double used = clock_.seconds() - stopwatch_.readings_seconds() - oracle_.stopwatch().readings_seconds() -
                        norms.seconds() - norms.readings_seconds();
    return cpu_seconds_ = std::max(cpu_seconds_, used);
  }

  double loss_at(std::span<const double> w) {
    evaluated_.assign(w);
    return workspace_.loss(evaluated_.data(), nullptr);
  }

  const suite::Case& case_;
  const std::atomic<bool>* interrupted_;
  std::atomic<std::uint64_t> unwatched_ = 0;
  std::atomic<std::uint64_t>& progress_;
  loader::Workspace workspace_;
  Sampler sampler_;
  Limits limits_;
  const bool may_be_cut_ = limits_.may_cut_a_step();
  RealVector w_;  // outlives the optimizer, which may keep a pointer to it
  LearningRates rates_;
  Oracle oracle_;
  loader::OptimizerState optimizer_;
  std::vector<std::uint64_t> recorded_;
  Recorder recorder_;
  Minima minima_;
  RealVector before_, evaluated_, evaluated_before_;
  std::vector<double> last_;  // the recorded point
  Tracker tracker_;
  RunClock clock_, measuring_;
  double cpu_seconds_ = 0;
  std::uint64_t next_look_ = limits_.cpu_seconds < std::numeric_limits<double>::infinity() ? 1 : no_step;
  Stopwatch stopwatch_;
  StepCount count_;
  RunRecord record_;
  bool random_start_ = false;  // the start was drawn
  bool ended_ = false;
  bool whole_ = true;  // w and the optimizer stand behind a finished step
};

}  // namespace slalom::run
