// A plan: the flat list of runs that a suite asks for, everything resolved.
#pragma once

#include "loader/setting.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace slalom::suite {

enum class Precision { float64, float32 };
enum class Sampling { full, sequential, shuffled, replacement };
enum class Spacing { log, even };
enum class Search { random, sobol, grid, halving };
enum class Criterion { final_loss, best_loss, steps_to_target, validation_loss };
enum class Phase { report, tuning };

// Their names in suites, in order.
inline constexpr std::array precision_names{"float64", "float32"};
inline constexpr std::array sampling_names{"full", "sequential", "shuffled", "replacement"};
inline constexpr std::array spacing_names{"log", "even"};
inline constexpr std::array search_names{"random", "sobol", "grid", "halving"};
inline constexpr std::array criterion_names{"final_loss", "best_loss", "steps_to_target", "validation_loss"};
inline constexpr std::array phase_names{"report", "tuning"};

/// Which examples a step sees. The examples form an endless stream, of which each step takes the next `size`:
/// sequential: 0 … N-1 again and again; shuffled: a fresh permutation an epoch; replacement: independent draws.
struct Batch {
  Sampling sampling = Sampling::full;
  std::uint64_t size = 0;  ///< 0 for full
  bool operator==(const Batch&) const = default;
};

/// What ends a run; the first reached does. At least one is given.
struct Budget {
  std::optional<std::uint64_t> steps, evaluations;
  std::optional<double> epochs, cpu_seconds;
  bool operator==(const Budget&) const = default;
};

/// What is recorded, besides the first and the last step.
struct Recording {
  std::uint64_t points = 100;  ///< about so many, spaced so
  Spacing spacing = Spacing::log;
  std::uint64_t every = 0;         ///< or: every so many steps; 0: use points and spacing
  bool trajectory = false;         ///< w itself
  bool effective_step = false;     ///< ‖w_k − w_(k−1)‖ / ‖g_k‖
  bool gradient_variance = false;  ///< of the mini-batch gradient at the start: measured and theory's
  bool metrics = true;             ///< the problem's own, such as the test loss; without them it is never asked
  bool operator==(const Recording&) const = default;
};

/// What ends a run early, as reached.
struct Stop {
  std::optional<double> distance, gap, loss, gradient_norm;
  bool operator==(const Stop&) const = default;
};

/// How much effort goes into finding the settings of an optimizer on a problem, the same for each.
struct Tuning {
  std::uint64_t trials = 20;  ///< whole runs a seed may cost; 0: no tuning
  Search search = Search::random;
  std::optional<Criterion> on;  ///< by which the best is chosen: means over the seeds; a study's is given
  std::uint64_t seeds = 3;      ///< of each trial
  std::uint64_t seed = 1;       ///< of the search itself
  bool operator==(const Tuning&) const = default;
};

struct LearningRate {
  double initial = 0;
  std::string schedule = "constant";
  Json settings = Json::object();  ///< the schedule's, complete
  std::uint64_t warmup = 0;        ///< steps of linear warm-up before it
  bool operator==(const LearningRate&) const = default;
};

struct ProblemVariant {
  std::string name, label;
  Json settings = Json::object();  ///< complete
  std::vector<double> start;       ///< empty: the problem's own
  std::string plugin_hash;
  std::string data_hash;  ///< of the files that its setting `data` names; empty if there are none
  bool operator==(const ProblemVariant&) const = default;
};

struct OptimizerVariant {
  std::string name, label;
  std::string family;              ///< the label before a grid made several of it: same family, same colour
  Json settings = Json::object();  ///< complete
  std::optional<LearningRate> learning_rate;
  std::string plugin_hash;    ///< of the optimizer
  std::string schedule_hash;  ///< of the schedule; empty without one, and for constant
  bool operator==(const OptimizerVariant&) const = default;
};

/// A case's part in a study, an index into Plan::studies.
struct Trial {
  std::size_t study = 0;
  std::optional<std::uint64_t>
      index;               ///< of the point; none: untuned. Of the reported case: the chosen one, if any yet
  std::uint64_t rung = 0;  ///< of successive halving
  bool operator==(const Trial&) const = default;
};

/// All that determines a run but its seed.
struct Case {
  std::size_t experiment = 0;  ///< index into Plan::experiments
  ProblemVariant problem;
  OptimizerVariant optimizer;
  Batch batch;
  Precision precision = Precision::float64;
  Budget budget;
  Recording recording;
  Stop stop;
  std::vector<double> targets;  ///< descending
  Phase phase = Phase::report;
  std::optional<Trial> trial;  ///< where settings are tuned
  bool operator==(const Case&) const = default;
};

/// Hash of all that determines a run's result.
struct RunId {
  std::array<std::uint8_t, 16> bytes{};
  auto operator<=>(const RunId&) const = default;
  std::string text() const;  ///< 32 hexadecimal digits
};

/// Throws std::invalid_argument if it is not 32 hexadecimal digits.
RunId parse_run_id(const std::string& text);

struct Run {
  std::uint32_t case_index = 0;
  std::uint64_t seed = 0;
  RunId id;
  bool operator==(const Run&) const = default;
};

/// Relative differences that do not matter, by metric: "loss", what a budget counts, or a problem's own; "" for all
/// others.
using Equivalence = std::map<std::string, double>;

struct Experiment {
  std::string name;
  std::string about;
  Equivalence equivalence = {};
  std::string question = {};  ///< that it answers
  std::string baseline = {};  ///< label of the optimizer that the others are compared with
  bool operator==(const Experiment&) const = default;
};

/// Where the value of one setting is looked for.
struct SearchRange {
  std::string setting;  ///< "learning_rate" is the initial rate of the schedule; "inner.beta1" stands inside
  double minimum = 0, maximum = 0;
  bool log = false;                   ///< evenly on a logarithmic scale
  bool whole = false;                 ///< whole numbers only
  std::vector<Json> choices;          ///< instead of all these: one of them
  std::optional<double> least, most;  ///< that the setting allows; open where it does not allow them themselves
  bool operator==(const SearchRange&) const = default;
};

/// The search for the settings of one optimizer on one problem. The case to be reported has its runs, and the chosen
/// settings, once all trials are over (tune/extend.hpp).
struct Study {
  std::size_t reported = 0;  ///< index into Plan::cases
  Tuning tuning;
  std::vector<SearchRange> space;
  std::vector<std::uint64_t> seeds;           ///< of the trials
  std::vector<std::uint64_t> reported_seeds;  ///< none of those
  bool operator==(const Study&) const = default;
};

struct Plan {
  std::string suite;
  std::string about;
  std::string text;  ///< the suite file as read
  std::vector<Experiment> experiments;
  std::vector<Case> cases;
  std::vector<Run> runs;  ///< two experiments with the same case share its identities
  std::vector<Study> studies;
  bool operator==(const Plan&) const = default;
};

/// One case as JSON, complete and canonical, and back. What was not given is null.
Json to_json(const Case& c);
/// Throws nlohmann::json::exception or std::invalid_argument if `json` is no case.
Case case_from_json(const Json& json);

Json to_json(const Study& study);
Study study_from_json(const Json& json);

/// All that determines a case's results, in one line of text: labels, the experiment and tuning do not count.
std::string canonical(const Case& c);

RunId identify(const std::string& canonical_case, std::uint64_t seed);
inline RunId identify(const Case& c, std::uint64_t seed) { return identify(canonical(c), seed); }

/// "full", "32 shuffled", …
std::string to_text(const Batch& batch);
std::string to_text(Precision precision);

}  // namespace slalom::suite
