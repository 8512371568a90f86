// docs/optimizers.md is what the descriptors, a measurement of memory and evaluations, and the references say. When
// this test finds it stale it leaves the right text in the build folder.
#include "loader/inner.hpp"
#include "loader/optimizer.hpp"
#include "suite/keys.hpp"
#include "suite/suite.hpp"
#include "support/paths.hpp"
#include "support/runs.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <malloc.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <set>
#include <sstream>

namespace slalom::test {
namespace {

const std::string mark = "not cross-checked";

/// Of plugins that ship, not of fixtures.
std::map<std::string, loader::OptimizerEntry> shipped() {
  std::map<std::string, loader::OptimizerEntry> all;
  for (const auto& [name, entry] : registry().optimizers())
    if (entry.file->path.parent_path().filename() == "plugins") all.emplace(name, entry);
  return all;
}

/// Others are skipped where a problem is no sum of squares.
bool takes_all_problems(const std::string& name) { return name != "levenberg_marquardt"; }

/// Optimizer -> what it was compared with, a file each; in files of one kind: of other implementations, or of the
/// paper's equations.
std::map<std::string, std::set<std::string>> compared(bool independent) {
  std::map<std::string, std::set<std::string>> with;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(test::tests_folder()) / "reference/paths")) {
    const auto paths = reference("paths/" + file.path().filename().string());
    if (paths.at("independent") != independent) continue;
    for (const auto& path : paths.at("runs")) with[path.at("optimizer")].insert(paths.at("implementation"));
  }
  if (independent)
    for (const auto groups = reference("distributions.json"); const auto& group : groups.at("groups"))
      with[group.at("optimizer")].insert(group.at("implementation").get<std::string>() + " (distribution)");
  return with;
}

/// Vectors of w's length that a run's state takes, without w itself: measured on a single long vector.
std::string memory(const loader::OptimizerEntry& entry) {
  constexpr std::size_t n = 100'000;
  const auto used = [] {
    const auto now = mallinfo2();
    return static_cast<double>(now.uordblks + now.hblkhd);
  };
  const slalom_space space{sizeof(slalom_space), n, nullptr, 0};
  const auto settings = loader::complete(entry.settings, Json::object());
  const double before = used();
  const loader::OptimizerState state(entry, settings, space, SLALOM_FLOAT64, 1, {registry(), build / "data"});
  return fmt::format("{:.0f}", (used() - before) / (n * sizeof(double)));
}

/// Evaluations a step on a quadratic of ten variables.
std::string evaluations(const std::string& name) {
  auto c = make_case(takes_all_problems(name) ? "quadratic" : "mgh_rosenbrock", Json::object(), name, Json::object());
  c.budget.steps = 50;
  c.stop.gradient_norm = 1e-6;  // beyond, some count what rounding makes of it
  const auto r = run(c);
  auto text = fmt::format("{:.1f}", static_cast<double>(r.evaluations) / static_cast<double>(r.steps));
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string settings_of(const loader::OptimizerEntry& entry) {
  std::vector<std::string> all;
  if (entry.learning_rate) all.push_back("learning_rate " + entry.learning_rate->default_value.dump());
  const auto* inner = loader::inner_setting(entry.settings);
  for (const auto& setting : entry.settings)
    all.push_back(setting.name + (&setting == inner ? "" : " " + setting.default_value.dump()));
  return fmt::format("{}", fmt::join(all, ", "));
}

/// MetricView once, with what the tests do not have.
const std::string evaluations_of_lbfgs = R"(
## How many evaluations lbfgs takes

Of value and gradient together, until the loss is within 1e-10 of the least one found, on 20 smooth problems; by a
transcription of the rule to Python (the program does not link NLopt), and by NLopt 2.11.0, whose LD_LBFGS keeps
far more pairs unless it is told a number. What makes the difference is the memory: with as many
pairs both take about as many evaluations. The curvature condition and the first step change the mean by a few percent
either way, so they are as in L-BFGS-B. Where n is small, `memory: 100` is the better choice.

| problem | memory 10 | memory 100 | NLopt, 10 pairs | NLopt, its default |
|---|---:|---:|---:|---:|
| rosenbrock 2 | 44 | 45 | 54 | 54 |
| rosenbrock 10 | 88 | 84 | 86 | 79 |
| powell | 46 | 43 | 54 | 51 |
| beale | 15 | 15 | 21 | 21 |
| booth | 6 | 6 | 5 | 5 |
| dixon_price 10 | 24 | 23 | – | – |
| zakharov 10 | 27 | 27 | – | – |
| himmelblau | 15 | 15 | 14 | 14 |
| colville | 114 | 117 | 36 | 36 |
| trid 10 | 13 | 13 | 12 | 12 |
| leon | 44 | 44 | – | – |
| quartic 10 | 25 | 25 | 28 | 34 |
| six_hump_camel | 12 | 12 | 11 | 11 |
| styblinski 5 | 7 | 7 | 6 | 6 |
| quadratic 10, condition 1e3 | 83 | 32 | 77 | 32 |
| quadratic 5, condition 1e6, rotated | 41 | 26 | 15 | 15 |
| quadratic 50, condition 1e4 | 663 | 222 | 676 | 150 |
| logistic | 19 | 18 | 19 | 19 |
| least_squares | 456 | 67 | 438 | 68 |
| quadratic 20, condition 100 | 60 | 40 | 63 | 40 |
| geometric mean where all arrive | 38.5 | 28.7 | 34.2 | 26.0 |

–: not within 5000 evaluations, or it stopped before.
)";

const std::string introduction = R"(# Optimizers

Generated from the plugins' metadata, from measurements, and from the references in `tests/reference`. `slalom show NAME`
explains the settings; the formulas are at the top of each file in `plugins/`.

- **memory**: vectors of the length of w, in addition to w and including the gradient; measured on one long vector w.
- **evaluations**: of the function, its gradient or a Hessian-vector product per step, on a quadratic; the
  mean of 50 steps, or of those until the gradient is shorter than 1e-6. Of levenberg_marquardt, which also takes memory for the
  Jacobian, on mgh_rosenbrock.
  For wrappers, memory and evaluations include sgd as the inner optimizer.
- **checked against**: the independent implementation whose numbers it reproduces, step by step or, for random methods, in
  distribution. *not cross-checked*: there is none, or none that agrees with the paper. Then the paper's equations in 50-digit
  arithmetic take its place where listed; svrg, sarah, saga, sgld, noisy_sgd and evolution_strategy are checked against
  theorems in `tests/plugins/theory_test.cpp`, and levenberg_marquardt against NIST's certified values in
  `levenberg_marquardt_test.cpp`.

)";

std::string catalogue() {
  std::ostringstream page;
  page << introduction
       << "| name | title | source | settings and defaults | memory | evaluations | checked against |\n"
          "|---|---|---|---|---|---|---|\n";
  const auto independent = compared(true), equations = compared(false);
  for (const auto& [name, entry] : shipped()) {
    std::string checked = mark;
    if (const auto it = independent.find(name); it != independent.end())
      checked = fmt::format("{}", fmt::join(it->second, ", "));
    else if (const auto by = equations.find(name); by != equations.end())
      checked = fmt::format("{}; {}", mark, fmt::join(by->second, ", "));
    const auto source = entry.source.substr(0, entry.source.find("; " + mark));
    page << fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", name, entry.title, source, settings_of(entry),
                        memory(entry), evaluations(name), checked);
  }
  page << evaluations_of_lbfgs;
  return page.str();
}

std::vector<std::string> split(std::string text, const std::string& by) {
  std::vector<std::string> parts;
  for (std::size_t end = 0; (end = text.find(by)) != std::string::npos; text.erase(0, end + by.size()))
    parts.push_back(text.substr(0, end));
  parts.push_back(text);
  return parts;
}

/// But for evaluations a step: how often a line search tries depends on the last digits, so on the processor.
bool same_page(const std::string& a, const std::string& b) {
  constexpr std::size_t evaluations_column = 5;
  const auto same_row = [](const std::string& left, const std::string& right) {
    auto x = split(left, " | "), y = split(right, " | ");
    if (left == right || x.size() != y.size() || x.size() <= evaluations_column) return left == right;
    const double difference = std::stod(x[evaluations_column]) - std::stod(y[evaluations_column]);
    x[evaluations_column] = y[evaluations_column] = "";
    return std::abs(difference) < 0.45 && x == y;
  };
  return std::ranges::equal(split(a, "\n"), split(b, "\n"), same_row);
}

TEST(Catalogue, PageIsUpToDate) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "memory cannot be measured under a sanitizer";
#endif
  std::ifstream in(std::filesystem::path(test::source_folder()) / "docs/optimizers.md");
  std::stringstream page;
  page << in.rdbuf();
  const auto now = catalogue();
  if (same_page(page.str(), now)) return;
  std::ofstream(build / "optimizers.md") << now;
  ADD_FAILURE() << "docs/optimizers.md is stale; this is the new one: " << (build / "optimizers.md");
}

TEST(Catalogue, MarksAreHonest) {
  const auto independent = compared(true);
  for (const auto& [name, entry] : shipped())
    EXPECT_EQ(!independent.contains(name), entry.source.ends_with("; " + mark)) << name << ": " << entry.source;
}

TEST(Catalogue, NoSettingHasTheNameOfAKeyOfSuites) {
  const auto expect_own_names = [](const auto& plugins) {
    for (const auto& [name, entry] : plugins)
      for (const auto& setting : entry.settings)
        EXPECT_EQ(std::ranges::count(suite::keys(), setting.name, &suite::Key::name), 0)
            << name << ": " << setting.name;
  };
  expect_own_names(registry().optimizers());
  expect_own_names(registry().problems());
}

/// Optimizer -> the labels of the problems on which a suite that ships races it.
std::map<std::string, std::set<std::string>> raced(const std::string& suite) {
  const auto file = std::filesystem::path(test::source_folder()) / "suites" / (suite + ".yaml");
  std::map<std::string, std::set<std::string>> problems;
  const auto plan = suite::plan_suite(file, registry(), {});
  for (const auto& c : std::get<suite::Plan>(plan).cases) problems[c.optimizer.name].insert(c.problem.label);
  return problems;
}

TEST(Catalogue, SuiteRacesAll) {
  auto problems = raced("catalogue");
  for (const auto& [name, entry] : shipped()) EXPECT_EQ(problems[name].size(), 12U) << name;
  EXPECT_EQ(problems.size(), shipped().size());
}

/// A curved valley of four variables, which notes what is asked of it in a step; its batches are two of eight examples.
struct Valley {
  std::size_t gradients = 0;  ///< of the batch
  bool more = false;          ///< values alone, or products with the Hessian
  std::optional<std::array<double, 4>> first;

  static slalom_status value(void* self, const void* w, double* value) {
    double unused[4];
    of(self).more = true;
    return see(self, w, unused, value);
  }
  static slalom_status gradient(void* self, const void* w, void* g, double* value) {
    ++of(self).gradients;
    return see(self, w, g, value);
  }
  static slalom_status see(void* self, const void* at, void* gradient, double* value) {
    std::array<double, 4> w{};
    std::memcpy(w.data(), at, sizeof w);
    if (!of(self).first) of(self).first = w;
    auto* g = static_cast<double*>(gradient);
    std::fill_n(g, 4, *value = 0);
    for (std::size_t i = 0; i < 3; ++i) {
      const double bend = w[i + 1] - w[i] * w[i], gap = 1 - w[i];
      *value += 100 * bend * bend + gap * gap;
      g[i] += -400 * w[i] * bend - 2 * gap;
      g[i + 1] += 200 * bend;
    }
    return SLALOM_OK;
  }
  static slalom_status hessian_vector(void* self, const void*, const void* v, void* product) {
    of(self).more = true;
    std::memcpy(product, v, 4 * sizeof(double));
    return SLALOM_OK;
  }
  static const std::uint32_t* batch(void*, std::size_t* count) {
    static constexpr std::uint32_t examples[] = {1, 6};
    *count = 2;
    return examples;
  }
  static Valley& of(void* self) { return *static_cast<Valley*>(self); }
};

/// look(w before the step, what was asked in it), for 30 steps of the defaults.
template <class Look>
void watch(const loader::OptimizerEntry& entry, Look look) {
  const slalom_space space{sizeof(slalom_space), 4, nullptr, 0};
  const loader::OptimizerState state(entry, loader::complete(entry.settings, Json::object()), space, SLALOM_FLOAT64, 1,
                                     {registry(), build / "data"});
  std::array<double, 4> w{-1.2, 1, -0.5, 2};
  const double rate = entry.learning_rate ? entry.learning_rate->default_value.get<double>() : 0;
  for (int k = 0; k < 30; ++k) {
    Valley valley;
    const slalom_oracle oracle{sizeof(slalom_oracle),  &valley,      8, Valley::value, Valley::gradient, Valley::see,
                               Valley::hessian_vector, Valley::batch};
    const auto before = w;
    EXPECT_EQ(state.step()(state.c(), &oracle, w.data(), rate), SLALOM_OK);
    look(before, valley);
  }
}

/// It asks for gradients alone, and in a step for those of one or two points: a line search needs more now and then.
bool is_first_order(const loader::OptimizerEntry& entry) {
  if (loader::inner_setting(entry.settings) != nullptr) return false;
  std::size_t most = 0;
  bool more = false;
  watch(entry, [&](const auto&, const Valley& valley) {
    most = std::max(most, valley.gradients);
    more = more || valley.more;
  });
  return !more && most >= 1 && most <= 2;
}

TEST(Catalogue, WhatABatchSaidIsNotBelievedOnTheNext) {
  for (const auto* name : {"bfgs", "conjugate_gradient", "coordinate_search", "lbfgs", "newton_cg", "random_search",
                           "simulated_annealing", "trust_ncg"})
    watch(shipped().at(name), [&](const auto& w, const Valley& valley) { EXPECT_EQ(valley.first, w) << name; });
}

TEST(Catalogue, TheFairSuiteHasAllOfFirstOrder) {
  std::set<std::string> wanted, there;
  for (const auto& [name, entry] : shipped())
    if (takes_all_problems(name) && is_first_order(entry)) wanted.insert(name);
  for (const auto& [name, problems] : raced("fair")) {
    there.insert(name);
    EXPECT_EQ(problems.size(), 4U) << name;
  }
  EXPECT_EQ(there, wanted);
}

TEST(Catalogue, NoneDivergesAtTheMinimumOrNearIt) {
  // There, and where squares are hardly numbers any more, or are none.
  std::vector<double> near{0};
  for (int k = 0; k <= 24; ++k) near.push_back(std::pow(10, -158 - k / 4.0));
  for (const auto& [name, entry] : shipped())
    for (const double x : near) {
      if (!takes_all_problems(name)) continue;
      auto c = make_case("sphere", {{"dimension", 2}}, name);
      c.problem.start = {x, 0};
      c.budget.steps = 10;
      const auto r = run(c);
      EXPECT_EQ(r.status, run::Status::finished) << name << " from " << x << ": " << r.reason;
    }
}

TEST(Catalogue, EveryLearningRateCanBeTuned) {
  for (const auto& [name, entry] : shipped())
    if (entry.learning_rate) {
      EXPECT_LT(0, entry.learning_rate->search_minimum) << name;
      EXPECT_LE(entry.learning_rate->search_minimum, entry.learning_rate->default_value.get<double>()) << name;
      EXPECT_GE(entry.learning_rate->search_maximum, entry.learning_rate->default_value.get<double>()) << name;
    }
}

}  // namespace
}  // namespace slalom::test
