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
constexpr const char* noisy_suite = "bbob-noisy";
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

/// The numbers of bbob's functions and of bbob-noisy's (Hansen et al. 2009), and of those that Slalom has without
/// bbob's shifts and rotations too.
const std::map<std::string, std::size_t> bbob_numbers = [] {
  std::map<std::string, std::size_t> numbers{{"sphere", 1}, {"ellipsoid", 2}, {"rastrigin", 3}, {"rosenbrock", 8}};
  for (std::size_t f = 1; f <= functions; ++f) numbers[fmt::format("bbob_f{}", f)] = f;
  for (std::size_t f = first_noisy; f <= last_noisy; ++f) numbers[fmt::format("bbob_f{}", f)] = f;
  return numbers;
}();

/// Function numbers of the problems that have a known minimum, by the problem's own number: bbob's for the first of
/// each kind that bbob has, the lowest free ones for the others.
std::map<std::size_t, std::size_t> function_numbers(const std::vector<OptimizerFolder>& optimizers) {
  std::map<std::size_t, std::string> known;
  for (const auto& o : optimizers)
    for (const auto& p : o.problems)
      if (std::isfinite(p.minimum)) known.emplace(p.number, p.problem);
  std::map<std::size_t, std::size_t> numbers;
  std::set<std::size_t> taken;
  for (const auto& [number, problem] : known)
    if (const auto bbob = bbob_numbers.find(problem); bbob != bbob_numbers.end() && taken.insert(bbob->second).second)
      numbers[number] = bbob->second;
  for (const auto& [number, problem] : known)
    for (std::size_t free = 1; free <= functions && !numbers.contains(number); ++free)
      if (taken.insert(free).second) numbers[number] = free;
  return numbers;
}

bool is_noisy(std::size_t function) { return function >= first_noisy; }

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
                   std::size_t function, const std::filesystem::path& folder) {
  const auto data = fmt::format("data_f{0}/bbobexp_f{0}_DIM{1}", function, problem.dimension);
  std::filesystem::create_directories((folder / data).parent_path());
  process::OutputFile dat(folder / (data + ".dat")), tdat(folder / (data + ".tdat"));
  process::OutputFile info(folder / fmt::format("bbobexp_f{}.info", function));
  info << fmt::format(
      "suite = '{}', funcId = {}, DIM = {}, Precision = 1.000e-08, algId = '{}', "
      "coco_version = '2.7.3', logger = 'bbob', data_format = 'bbob-new2'\n% {}\n{}.dat",
      is_noisy(function) ? noisy_suite : "bbob", function, problem.dimension, plain(optimizer.label),
      plain(problem.label), data);
  for (const auto& id : problem.runs)
    if (const auto run = store.find(id)) info << write_run(*run, problem.minimum, dat, tdat);
  info << "\n";
  for (auto* file : {&dat, &tdat, &info}) file->close();
}

}  // namespace

std::vector<std::string> export_coco(const store::Store& store, const std::filesystem::path& out) {
  const auto optimizers = by_optimizer(store);
  auto names = folder_names(optimizers);
  names.emplace_back(noisy_suite);
  names.emplace_back("problems.csv");
  prepare_folder(out, "coco", names);
  const auto numbers = function_numbers(optimizers);
  std::map<std::size_t, const ProblemFolder*> written, left_out;
  for (const auto& optimizer : optimizers)
    for (const auto& problem : optimizer.problems) {
      const auto number = numbers.find(problem.number);
      (number == numbers.end() ? left_out[problem.number] : written[problem.number]) = &problem;
      if (number == numbers.end()) continue;
      const auto of_suite = is_noisy(number->second) ? out / noisy_suite : out;
      write_problem(store, optimizer, problem, number->second, of_suite / optimizer.name);
    }
  if (written.empty()) return {"nothing was written: no problem has a known minimum, which this format needs"};

  CsvFile table(out / "problems.csv");
  table.row("function", "problem", "dimension");
  for (const auto& [number, problem] : written) table.row(numbers.at(number), problem->label, problem->dimension);
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
