#include "opened_problem.hpp"

#include "loader/inner.hpp"
#include "run_events.hpp"

namespace slalom::cli {

namespace {

constexpr host::Seconds timeout{60};

/// The shortest run there is.
host::Plan one_step(const host::Registry& registry, const host::ProblemEntry& problem) {
  host::Case c;
  const auto& optimizer = *registry.optimizer("sgd");
  c.problem.name = c.problem.label = problem.name;
  c.problem.settings = complete(problem.settings, host::Json::object());
  c.precision = problem.preferred == SLALOM_FLOAT32 ? host::Precision::float32 : host::Precision::float64;
  c.optimizer.name = c.optimizer.label = optimizer.name;
  c.optimizer.settings = complete(optimizer.settings, host::Json::object());
  c.optimizer.learning_rate = host::LearningRate{.initial = 0};
  c.budget.steps = 1;
  c.recording.metrics = false;
  host::Plan plan;
  plan.runs.push_back({0, 1, identify(c, 1)});
  plan.cases.push_back(std::move(c));
  return plan;
}

}  // namespace

std::variant<host::ProblemInfo, std::string> opened_problem(const Plugins& plugins, const host::ProblemEntry& problem) {
  if (plugins.registry.optimizer("sgd") == nullptr) return "there is no optimizer sgd to open it with";
  std::variant<host::ProblemInfo, std::string> opened = "it was not opened";
  std::atomic<bool> enough = false;  // the run itself is not needed
  auto options = execution_options(plugins);
  options.jobs = 1;
  options.timeout = timeout;
  options.interrupted = &enough;
  host::RunEvents events;
  events.problem_info = [&](const std::string&, const host::ProblemInfo& info) {
    opened = info;
    enough = true;
  };
  events.record = [&](const host::RunRecord& record) {
    if (!std::holds_alternative<host::ProblemInfo>(opened)) opened = record.reason;
  };
  const auto plan = one_step(plugins.registry, problem);
  make_executor(plugins)->execute(plan, plan.runs, options, events);
  return opened;
}

}  // namespace slalom::cli
