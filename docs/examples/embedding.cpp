// Runs a suite and prints the rank of every optimizer on every problem:  embedding SUITE PLUGINS RESULTS
#include "session/session.hpp"
#include "statistics/compare.hpp"
#include "suite/suite.hpp"

#include <iostream>

using namespace slalom;

int main(int /*count*/, char** words) {
  const std::filesystem::path suite = words[1], plugins = words[2], results = words[3];
  const auto registry = host::Registry::scan(std::vector{plugins / "plugins", plugins / "problems"});
  const auto plan = std::get<host::Plan>(host::plan_suite(suite, registry, {}));

  host::InProcessExecutor executor(registry);
  host::Session session(results, registry, executor);
  const auto outcome =
      session.run(plan, {.command = "embedding"}, {.record = [](const host::RunRecord&) { std::cout << '.'; }});
  std::cout << ' ' << outcome.done << " runs\n";

  const auto comparison = report::compare({report::source_of(session.store())});
  for (const auto* problem : report::problems_of(comparison))
    for (const auto& result : problem->optimizers)
      std::cout << problem->label << ": " << result.label << " has rank " << result.rank << "\n";
}
