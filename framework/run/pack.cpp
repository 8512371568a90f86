#include "run/pack.hpp"

#include "loader/require.hpp"
#include "run/float_environment.hpp"
#include "run/run_loop.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace slalom::run {

namespace {

/// Number i of lane k is element i * lanes + k of a pack's vectors.
class Pack {
 public:
  Pack(const suite::Case& c, std::span<const suite::Run> runs, const RunContext& context,
       std::span<std::atomic<std::uint64_t>* const> progress)
      : interrupted_(context.interrupted),
        progress_(progress),
        offered_(*lanes_of(context.problem)),
        lanes_(loops(c, runs, context)),
        first_(*lanes_.front()),
        w_(SLALOM_FLOAT64, context.problem.dimension() * lanes_.size()),
        before_(w_),
        lane_before_(SLALOM_FLOAT64, context.problem.dimension()),
        values_(lanes_.size()),
        bad_(lanes_.size()),
        optimizer_(*context.registry.optimizer(c.optimizer.name), c.optimizer.settings, loader::plain_space(w_.size()),
                   SLALOM_FLOAT64, runs.front().seed, {context.registry, context.data_folder},
                   {.initial_rate = first_.rates().initial()}) {}

  std::optional<std::vector<RunRecord>> complete() {
    for (std::size_t k = 0; k < lanes_.size(); ++k) {
      lanes_[k]->start();
      put(k, lanes_[k]->w(), w_);
    }
    count_running();
    if (!descend()) return std::nullopt;
    std::vector<RunRecord> records;
    const double share = outer_share(stopwatch_, problem_stopwatch_);
    for (const auto& lane : lanes_) {
      records.push_back(lane->finish());
      records.back().optimizer_share = share;
    }
    return records;
  }

 private:
  using Lanes = std::vector<std::unique_ptr<RunLoop>>;

  static Lanes loops(const suite::Case& c, std::span<const suite::Run> runs, const RunContext& context) {
    Lanes all;
    for (const auto& run : runs) all.push_back(std::make_unique<RunLoop>(c, run, context));
    return all;
  }

  /// False if interrupted.
  bool descend() {
    const auto& recorded = first_.recorded();
    clock_.start();
    for (std::size_t next = 1; running_ > 0 && count_.step < first_.limits().steps && !used_up();) {
      if (interrupted_ != nullptr && interrupted_->load(std::memory_order_relaxed)) return false;
      if (may_be_cut_) before_.assign(w_);
      const bool is_recorded = count_.step + 1 == recorded[next];
      timed_ = is_recorded && next > 1;
      if (is_recorded) tell_progress();
      if (!step()) {  // cut by the budget: it does not count
        w_.assign(before_);
        break;
      }
      if (met_not_finite_) look_where_not_finite();
      count_ = {count_.step + 1, evaluations_, evaluations_};
      if (is_recorded || first_.tracked()) hand_over(is_recorded);
      next += is_recorded ? 1 : 0;
    }
    share_time();
    for_each_running([](RunLoop&, std::size_t) {});  // which now have the last w
    return true;
  }

  bool step() {
    const auto call = [&, rate = first_.rates()(count_)] {
      return optimizer_.step()(optimizer_.c(), &oracle_, w_.data(), rate);
    };
    const auto status = timed_ ? stopwatch_.time(call) : call();
    if (refused_) return false;
    optimizer_.services().check(status);
    return true;
  }

  bool used_up() const { return evaluations_ >= std::min(first_.limits().evaluations, first_.limits().examples); }

  void tell_progress() {
    for (auto* progress : progress_)
      if (progress != nullptr) progress->store(count_.step + 2, std::memory_order_relaxed);
  }

  /// Calls `body` with each run that goes on, w being that of now.
  template <class Body>
  void for_each_running(Body body) {
    for (std::size_t k = 0; k < lanes_.size(); ++k) {
      auto& lane = *lanes_[k];
      if (lane.ended()) continue;
      take(k, w_, lane.w());
      lane.at(count_);
      body(lane, k);
    }
  }

  /// At the end of a step that counts. Runs look at it while the clock stands still.
  void hand_over(bool is_recorded) {
    bool full = false;
    for_each_running([&](RunLoop& lane, std::size_t) {
      lane.keep_for_tracker();
      full |= lane.full();
    });
    if (!is_recorded && !full) return;
    share_time();
    if (!w_.intact()) throw loader::PluginError("the optimizer wrote outside of w");
    for_each_running([&](RunLoop& lane, std::size_t) { lane.look(is_recorded); });
    count_running();
    clock_.start();
  }

  void look_where_not_finite() {
    share_time();
    for_each_running([&](RunLoop& lane, std::size_t k) {
      if (!bad_[k]) return;
      take(k, before_, lane_before_);
      lane.look_where_not_finite(lane_before_);
    });
    met_not_finite_ = false;
    bad_.assign(bad_.size(), false);
    count_running();
    clock_.start();
  }

  void count_running() {
    running_ = static_cast<std::size_t>(std::ranges::count_if(lanes_, [](const auto& lane) { return !lane->ended(); }));
  }

  /// Stops the clock: what it shows is that of all runs that go on.
  void share_time() {
    clock_.stop();
    const double seconds = clock_.seconds() - stopwatch_.readings_seconds() - problem_stopwatch_.readings_seconds();
    const double share = std::max(0.0, seconds - shared_) / static_cast<double>(std::max<std::size_t>(1, running_));
    shared_ = std::max(shared_, seconds);
    for (const auto& lane : lanes_)
      if (!lane->ended()) lane->add_seconds(share);
  }

  slalom_status gradient(const void* w, void* gradient, double* value) {
    if (used_up()) {
      refused_ = true;
      return SLALOM_STOP;
    }
    ++evaluations_;
    const auto ask = [&] {
      return offered_.gradients(first_.workspace().c(), static_cast<const double*>(w), lanes_.size(),
                                static_cast<double*>(gradient), values_.data());
    };
    if (const auto status = timed_ ? problem_stopwatch_.time(ask) : ask(); status != SLALOM_OK) return status;
    int finite = 1;
    for (const double x : values_) finite &= static_cast<int>(std::abs(x) <= max_loss);
    if (finite == 0) [[unlikely]]
      note_not_finite();
    *value = unknown;
    return SLALOM_OK;
  }

  void note_not_finite() {
    for (std::size_t k = 0; k < lanes_.size(); ++k) {
      if (std::abs(values_[k]) <= max_loss || lanes_[k]->ended()) continue;
      bad_[k] = true;
      met_not_finite_ = true;
    }
  }

  void put(std::size_t lane, const RealVector& from, RealVector& to) const {
    const auto* const x = static_cast<const double*>(from.data());
    auto* const all = static_cast<double*>(to.data());
    for (std::size_t i = 0; i < from.size(); ++i) all[i * lanes_.size() + lane] = x[i];
  }
  void take(std::size_t lane, const RealVector& from, RealVector& to) const {
    const auto* const all = static_cast<const double*>(from.data());
    auto* const x = static_cast<double*>(to.data());
    for (std::size_t i = 0; i < to.size(); ++i) x[i] = all[i * lanes_.size() + lane];
  }

  const std::atomic<bool>* interrupted_;
  std::span<std::atomic<std::uint64_t>* const> progress_;
  const slalom_lanes& offered_;
  Lanes lanes_;
  RunLoop& first_;
  const bool may_be_cut_ = first_.limits().may_cut_a_step();
  std::size_t running_ = lanes_.size();
  RealVector w_, before_, lane_before_;
  std::vector<double> values_;  // of the last gradients
  std::vector<bool> bad_;       // lanes with a value in this step that was not finite, or beyond every bound
  bool met_not_finite_ = false;
  bool refused_ = false;
  bool timed_ = false;
  std::uint64_t evaluations_ = 0;  // of each run
  StepCount count_;
  RunClock clock_;
  double shared_ = 0;  // of the clock
  Stopwatch stopwatch_, problem_stopwatch_;
  slalom_oracle oracle_{
      .struct_size = sizeof(slalom_oracle),
      .self = this,
      .examples = 1,
      .value = [](void*, const void*, double*) -> slalom_status { return SLALOM_ERROR; },
      .gradient = [](void* self, const void* w, void* gradient,
                     double* value) { return static_cast<Pack*>(self)->gradient(w, gradient, value); },
      .full_gradient = [](void* self, const void* w, void* gradient,
                          double* value) { return static_cast<Pack*>(self)->gradient(w, gradient, value); },
      .hessian_vector = nullptr,
      .batch = [](void*, std::size_t* count) -> const std::uint32_t* {
        *count = 1;
        return nullptr;
      }};
  loader::OptimizerState optimizer_;
};

}  // namespace

const slalom_lanes* lanes_of(const loader::OpenProblem& problem) {
  const auto* offered = static_cast<const slalom_lanes*>(problem.plugin().extension(SLALOM_LANES));
  if (offered == nullptr) return nullptr;
  loader::require_struct(offered, "its extension for many runs at once");
  return offered->offered(problem.instance()) == 0 ? nullptr : offered;
}

bool is_elementwise(const loader::OptimizerEntry& optimizer) {
  if (optimizer.c->extension == nullptr) return false;
  const auto* offered = static_cast<const slalom_elementwise*>(optimizer.c->extension(SLALOM_ELEMENTWISE));
  if (offered == nullptr) return false;
  loader::require_struct(offered, "its extension for elementwise steps");
  return true;
}

bool runs_in_packs(const suite::Case& c, const loader::Registry& registry, const loader::OpenProblem& problem) {
  const auto* const optimizer = registry.optimizer(c.optimizer.name);
  return optimizer != nullptr && problem.real() == SLALOM_FLOAT64 && problem.description().examples == 1 &&
         problem.description().serial == 0 && !problem.has_hard_bounds() && !c.budget.cpu_seconds &&
         !c.recording.effective_step && !c.recording.gradient_variance && !c.stop.gradient_norm &&
         is_elementwise(*optimizer) && lanes_of(problem) != nullptr;
}

std::optional<std::vector<RunRecord>> run_pack(const suite::Case& c, std::span<const suite::Run> runs,
                                               const RunContext& context,
                                               std::span<std::atomic<std::uint64_t>* const> progress) {
  const FloatEnvironment environment;
  RunClock whole;
  whole.start();
  auto records = Pack(c, runs, context, progress).complete();
  whole.stop();
  if (!records) return records;
  double known = 0;
  for (const auto& r : *records) known += r.cpu_seconds + r.measuring_seconds;
  for (auto& r : *records) r.start_seconds = (whole.seconds() - known) / static_cast<double>(records->size());
  return records;
}

}  // namespace slalom::run
