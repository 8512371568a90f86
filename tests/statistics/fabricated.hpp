// Plans and records made up for tests, as a report's source.
#pragma once

#include "statistics/source.hpp"

#include <cmath>
#include <cstring>
#include <map>
#include <span>

namespace slalom::statistics {

class Fabricated {
 public:
  suite::Plan plan;
  std::map<std::string, run::ProblemInfo> info;  ///< by problem label
  Json provenance = Json::object();
  run::Chance chance = run::Chance::drawn;  ///< of the runs to come

  Fabricated() {
    plan.suite = "fabricated";
    plan.experiments.push_back({.name = "one", .about = ""});
  }

  /// A case without runs; the reference holds until the next is added.
  suite::Case& add(const std::string& problem, const std::string& optimizer, std::size_t experiment = 0) {
    suite::Case& c = plan.cases.emplace_back();
    c.experiment = experiment;
    c.problem.name = c.problem.label = problem;
    c.optimizer.name = c.optimizer.label = c.optimizer.family = optimizer;
    c.optimizer.learning_rate.emplace();
    c.optimizer.learning_rate->initial = 0.1;
    c.budget.steps = 100;
    info.try_emplace(problem).first->second.dimension = 2;
    return c;
  }

  /// Plans a run of the case added last.
  suite::RunId plan_run(std::uint64_t seed) {
    suite::Run run{.case_index = static_cast<std::uint32_t>(plan.cases.size() - 1), .seed = seed, .id = {}};
    const std::uint64_t number = plan.runs.size() + 1;
    std::memcpy(run.id.bytes.data(), &number, sizeof number);
    plan.runs.push_back(run);
    return run.id;
  }

  /// Plans a run of the case added last, and stores that it had these losses after step 0, 1, ….
  run::RunRecord& run(std::uint64_t seed, const std::vector<double>& losses) {
    const auto id = plan_run(seed);
    run::RunRecord& r = records_[id];
    r.id = id;
    r.seed = seed;
    r.status = run::Status::finished;
    r.reason = "budget used up";
    r.optimizer_share = 0.25;
    r.chance = chance;
    r.state_bytes = 72;
    const auto& c = plan.cases.back();
    const auto size = c.batch.size == 0 ? info[c.problem.label].examples : c.batch.size;
    for (std::size_t i = 0; i < losses.size(); ++i)
      r.points.push_back({.step = i, .evaluations = i, .examples = i * size, .loss = losses[i]});
    r.steps = r.evaluations = r.points.back().step;
    r.examples = r.points.back().examples;
    return r;
  }

  /// The same, ended in this way.
  run::RunRecord& run(std::uint64_t seed, const std::vector<double>& losses, run::Status status,
                      const std::string& reason) {
    auto& r = run(seed, losses);
    r.status = status;
    r.reason = reason;
    return r;
  }

  Source source() const {
    return {.name = "",
            .plans = {plan},
            .provenance = {provenance},
            .record = [this](const suite::RunId& id) -> std::optional<run::RunRecord> {
              const auto found = records_.find(id);
              return found == records_.end() ? std::nullopt : std::optional(found->second);
            },
            .info = [this](const suite::Case& c) -> std::optional<run::ProblemInfo> {
              const auto found = info.find(c.problem.label);
              return found == info.end() ? std::nullopt : std::optional(found->second);
            }};
  }

 private:
  std::map<suite::RunId, run::RunRecord> records_;
};

}  // namespace slalom::statistics
