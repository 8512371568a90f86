#include "export/export_coco.hpp"

#include "export/by_optimizer.hpp"
#include "export/csv_file.hpp"
#include "export/export_folder.hpp"
#include "process/output_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace slalom::exports {

namespace {

constexpr std::size_t functions = 24, first_noisy = 101, last_noisy = 130;
constexpr const char *bbob = "bbob", *noisy = "bbob-noisy", *large = "bbob-largescale";
constexpr double logged_infinity = 3e21;  // as the original logger writes it

constexpr auto header =
    "% f evaluations | g evaluations | best noise-free fitness - Fopt ({:.12e}) + sum g_i+ | measured fitness | best "
    "measured fitness or single-digit g-values | x1 | x2...\n";

/// cocopp reads names as Python's, and splits at commas.
std::string plain(std::string text) {
  const auto special = [](char c) { return std::string_view("',=\\\n\r").find(c) != std::string_view::npos; };
  std::replace_if(text.begin(), text.end(), special, ' ');
  return text;
}

/// One of COCO's functions.
struct Function {
  std::string suite;
  std::size_t number;
  auto operator<=>(const Function&) const = default;
};

/// The functions of bbob, bbob-noisy (Hansen et al. 2009) and bbob-largescale (Varelas et al. 2020), and those that
/// Slalom has without bbob's shifts and rotations too.
const std::map<std::string, Function> cocos_functions = [] {
  std::map<std::string, Function> all{
      {"sphere", {bbob, 1}}, {"ellipsoid", {bbob, 2}}, {"rastrigin", {bbob, 3}}, {"rosenbrock", {bbob, 8}}};
  for (std::size_t f = 1; f <= functions; ++f) {
    all[fmt::format("bbob_f{}", f)] = {bbob, f};
    all[fmt::format("bbob_large_f{}", f)] = {large, f};
  }
  for (std::size_t f = first_noisy; f <= last_noisy; ++f) all[fmt::format("bbob_f{}", f)] = {noisy, f};
  return all;
}();

/// Functions of the problems that have a known minimum, by the problem's own number: COCO's for the first of each kind
/// that COCO has, the lowest free ones of bbob for the others.
std::map<std::size_t, Function> functions_of(const std::vector<OptimizerFolder>& optimizers) {
  std::map<std::size_t, std::string> known;
  for (const auto& o : optimizers)
    for (const auto& p : o.problems)
      if (std::isfinite(p.minimum)) known.emplace(p.number, p.problem);
  std::map<std::size_t, Function> found;
  std::set<Function> taken;
  for (const auto& [number, problem] : known)
    if (const auto coco = cocos_functions.find(problem);
        coco != cocos_functions.end() && taken.insert(coco->second).second)
      found[number] = coco->second;
  for (const auto& [number, problem] : known)
    for (std::size_t free = 1; free <= functions && !found.contains(number); ++free)
      if (taken.insert({bbob, free}).second) found[number] = {bbob, free};
  return found;
}

/// Appends one run to both files; gives its part of the index.
std::string write_run(const run::RunRecord& run, double minimum, process::OutputFile& dat, process::OutputFile& tdat) {
  const auto rows = evaluated(run, minimum);
  for (auto* file : {&dat, &tdat}) *file << fmt::format(header, minimum);
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double loss = std::isfinite(rows[i].loss) ? rows[i].loss : logged_infinity;
    const bool improves = loss < best;
    best = std::min(best, loss);
    const auto row =
        fmt::format("{} 0 {:+.9e} {:+.9e} {:+.9e}\n", rows[i].evaluations, std::max(0.0, best - minimum), loss, best);
    if (improves || i + 1 == rows.size()) dat << row;
    tdat << row;
  }
  return fmt::format(", {}:{}|{:.1e}", run.seed, rows.back().evaluations, std::max(0.0, best - minimum));
}

void write_problem(const store::Store& store, const OptimizerFolder& optimizer, const ProblemFolder& problem,
                   const Function& function, const std::filesystem::path& folder) {
  const auto data = fmt::format("data_f{0}/bbobexp_f{0}_DIM{1}", function.number, problem.dimension);
  std::filesystem::create_directories((folder / data).parent_path());
  process::OutputFile dat(folder / (data + ".dat")), tdat(folder / (data + ".tdat"));
  process::OutputFile info(folder / fmt::format("bbobexp_f{}.info", function.number));
  info << fmt::format(
      "suite = '{}', funcId = {}, DIM = {}, Precision = 1.000e-08, algId = '{}', "
      "coco_version = '2.7.3', logger = 'bbob', data_format = 'bbob-new2'\n% {}\n{}.dat",
      function.suite, function.number, problem.dimension, plain(optimizer.label), plain(problem.label), data);
  for (const auto& id : problem.runs)
    if (const auto run = store.find(id)) info << write_run(*run, problem.minimum, dat, tdat);
  info << "\n";
  for (auto* file : {&dat, &tdat, &info}) file->close();
}

}  // namespace

std::vector<std::string> export_coco(const store::Store& store, const std::filesystem::path& out) {
  const auto optimizers = by_optimizer(store);
  auto names = folder_names(optimizers);
  for (const auto* name : {noisy, large, "problems.csv"}) names.emplace_back(name);
  prepare_folder(out, "coco", names);
  const auto found = functions_of(optimizers);
  std::map<std::size_t, const ProblemFolder*> written, left_out;
  for (const auto& optimizer : optimizers)
    for (const auto& problem : optimizer.problems) {
      const auto function = found.find(problem.number);
      (function == found.end() ? left_out[problem.number] : written[problem.number]) = &problem;
      if (function == found.end()) continue;
      const auto of_suite = function->second.suite == bbob ? out : out / function->second.suite;
      write_problem(store, optimizer, problem, function->second, of_suite / optimizer.name);
    }
  if (written.empty()) return {"nothing was written: no problem has a known minimum, which this format needs"};

  CsvFile table(out / "problems.csv");
  table.row("suite", "function", "problem", "dimension");
  for (const auto& [number, problem] : written)
    table.row(found.at(number).suite, found.at(number).number, problem->label, problem->dimension);
  table.close();
  std::vector<std::string> notes{fmt::format(
      "cocopp titles figures as bbob's f1 to f24; {} says which problem is which", (out / "problems.csv").string())};
  for (const auto& [number, problem] : left_out)
    notes.push_back(
        std::isfinite(problem->minimum)
            ? fmt::format("left out: {}, because cocopp knows no more than {} functions", problem->label, functions)
            : fmt::format("left out: {}, whose minimum is not known", problem->label));
  return notes;
}

}  // namespace slalom::exports
