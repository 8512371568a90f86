// What a run leaves behind.
#pragma once

#include "loader/problem_cache.hpp"
#include "suite/plan.hpp"

#include <limits>

namespace slalom::run {

enum class Status {
  finished,  ///< the budget is used up, or the optimizer says that it is done
  target,    ///< `stop` was reached
  diverged,  ///< w or the loss there was not finite, or beyond every bound, after a step
  failed,    ///< plugin error, crash, timeout, memory
  skipped    ///< optimizer and problem do not fit each other, as one of them says
};

inline constexpr std::array status_names = {"finished", "target", "diverged", "failed", "skipped"};
constexpr const char* to_text(Status status) { return status_names.at(static_cast<std::size_t>(status)); }
constexpr std::uint8_t count_of(Status) { return status_names.size(); }

/// True of runs without points: there is nothing to compare.
constexpr bool without_result(Status status) { return status == Status::failed || status == Status::skipped; }

/// Whether a run drew random numbers: for its start, batches, noise or optimizer.
enum class Chance {
  unknown,  ///< stored by an earlier version
  none,
  drawn
};

inline constexpr std::array chance_names = {"unknown", "none", "drawn"};
constexpr const char* to_text(Chance chance) { return chance_names.at(static_cast<std::size_t>(chance)); }
constexpr std::uint8_t count_of(Chance) { return chance_names.size(); }

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// One recorded step.
struct Point {
  std::uint64_t step = 0, evaluations = 0, examples = 0;
  double cpu_seconds = 0;  ///< in optimizer and problem, measuring excluded
  double loss = unknown;   ///< over all training examples
  double gradient_norm = unknown;
  double effective_step = unknown;
};

struct TargetHit {
  double target = 0;
  bool reached = false;
  std::uint64_t step = 0, evaluations = 0, examples = 0;
  double cpu_seconds = 0;  ///< at the next recorded step
};

struct GradientVariance {
  double measured = unknown;  ///< mean of ‖g_batch − g‖² over draws
  double theory = unknown;    ///< from the examples' own gradients
};

struct RunRecord {
  suite::RunId id;
  std::uint64_t seed = 0;
  Status status = Status::failed;
  std::string reason;  ///< a sentence
  std::string output;  ///< what the plugins printed
  std::uint64_t steps = 0, evaluations = 0, examples = 0;
  double cpu_seconds = 0;
  double measuring_seconds = 0;      ///< besides, what recording took; not stored
  double start_seconds = 0;          ///< and what was left: setting up, step 0, clearing away; not stored
  double optimizer_share = unknown;  ///< of the time of a step, without the problem's: estimated in recorded steps
  double state_bytes = unknown;      ///< that the optimizer took when it was created; where they are counted
  Chance chance = Chance::unknown;
  bool clock_ended = false;        ///< a cpu_seconds budget ended it: not repeatable bit for bit
  std::vector<Point> points;       ///< step 0 first, last step last
  std::vector<double> metrics;     ///< points × the problem's metrics
  std::vector<TargetHit> targets;  ///< as many as the case has
  std::vector<double> trajectory;  ///< points × dimension, if recorded
  std::vector<double> final_w;     ///< for problems of up to 10 dimensions
  std::int64_t minimizer = -1;     ///< index of the nearest known minimizer at the end; -1: none known
  double distance = unknown;       ///< to it
  GradientVariance variance;
};

/// What the report needs to know of a problem without opening it again.
struct ProblemInfo {
  std::uint64_t dimension = 0, examples = 1;
  double minimum = unknown;
  std::string minimum_unknown;  ///< why there is none, as the problem says; empty if it does not
  std::vector<std::vector<double>> minimizers;
  std::vector<std::string> metrics;  ///< names
  std::vector<double> window;        ///< 4 numbers, or none
  std::uint64_t grid = 0;            ///< landscape: grid × grid values over the window, row by row from low y; 0: none
  std::vector<double> landscape;
  loader::CachedValues cached;  ///< for the next time that the problem is opened
};

/// The same for every case with the same problem name, settings, precision and plugin.
std::string problem_key(const suite::Case& c);

}  // namespace slalom::run
