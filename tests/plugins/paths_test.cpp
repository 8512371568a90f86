// Each optimizer's path, step by step, against the numbers in tests/reference/paths: of independent implementations, or
// of the paper's equations in 50-digit arithmetic, where none could be had. Each file names what it comes from, and
// tests/reference/scripts has what wrote it.
#include "support/paths.hpp"
#include "support/runs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace slalom::test {
namespace {

std::vector<std::string> files() {
  std::vector<std::string> names;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(test::tests_folder()) / "reference/paths"))
    names.push_back(file.path().stem());
  std::ranges::sort(names);
  return names;
}

/// By as many of its steps as are told, up to `last`.
void compare(const Json& path, suite::Precision precision, double tolerance, std::size_t last) {
  std::optional<double> rate;
  if (!path.at("learning_rate").is_null()) rate = path.at("learning_rate").get<double>();
  auto c = make_case(path.at("problem"), path.at("problem_settings"), path.at("optimizer"), path.at("settings"), rate);
  c.problem.start = path.at("start").get<std::vector<double>>();
  auto steps = path.at("steps").get<std::vector<std::size_t>>();
  std::erase_if(steps, [&](std::size_t k) { return k > last; });
  ASSERT_GE(steps.size(), 3U);
  c.budget.steps = steps.back();
  c.recording.every = 1;
  c.recording.trajectory = true;
  c.precision = precision;
  const auto r = run(c);
  ASSERT_EQ(r.status, run::Status::finished) << r.reason;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    const auto expected = path.at("w").at(k).get<std::vector<double>>();
    const auto at = std::min(steps[k], r.steps) * expected.size();  // one that is done stays
    for (std::size_t i = 0; i < expected.size(); ++i)
      ASSERT_NEAR(r.trajectory.at(at + i), expected[i], tolerance * std::max(1.0, std::abs(expected[i])))
          << "step " << steps[k] << ", w" << i;
  }
}

class Paths : public testing::TestWithParam<std::string> {};

void compare_all(const Json& file, const std::function<void(const Json&)>& compare) {
  for (const auto& path : file.at("runs")) {
    SCOPED_TRACE(path.at("optimizer").get<std::string>() + " " + path.at("settings").dump() + " on " +
                 path.at("problem").get<std::string>());
    compare(path);
  }
}

TEST_P(Paths, AsTheReference) {
  compare_all(reference("paths/" + GetParam() + ".json"),
              [](const Json& path) { compare(path, suite::Precision::float64, path.value("tolerance", 1e-10), 2000); });
}

TEST_P(Paths, AsTheReferenceInSinglePrecision) {
  // The first divides by an estimate of variance that is 0 but for rounding, the second by roots of nearly singular
  // matrices, and the third has differences of gradients.
  const std::map<std::string, double> ill_conditioned{{"msvag", 3e-3}, {"shampoo", 5e-3}, {"trust_ncg", 3e-3}};
  compare_all(reference("paths/" + GetParam() + ".json"), [&](const Json& path) {
    const auto found = ill_conditioned.find(path.at("optimizer"));
    compare(path, suite::Precision::float32, found == ill_conditioned.end() ? 1e-4 : found->second, 3);
  });
}

INSTANTIATE_TEST_SUITE_P(Of, Paths, testing::ValuesIn(files()), [](const auto& file) { return file.param; });

}  // namespace
}  // namespace slalom::test
