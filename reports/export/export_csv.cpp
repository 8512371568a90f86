#include "export/export_csv.hpp"

#include "export/csv_file.hpp"
#include "export/export_folder.hpp"
#include "export/final_values.hpp"
#include "export/problem_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace slalom::exports {

namespace {

/// The metric of this name at a recorded point.
double metric(const run::ProblemInfo& info, const run::RunRecord& record, std::size_t point, const std::string& name) {
  const auto at = static_cast<std::size_t>(std::ranges::find(info.metrics, name) - info.metrics.begin());
  const auto index = point * info.metrics.size() + at;
  return at < info.metrics.size() && index < record.metrics.size() ? record.metrics[index] : run::unknown;
}

double best_loss(const run::RunRecord& record) {
  double best = run::unknown;
  for (const auto& p : record.points) best = std::fmin(best, p.loss);  // which skips what is unknown
  return best;
}

/// The optimizer's settings; a schedule stands among them as it does in a suite.
std::string settings_of(const suite::OptimizerVariant& optimizer) {
  auto settings = optimizer.settings;
  const auto& rate = optimizer.learning_rate;
  if (rate && (rate->schedule != "constant" || rate->warmup > 0)) {
    auto scheduled = rate->settings;
    scheduled["schedule"] = rate->schedule;
    scheduled["initial"] = rate->initial;
    if (rate->warmup > 0) scheduled["warmup"] = rate->warmup;
    settings["learning_rate"] = scheduled;
  }
  return settings.dump();
}

class Tables {
 public:
  Tables(const std::filesystem::path& out, std::size_t dimensions)
      : dimensions_(dimensions),
        runs_(out / "runs.csv"),
        trace_(out / "trace.csv"),
        trajectory_(out / "trajectory.csv"),
        targets_(out / "targets.csv") {
    runs_.row("run", "suite", "experiment", "problem", "problem_label", "optimizer", "optimizer_label", "settings",
              "learning_rate", "batch", "seed", "dtype", "status", "reason", "steps", "evaluations", "examples",
              "cpu_seconds", "initial_loss", "final_loss", "best_loss", "gap", "test_loss", "test_accuracy", "phase",
              "trial");
    trace_.row("run", "step", "evaluations", "examples", "cpu_seconds", "loss", "gap", "gradient_norm", "test_loss",
               "test_accuracy");
    trajectory_.field("run");
    trajectory_.field("step");
    for (std::size_t i = 0; i < dimensions; ++i) trajectory_.field(fmt::format("w{}", i));
    trajectory_.end_row();
    targets_.row("run", "target", "step", "evaluations", "examples", "cpu_seconds");
  }

  void membership(const suite::Plan& plan, const suite::Case& c, const run::RunRecord& r,
                  const run::ProblemInfo& info) {
    const bool began = !r.points.empty();
    const auto last = began ? r.points.size() - 1 : 0;
    const double final_loss = final_loss_of(r);
    const auto final_metric = [&](const char* name, bool higher_is_better) {
      const bool measured = std::ranges::find(info.metrics, name) != info.metrics.end();
      return measured ? final_metric_of(r, metric(info, r, 0, name), metric(info, r, last, name), higher_is_better)
                      : run::unknown;
    };
    runs_.row(r.id.text(), plan.suite, plan.experiments.at(c.experiment).name, c.problem.name, c.problem.label,
              c.optimizer.name, c.optimizer.label, settings_of(c.optimizer),
              c.optimizer.learning_rate ? c.optimizer.learning_rate->initial : run::unknown, suite::to_text(c.batch),
              r.seed, suite::to_text(c.precision), run::to_text(r.status), r.reason, r.steps, r.evaluations, r.examples,
              r.cpu_seconds, began ? r.points.front().loss : run::unknown, final_loss, best_loss(r),
              final_loss - info.minimum, final_metric("test_loss", false), final_metric("test_accuracy", true),
              suite::phase_names.at(static_cast<std::size_t>(c.phase)),
              c.trial && c.trial->index ? std::to_string(*c.trial->index) : "");
  }

  void details(const run::RunRecord& r, const run::ProblemInfo& info) {
    const auto id = r.id.text();
    for (std::size_t i = 0; i < r.points.size(); ++i) {
      const auto& p = r.points[i];
      trace_.row(id, p.step, p.evaluations, p.examples, p.cpu_seconds, p.loss, p.loss - info.minimum, p.gradient_norm,
                 metric(info, r, i, "test_loss"), metric(info, r, i, "test_accuracy"));
    }
    trajectory(id, r);
    for (const auto& t : r.targets)
      if (t.reached)
        targets_.row(id, t.target, t.step, t.evaluations, t.examples, t.cpu_seconds);
      else
        targets_.row(id, t.target, "", "", "", "");
  }

  void close() {
    for (auto* file : {&runs_, &trace_, &trajectory_, &targets_}) file->close();
  }

 private:
  void trajectory(const std::string& id, const run::RunRecord& r) {
    if (r.trajectory.empty()) return;
    const auto dimension = r.trajectory.size() / r.points.size();
    for (std::size_t i = 0; i < r.points.size(); ++i) {
      trajectory_.field(id);
      trajectory_.field(r.points[i].step);
      for (std::size_t k = 0; k < dimensions_; ++k)
        trajectory_.field(k < dimension ? r.trajectory[i * dimension + k] : run::unknown);
      trajectory_.end_row();
    }
  }

  std::size_t dimensions_;
  CsvFile runs_, trace_, trajectory_, targets_;
};

/// Of the largest problem whose trajectories are recorded: every row of a file has as many fields.
std::size_t max_dimension(const std::vector<suite::Plan>& plans, ProblemTable& problems) {
  std::size_t largest = 0;
  for (const auto& plan : plans)
    for (const auto& c : plan.cases)
      if (c.recording.trajectory) largest = std::max<std::size_t>(largest, problems.of(c).dimension);
  return largest;
}

}  // namespace

void export_csv(const store::Store& store, const std::filesystem::path& out) {
  claim_files(out, {"runs.csv", "trace.csv", "trajectory.csv", "targets.csv"});
  ProblemTable problems(store);
  const auto plans = store.plans();
  Tables tables(out, max_dimension(plans, problems));
  std::set<suite::RunId> detailed;
  for (const auto& plan : plans)
    for (const auto& run : plan.runs) {
      const auto record = store.find(run.id);
      if (!record) continue;
      const auto& c = plan.cases.at(run.case_index);
      tables.membership(plan, c, *record, problems.of(c));
      if (detailed.insert(run.id).second) tables.details(*record, problems.of(c));
    }
  tables.close();
}

}  // namespace slalom::exports
