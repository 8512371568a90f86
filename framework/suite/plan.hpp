// A plan: the flat list of runs that a suite asks for, everything resolved.
#pragma once

#include "plugin/setting.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace slalom::host {

enum class Precision { float64, float32 };
enum class Sampling { full, sequential, shuffled, replacement };
enum class Spacing { log, even };

// Their names in suites, in order.
inline constexpr std::array precision_names{"float64", "float32"};
inline constexpr std::array sampling_names{"full", "sequential", "shuffled", "replacement"};
inline constexpr std::array spacing_names{"log", "even"};

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
  bool operator==(const Recording&) const = default;
};

/// What ends a run early, as reached.
struct Stop {
  std::optional<double> distance, gap, loss, gradient_norm;
  bool operator==(const Stop&) const = default;
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

struct Experiment {
  std::string name;
  std::string about;
  bool operator==(const Experiment&) const = default;
};

struct Plan {
  std::string suite;
  std::string about;
  std::string text;  ///< the suite file as read
  std::vector<Experiment> experiments;
  std::vector<Case> cases;
  std::vector<Run> runs;  ///< two experiments with the same case share its identities
  bool operator==(const Plan&) const = default;
};

/// One case as JSON, complete and canonical, and back. What was not given is null.
Json to_json(const Case& c);
/// Throws nlohmann::json::exception or std::invalid_argument if `json` is no case.
Case case_from_json(const Json& json);

/// All that determines a case's results, in one line of text: labels and the experiment do not count.
std::string canonical(const Case& c);

RunId identify(const std::string& canonical_case, std::uint64_t seed);
inline RunId identify(const Case& c, std::uint64_t seed) { return identify(canonical(c), seed); }

/// "full", "32 shuffled", …
std::string to_text(const Batch& batch);
std::string to_text(Precision precision);

}  // namespace slalom::host
