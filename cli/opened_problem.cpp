#include "opened_problem.hpp"

#include "loader/inner.hpp"
#include "run_events.hpp"

namespace slalom::cli {

namespace {

constexpr run::Seconds opening_timeout{60};

/// The shortest run there is.
suite::Plan one_step(const loader::Registry& registry, const loader::ProblemEntry& problem) {
  suite::Case c;
  const auto& optimizer = *registry.optimizer("sgd");
  c.problem.name = c.problem.label = problem.name;
  c.problem.settings = loader::complete(problem.settings, Json::object());
  c.precision = problem.preferred == SLALOM_FLOAT32 ? suite::Precision::float32 : suite::Precision::float64;
  c.optimizer.name = c.optimizer.label = optimizer.name;
  c.optimizer.settings = loader::complete(optimizer.settings, Json::object());
  c.optimizer.learning_rate = suite::LearningRate{.initial = 0};
  c.budget.steps = 1;
  c.recording.metrics = false;
  suite::Plan plan;
  plan.runs.push_back({0, 1, suite::identify(c, 1)});
  plan.cases.push_back(std::move(c));
  return plan;
}

}  // namespace

std::variant<run::ProblemInfo, std::string> opened_problem(const Plugins& plugins,
                                                           const loader::ProblemEntry& problem) {
  if (plugins.registry.optimizer("sgd") == nullptr) return "there is no optimizer sgd to open it with";
  std::variant<run::ProblemInfo, std::string> opened = "it was not opened";
  std::atomic<bool> enough = false;  // the run itself is not needed
  auto options = execution_options(plugins);
  options.jobs = 1;
  options.timeout = opening_timeout;
  options.interrupted = &enough;
  run::RunEvents events;
  events.problem_info = [&](const std::string&, const run::ProblemInfo& info) {
    opened = info;
    enough = true;
  };
  events.record = [&](const run::RunRecord& record) {
    if (!std::holds_alternative<run::ProblemInfo>(opened)) opened = record.reason;
  };
  const auto plan = one_step(plugins.registry, problem);
  make_executor(plugins)->execute(plan, plan.runs, options, events);
  return opened;
}

}  // namespace slalom::cli
