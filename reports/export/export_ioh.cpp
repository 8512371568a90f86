#include "export/export_ioh.hpp"

#include "export/by_optimizer.hpp"
#include "export/export_folder.hpp"
#include "process/output_file.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::exports {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr auto version = "0.3.23";  // of IOHexperimenter, whose files these look like

/// Appends one run's rows: every improvement, and the last evaluation.
OrderedJson write_run(const run::RunRecord& run, double minimum, process::OutputFile& dat) {
  const auto rows = evaluated(run, minimum);
  dat << "evaluations raw_y\n";
  Evaluated best{rows.front().evaluations, std::numeric_limits<double>::infinity()};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool improves = rows[i].loss < best.loss;
    if (improves) best = rows[i];
    if (improves || i == 0 || i + 1 == rows.size())
      dat << fmt::format("{} {:.17g}\n", rows[i].evaluations, rows[i].loss);
  }
  // JSON has no infinity, and readers give up at null.
  const double y = std::isfinite(best.loss) ? best.loss : std::numeric_limits<double>::max();
  return {{"instance", run.seed},
          {"evals", rows.back().evaluations},
          {"best", {{"evals", best.evaluations}, {"y", y}, {"x", run.final_w}}}};
}

void write_problem(const store::Store& store, const OptimizerFolder& optimizer, const ProblemFolder& problem,
                   const std::filesystem::path& folder) {
  const auto name = fmt::format("f{}_{}", problem.number, problem.name);
  const auto data = fmt::format("data_{}/IOHprofiler_{}_DIM{}.dat", name, name, problem.dimension);
  std::filesystem::create_directories((folder / data).parent_path());
  process::OutputFile dat(folder / data);
  auto runs = OrderedJson::array();
  for (const auto& id : problem.runs)
    if (const auto run = store.find(id)) runs.push_back(write_run(*run, problem.minimum, dat));
  dat.close();

  const OrderedJson json{
      {"version", version},
      {"suite", "slalom"},
      {"function_id", problem.number},
      {"function_name", problem.name},
      {"maximization", false},
      {"algorithm", {{"name", optimizer.name}, {"info", optimizer.label}}},
      {"attributes", {"evaluations", "raw_y"}},
      {"scenarios", OrderedJson::array({{{"dimension", problem.dimension}, {"path", data}, {"runs", runs}}})}};
  process::OutputFile index(folder / fmt::format("IOHprofiler_{}.json", name));
  index << json.dump(1, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
  index.close();
}

}  // namespace

void export_ioh(const store::Store& store, const std::filesystem::path& out) {
  const auto optimizers = by_optimizer(store);
  prepare_folder(out, "ioh", folder_names(optimizers));
  for (const auto& optimizer : optimizers)
    for (const auto& problem : optimizer.problems) write_problem(store, optimizer, problem, out / optimizer.name);
}

}  // namespace slalom::exports
