// A suite of innocent runs, and what they give when nothing disturbs them.
#pragma once

#include "end_to_end/program.hpp"
#include "run/differences.hpp"
#include "store/store.hpp"
#include "support/paths.hpp"

#include <gmock/gmock.h>

#include <map>

namespace slalom::test {

/// Six innocent optimizers on two problems, with these optimizers and problems among them.
inline std::string suite_with(const std::string& optimizers, const std::string& problems = "") {
  const auto listed = [](const std::string& more) { return more.empty() ? "" : ", " + more; };
  return "suite: s\nseeds: 3\nbudget: {steps: 40}\nrecord: {points: 10, trajectory: true}\n"
         "problems: [two_wells, {problem: quadratic, dimension: 3, condition: 10}" +
         listed(problems) + "]\noptimizers: [sgd, {optimizer: momentum, learning_rate: 0.01}, nesterov" +
         listed(optimizers) + ", adagrad, rmsprop, adam]\n";
}

/// Runs it in FOLDER/r.
inline Ended run_suite(const fs::path& folder, const std::string& suite, const std::vector<std::string>& options = {}) {
  write(folder / "s.yaml", suite);
  std::vector<std::string> words{"run", "s.yaml",        "--out",
                                 "r",   "--plugin-path", test::build_folder() + "/tests/faults"};
  words.insert(words.end(), options.begin(), options.end());
  return slalom(words, folder);
}

inline store::Store results(const fs::path& folder) { return {folder / "r", store::Store::Mode::read}; }

/// The innocent runs' records, by this process's own doing: no worker, no plugin that misbehaves.
inline const std::vector<run::RunRecord>& undisturbed() {
  static const auto records = [] {
    const TemporaryFolder folder;
    const auto ended = run_suite(folder.path(), suite_with(""), {"--in-process", "--jobs", "1"});
    EXPECT_EQ(ended.code, 0) << ended.err;
    const auto store = results(folder.path());
    std::vector<run::RunRecord> all;
    for (const auto& id : store.done()) all.push_back(store.find(id).value());
    EXPECT_EQ(all.size(), 36U);
    return all;
  }();
  return records;
}

inline void expect_other_runs_unaffected(const fs::path& folder) {
  const auto store = results(folder);
  for (const auto& before : undisturbed()) {
    const auto now = store.find(before.id);
    ASSERT_TRUE(now) << before.id.text();
    EXPECT_THAT(run::differences(before, *now), testing::IsEmpty());
  }
}

/// Processes that were started in this folder.
inline std::vector<pid_t> processes_in(const fs::path& folder) {
  std::vector<pid_t> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    std::error_code gone;
    if (fs::read_symlink(entry.path() / "cwd", gone) == folder) found.push_back(std::stoi(entry.path().filename()));
  }
  return found;
}

/// The records of runs that `is_wanted` of their case.
template <class Wanted>
std::vector<run::RunRecord> records_where(const fs::path& folder, Wanted is_wanted) {
  const auto store = results(folder);
  std::vector<run::RunRecord> found;
  const auto plan = store.plans().at(0);
  for (const auto& run : plan.runs)
    if (is_wanted(plan.cases[run.case_index]))
      if (auto record = store.find(run.id)) found.push_back(std::move(*record));
  return found;
}

inline std::vector<run::RunRecord> records_of(const fs::path& folder, const std::string& optimizer) {
  return records_where(folder, [&](const suite::Case& c) { return c.optimizer.name == optimizer; });
}

inline std::vector<run::RunRecord> records_on(const fs::path& folder, const std::string& problem) {
  return records_where(folder, [&](const suite::Case& c) { return c.problem.name == problem; });
}

}  // namespace slalom::test
