#include "export/by_optimizer.hpp"

#include "export/problem_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

namespace slalom::exports {

namespace {

std::string file_name(const std::string& label) {
  std::string name;
  for (const char c : label) name += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' ? c : '_';
  if (name.empty() || name.front() == '.') name.insert(name.begin(), '_');
  return name.substr(0, 100);
}

/// Of what is asked for first: itself; later ones of the same name get a number.
std::string unique(std::string name, std::set<std::string>& taken) {
  const auto base = name;
  for (int i = 2; !taken.insert(name).second; ++i) name = fmt::format("{}-{}", base, i);
  return name;
}

}  // namespace

std::vector<OptimizerFolder> by_optimizer(const store::Store& store) {
  ProblemTable known(store);
  std::vector<OptimizerFolder> optimizers;
  std::map<std::string, std::size_t> places;
  std::map<std::tuple<std::string, std::size_t, std::string>, ProblemFolder> problems;
  std::set<std::string> optimizer_names, problem_names;
  for (const auto& plan : store.plans())
    for (const auto& run : plan.runs) {
      const auto& c = plan.cases.at(run.case_index);
      if (c.phase == suite::Phase::tuning) continue;
      const auto& info = known.of(c);
      if (info.dimension == 0) continue;
      const auto record = store.find(run.id);
      if (!record || record->points.empty()) continue;
      auto& problem = problems[{plan.suite, c.experiment, c.problem.label}];
      if (problem.number == 0)
        problem = {.number = problems.size(),
                   .name = unique(file_name(c.problem.label), problem_names),
                   .problem = c.problem.name,
                   .label = c.problem.label,
                   .dimension = info.dimension,
                   .minimum = info.minimum,
                   .runs = {}};
      const auto [place, is_new] = places.try_emplace(c.optimizer.label, optimizers.size());
      if (is_new) optimizers.push_back({unique(file_name(c.optimizer.label), optimizer_names), c.optimizer.label, {}});
      auto& mine = optimizers[place->second].problems;
      auto found = std::ranges::find(mine, problem.number, &ProblemFolder::number);
      if (found == mine.end()) found = mine.insert(found, problem);
      found->runs.push_back(run.id);
    }
  return optimizers;
}

std::vector<std::string> folder_names(const std::vector<OptimizerFolder>& optimizers) {
  std::vector<std::string> names;
  for (const auto& optimizer : optimizers) names.push_back(optimizer.name);
  return names;
}

std::vector<Evaluated> evaluated(const run::RunRecord& run, double minimum) {
  std::vector<Evaluated> all;
  const auto add = [&](std::uint64_t evaluations, double loss) {
    all.push_back({std::max<std::uint64_t>(1, evaluations),
                   std::isfinite(loss) ? loss : std::numeric_limits<double>::infinity()});
  };
  for (const auto& point : run.points) add(point.evaluations, point.loss);
  for (const auto& hit : run.targets)
    if (hit.reached) add(hit.evaluations, std::isfinite(minimum) ? minimum + hit.target : hit.target);
  std::ranges::stable_sort(all, {}, &Evaluated::evaluations);

  std::vector<Evaluated> rows;
  for (const auto& e : all)
    if (!rows.empty() && rows.back().evaluations == e.evaluations)
      rows.back().loss = std::min(rows.back().loss, e.loss);
    else
      rows.push_back(e);
  return rows;
}

}  // namespace slalom::exports
