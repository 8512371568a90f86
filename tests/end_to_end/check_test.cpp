// slalom check: every rule is seen to be broken, by a plugin made for it, and by none that ships.
#include "end_to_end/program.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <csignal>
#include <map>
#include <set>
#include <sstream>

namespace slalom::test {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

const fs::path build = test::build_folder();

Ended check(const fs::path& file, const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"check", file.string()};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return slalom(arguments, fs::temp_directory_path());
}

/// Subject -> its lines that are not ok: "FAIL  gradient: …".
std::map<std::string, std::vector<std::string>> errors(const std::string& printed) {
  std::map<std::string, std::vector<std::string>> found;
  std::istringstream lines(printed);
  std::string subject;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(' ')) subject = line;
    if (line.starts_with("  FAIL") || line.starts_with("  warning")) found[subject].push_back(line.substr(2));
  }
  return found;
}

struct Rule {
  std::string subject;
  std::vector<std::string> errors;  ///< regular expressions, one a line
};

void expect(const Ended& ended, const std::vector<Rule>& rules) {
  EXPECT_EQ(ended.code, 1) << ended.err;
  auto found = errors(ended.out);
  for (const auto& rule : rules) {
    const auto& lines = found[rule.subject];
    ASSERT_EQ(lines.size(), rule.errors.size()) << rule.subject << "\n" << ended.out;
    for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_THAT(lines[i], MatchesRegex(rule.errors[i])) << rule.subject;
    found.erase(rule.subject);
  }
  for (const auto& [subject, lines] : found) ADD_FAILURE() << subject << ": " << lines.front();
}

TEST(Check, SeesWhatOptimizersDoWrong) {
  std::vector<Rule> rules{
      {"optimizer dimensions", {"FAIL     dimensions: too many variables"}},
      {"optimizer tensors", {"FAIL     tensors: no matrix"}},
      {"optimizer real_types", {"FAIL     real types: too coarse"}},
      {"optimizer settings",
       {"FAIL     settings: it declares that power: 1.0 is allowed, but .*: power must be below 1"}},
      // Not repeatable, so not the same beside another run either.
      {"optimizer repeatable", {"FAIL     repeatable: two runs .*", "FAIL     independent states: .*"}},
      {"optimizer independent_states", {"FAIL     independent states: a run ends at another point .*"}},
      {"optimizer stops_when_told", {"FAIL     stops when the run ends: .* called again in the same step"}},
      {"optimizer hard_bounds", {"FAIL     hard bounds: it fails where w must stay within bounds, .*: it is hard"}},
      {"optimizer no_products",
       {"FAIL     no Hessian-vector products: it fails where there are none, .*: no products"}},
      {"optimizer skips_late", {"FAIL     no Hessian-vector products: step 3 says that the problem does not fit; .*"}},
      {"optimizer says_why", {"warning  says why: step 450 says that it is done without a reason"}},
      {"optimizer destroyed_at_any_step",
       {"FAIL     destroyed at any step: it crashed: Aborted .destruction after 0 steps, dimension 3, float64."}},
      {"optimizer writes_only_w",
       {"FAIL     writes only w: it crashed: Segmentation fault .step 1, dimension 512, float64.; it reaches beyond "
        "the ends of w"}},
      {"optimizer keeps_no_pointer_to_w",
       {"FAIL     keeps no pointer to w: it crashed: Segmentation fault .step 2, dimension 512, float64.; it uses the "
        "w of an earlier step"}},
      // Blamed for what they do, not for what the check is for.
      {"optimizer hangs_in_long_vectors",
       {"FAIL     writes only w: it did not end within 5 s .step 3, dimension 512, float64."}},
      {"optimizer aborts_in_long_vectors",
       {"FAIL     writes only w: it crashed: Aborted .step 1, dimension 512, float64."}},
      {"optimizer reads_null_in_long_vectors",
       {"FAIL     writes only w: it crashed: Segmentation fault .step 1, dimension 512, float64."}},
      {"optimizer writes_beyond_w_later",
       {"FAIL     keeps no pointer to w: it crashed: Segmentation fault .step 6, dimension 512, float64.; it reaches "
        "beyond the ends of w"}},
      {"optimizer crashes_at_an_end",
       {"FAIL     settings: it crashed: Aborted .step 1, dimension 3, float64, power: 1.0."}},
      {"optimizer evaluation_point", {"FAIL     evaluation point: after 1 steps .* not written.*"}},
      {"optimizer nan_gradients", {"FAIL     NaN gradients: it did not end within 5 s .step 1, dimension 3, float64."}},
      {"optimizer descent",
       {"FAIL     descent: after 500 steps on a quadratic of two variables, at most 0.1 times the loss of the start "
        "was "
        "expected; at the best of 10 learning rates it was .* times"}},
      {"optimizer threads", {"FAIL     threads: 2 of its threads still run after it was destroyed"}},
      {"optimizer open_files", {"FAIL     open files: it leaves /dev/null open"}},
      {"optimizer process_state", {"FAIL     process state: it changes the handler of a signal"}},
      {"optimizer allocations_in_steps", {"warning  allocations in steps: 20 allocations in 20 steps.*"}}};
  rules.push_back({"optimizer exits",
                   {"FAIL     short run: it ended the process with exit code 0 .step 1, dimension 3, float64."}});
  expect(check(build / "tests/misbehaved/optimizers.so", {"--timeout", "5"}), rules);
}

TEST(Check, NamesTheCommandThatShowsACrashAgain) {
  const auto ended = check(build / "tests/misbehaved/optimizers.so", {"--timeout", "5"});
  const auto subject = ended.out.find("optimizer writes_only_w\n");
  const std::string before = "to see where: gdb -ex run --args ";
  const auto first = ended.out.find(before, subject) + before.size();
  const auto end = ended.out.find('\n', first);
  ASSERT_NE(end, std::string::npos) << ended.out;
  EXPECT_EQ(command({"sh", "-c", "exec " + ended.out.substr(first, end - first)}, fs::temp_directory_path()).code,
            -SIGSEGV);
  EXPECT_THAT(ended.out.substr(end + 1, 60), HasSubstr("8 further checks of it were not run"));
}

TEST(Check, TakesSeveralFiles) {
  const auto good = (build / "tests/fixtures/plain_c.so").string();
  const auto twice = check(good, {(build / "tests/fixtures/by_clang.so").string()});
  EXPECT_EQ(twice.code, 0) << twice.err;
  EXPECT_THAT(twice.out, HasSubstr("plain_c.so\n"));
  EXPECT_THAT(twice.out, HasSubstr("by_clang.so\n"));
  const auto mixed = check("nowhere.so", {good, (build / "tests/hostile/newer.so").string()});
  EXPECT_EQ(mixed.code, 2);
  EXPECT_THAT(mixed.out, HasSubstr("plain_c.so\n")) << "those that can be used are checked all the same";
  EXPECT_THAT(mixed.err, AllOf(HasSubstr("nowhere.so: "), HasSubstr("newer.so: it is built for interface version 2")));
}

TEST(Check, SeesProcessesThatAreLeftBehind) {
  const auto file = build / "tests/misbehaved/leaves_processes.so";
  expect(check(file, {"--sandbox", "off"}),
         {{"optimizer leaves_processes",
           {"FAIL     processes: 2 of the processes that it started were still running at its end"}}});
}

TEST(Check, SeesWhatProblemsDoWrong) {
  expect(
      check(build / "tests/misbehaved/problems.so"),
      {{"problem real_types", {"FAIL     real types: the value is .* in float64 and .* in float32"}},
       {"problem settings", {"FAIL     settings: it declares that spread: 0.0 is allowed, but .*"}},
       {"problem start", {"FAIL     start: a start lies outside of its domain"}},
       {"problem known_minima", {"FAIL     known minima: its value at its first minimizer is 1, but .* said to be 0"}},
       {"problem metrics", {"FAIL     metrics: a metric was not written, or is not finite"}},
       {"problem gradient", {"FAIL     gradient: along a direction the gradient says .*"}},
       {"problem value_alone", {"FAIL     value alone: the value is .* with the gradient and .* without it"}},
       {"problem hessian_vector_products", {"FAIL     Hessian-vector products: a product of length 1 differs by .*"}},
       {"problem examples", {"FAIL     examples: the mean gradient .*"}},
       {"problem repeatable", {"FAIL     repeatable: opened a second time .*"}},
       // Those of several threads are several as well.
       {"problem independent_workspaces",
        {"FAIL     independent workspaces: another workspace gives .*", "FAIL     parallel workspaces: .*"}},
       {"problem parallel_workspaces", {"FAIL     parallel workspaces: with 4 workspaces in use at once, .*"}},
       {"problem writes_only_the_gradient",
        {"FAIL     writes only the gradient: it crashed: Segmentation fault .an evaluation, dimension [0-9]+.; it "
         "reaches "
         "beyond the ends of the gradient"}},
       {"problem nan_points", {"FAIL     NaN points: it crashed: Aborted .an evaluation, dimension [0-9]+."}},
       {"problem allocations_in_evaluations", {"warning  allocations in evaluations: 5 allocations in 5 .*"}},
       {"problem threads", {"FAIL     threads: 2 of its threads still run after it was destroyed"}},
       {"problem open_files", {"FAIL     open files: it leaves /dev/null open"}},
       {"problem process_state", {"FAIL     process state: it changes the working directory"}}});
}

TEST(Check, SeesResidualsThatDoNotFitTogether) {
  const auto ended = check(build / "tests/misbehaved/residuals.so");
  EXPECT_EQ(ended.code, 1);
  EXPECT_THAT(ended.out,
              ContainsRegex("FAIL +residuals: along a direction the Jacobian differs by .*from differences"));
  EXPECT_THAT(ended.out, ContainsRegex("FAIL +residuals: a residual near a start was not written, or is not finite"));
  for (const auto* name : {"squares.so", "squares_in_c.so"}) {
    const auto good = check(build / "tests/fixtures" / name);
    EXPECT_THAT(good.out, ContainsRegex("ok +residuals")) << name;
    EXPECT_THAT(good.out, Not(ContainsRegex("FAIL +residuals"))) << name;
  }
}

TEST(Check, SeesValuesAtManyPointsThatDifferFromThoseAtOne) {
  EXPECT_THAT(check(build / "tests/misbehaved/values.so").out,
              ContainsRegex("FAIL +values at many points: asked for 9 points at once, the value at point 9 is "));
  for (const auto* name : {"many_values.so", "values_in_c.so"})
    EXPECT_THAT(check(build / "tests/fixtures" / name).out, ContainsRegex("ok +values at many points")) << name;
}

TEST(Check, SeesRunsThatDifferWhenTheyAreSteppedTogether) {
  const auto bad = check(build / "tests/misbehaved/packs.so").out;
  EXPECT_THAT(bad, ContainsRegex("FAIL +elementwise steps: in 61 dimensions number 1 is "));
  EXPECT_THAT(bad, ContainsRegex("FAIL +gradients of many runs: entry 1 of the gradient of run 7 of 7 is "));
  EXPECT_THAT(check(build / "plugins/adam.so").out, ContainsRegex("ok +elementwise steps"));
  EXPECT_THAT(check(build / "problems/rosenbrock.so").out, ContainsRegex("ok +gradients of many runs"));
}

TEST(Check, SeesSettingsThatSuitesCannotGive) {
  const auto out = check(build / "tests/misbehaved/suite_keys.so").out;
  for (const auto* name : {"batch", "start"})
    EXPECT_THAT(out, HasSubstr(std::string("FAIL     settings: suites read the key '") + name +
                               "' themselves, so the setting can never be given"));
}

TEST(Check, SeesWhatSchedulesDoWrong) {
  expect(check(build / "tests/misbehaved/schedules.so"),
         {{"schedule factors", {"FAIL     factors: its factor at step 101 of 1000 is -0.01.*"}},
          {"schedule settings", {"FAIL     settings: it declares that power: 1.0 is allowed, but .*"}},
          {"schedule repeatable", {"FAIL     repeatable: its factor at step 99 depends on earlier calls"}},
          {"schedule process_state", {"FAIL     process state: it changes the rounding mode"}}});
}

TEST(Check, SaysWhyAFileCannotBeUsed) {
  const auto newer = check(build / "tests/hostile/newer.so");
  EXPECT_EQ(newer.code, 2);
  EXPECT_THAT(newer.err, HasSubstr("newer.so: it is built for interface version 2"));
  const auto aborts = check(build / "tests/misbehaved/aborts_when_loaded.so");
  EXPECT_EQ(aborts.code, 2);
  EXPECT_THAT(aborts.err, HasSubstr("aborts_when_loaded.so: while it was loaded it crashed: Aborted"));
  EXPECT_EQ(check("nowhere.so").code, 2);
}

TEST(Check, FindsNothingInPluginsByOtherMeans) {
  for (const auto* name : {"plain_c.so", "by_clang.so"}) {
    const auto ended = check(build / "tests/fixtures" / name);
    EXPECT_EQ(ended.code, 0) << ended.out;
  }
}

// In parts, which ctest can run side by side.
constexpr std::size_t parts = 8;
class CheckShipped : public testing::TestWithParam<std::size_t> {};

TEST_P(CheckShipped, FindsNothing) {
  std::vector<fs::path> files;
  for (const auto* folder : {"plugins", "problems"})
    for (const auto& file : fs::directory_iterator(build / folder))
      if (file.path().extension() == ".so") files.push_back(file.path());
  ASSERT_GT(files.size(), 40U);
  std::ranges::sort(files);
  for (auto i = GetParam(); i < files.size(); i += parts) {
    const auto ended = check(files[i]);
    EXPECT_EQ(ended.code, 0) << ended.out << ended.err;
    EXPECT_THAT(ended.out, HasSubstr(" 0 failed, 0 warnings")) << ended.out;
  }
}

INSTANTIATE_TEST_SUITE_P(Plugins, CheckShipped, testing::Range(std::size_t{0}, parts));

}  // namespace
}  // namespace slalom::test
