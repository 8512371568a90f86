// Runs a suite and prints the rank of every optimizer on every problem:  embedding SUITE PLUGINS RESULTS
#include "session/session.hpp"
#include "statistics/compare.hpp"
#include "suite/suite.hpp"

#include <iostream>

using namespace slalom;

int main(int /*count*/, char** words) {
  const std::filesystem::path suite = words[1], plugins = words[2], results = words[3];
  const auto registry = loader::Registry::scan(std::vector{plugins / "plugins", plugins / "problems"});
  const auto plan = std::get<suite::Plan>(suite::plan_suite(suite, registry, {}));

  session::InProcessExecutor executor(registry);
  session::Session session(results, registry, executor);
  const auto outcome =
      session.run(plan, {.command = "embedding"}, {.record = [](const run::RunRecord&) { std::cout << '.'; }});
  std::cout << ' ' << outcome.done << " runs\n";

  const auto comparison = statistics::compare({statistics::source_of(session.store())});
  for (const auto* problem : statistics::problems_of(comparison))
    for (const auto& result : problem->optimizers)
      std::cout << problem->label << ": " << result.label << " has rank " << result.rank << "\n";
}
