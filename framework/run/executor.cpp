#include "run/executor.hpp"

#include "run/float_environment.hpp"
#include "run/limits.hpp"
#include "run/pack.hpp"
#include "run/problem_info.hpp"
#include "run/run.hpp"

#include <omp.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>

namespace slalom::run {

namespace {

/// A problem that many runs share, opened once; or why it could not be.
struct SharedProblem {
  std::optional<loader::OpenProblem> problem;
  std::string failure;
  Status status = Status::failed;  // of its runs if it could not be opened: failed or skipped
  std::mutex serial;               // held during a run where the problem allows one at a time
};

using SharedProblems = std::map<std::string, SharedProblem>;

slalom_real real_of(const suite::Case& c) {
  return c.precision == suite::Precision::float32 ? SLALOM_FLOAT32 : SLALOM_FLOAT64;
}

void open(SharedProblem& shared, const suite::Case& c, const loader::Registry& registry,
          const ExecutionOptions& options) {
  const auto* entry = registry.problem(c.problem.name);
  if (entry == nullptr) throw std::runtime_error("no problem of this name was found");
  shared.problem.emplace(*entry, c.problem.settings, real_of(c), loader::PluginContext{registry, options.data_folder},
                         options.lookup ? options.lookup(problem_key(c)) : loader::CachedValues());
}

void note_failure(SharedProblem& shared, const std::exception& error) {
  shared.failure = error.what();
  shared.status = dynamic_cast<const loader::Skipped*>(&error) == nullptr ? Status::failed : Status::skipped;
}

/// Opens every problem of the runs once, and reports what is known of it.
void open_all(SharedProblems& problems, const suite::Plan& plan, std::span<const suite::Run> runs,
              const loader::Registry& registry, const ExecutionOptions& options, const RunEvents& events,
              const ProgressHooks& hooks) {
  std::map<std::string, std::size_t> wanted;  // and the first run that does
  for (std::size_t i = 0; i < runs.size(); ++i) wanted.emplace(problem_key(plan.cases[runs[i].case_index]), i);
  for (const auto& [key, first] : wanted) try {
      const FloatEnvironment environment;  // whatever the one before left behind
      hooks.opening(first);
      auto& shared = problems[key];
      open(shared, plan.cases[runs[first].case_index], registry, options);
      loader::Workspace workspace(*shared.problem, options.data_folder);
      events.problem_info(key, info_of(workspace));
    } catch (const std::exception& error) {
      note_failure(problems[key], error);
    }
  hooks.opened();
}

/// Of a run without a result.
RunRecord without_result(const suite::Run& run, Status status, std::string why) {
  RunRecord record;
  record.id = run.id;
  record.seed = run.seed;
  record.status = status;
  record.reason = std::move(why);
  return record;
}

/// `starting` is called when nothing stands in the way of the run any more.
template <class Starting>
std::optional<RunRecord> attempt(const suite::Plan& plan, const suite::Run& r, const loader::Registry& registry,
                                 SharedProblem& shared, const ExecutionOptions& options, Starting starting) {
  if (!shared.problem) return without_result(r, shared.status, shared.failure);
  try {
    const auto& c = plan.cases[r.case_index];
    if (registry.optimizer(c.optimizer.name) == nullptr)
      return without_result(r, Status::failed, "no optimizer of this name was found");
    std::unique_lock<std::mutex> alone(shared.serial, std::defer_lock);
    if (shared.problem->description().serial != 0) alone.lock();
    return run(c, r, {registry, *shared.problem, options.data_folder, options.interrupted, starting()});
  } catch (const loader::Skipped& skipped) {
    return without_result(r, Status::skipped, skipped.what());
  } catch (const std::exception& error) {
    return without_result(r, Status::failed, error.what());
  }
}

/// Numbers touched in all steps: good enough to order runs by.
double cost(const suite::Case& c, const SharedProblem& shared) {
  if (!shared.problem) return 0;
  const auto examples = shared.problem->description().examples;
  const auto size = c.batch.sampling == suite::Sampling::full ? examples : c.batch.size;
  const auto limits = limits_of(c.budget, size, examples);
  return static_cast<double>(limits.steps) * static_cast<double>(size) *
         static_cast<double>(shared.problem->dimension());
}

/// Likewise of several runs of one case, together; nothing if that is not possible, or was interrupted.
template <class Starting>
std::vector<RunRecord> attempt_pack(const suite::Plan& plan, std::span<const suite::Run> runs,
                                    const loader::Registry& registry, SharedProblem& shared,
                                    const ExecutionOptions& options, Starting starting) try {
  std::vector<std::atomic<std::uint64_t>*> progress;
  for (std::size_t k = 0; k < runs.size(); ++k) progress.push_back(starting(k));
  auto records = run_pack(plan.cases[runs.front().case_index], runs,
                          {registry, *shared.problem, options.data_folder, options.interrupted, nullptr}, progress);
  return records ? std::move(*records) : std::vector<RunRecord>();
} catch (const std::exception&) {  // the fault of one of them, which single runs find out
  return {};
}

/// How the runs are made: several of a case together where that is possible, the others one by one. `order`: of the
/// runs, those of a case side by side.
std::vector<std::span<const std::size_t>> packs_of(std::span<const std::size_t> order, std::span<const suite::Run> runs,
                                                   std::size_t jobs, auto in_packs) {
  constexpr std::size_t most = 32;
  std::vector<std::span<const std::size_t>> packs;
  while (!order.empty()) {
    const auto c = runs[order.front()].case_index;
    const auto end = std::ranges::find_if(order, [&](std::size_t i) { return runs[i].case_index != c; });
    const auto of_case = order.first(static_cast<std::size_t>(end - order.begin()));
    const bool together = of_case.size() >= min_runs_for_packs && in_packs(c);
    const auto size = together ? std::clamp<std::size_t>((of_case.size() + jobs - 1) / jobs, 1, most) : 1;
    for (std::size_t i = 0; i < of_case.size(); i += size)
      packs.push_back(of_case.subspan(i, std::min(size, of_case.size() - i)));
    order = order.subspan(of_case.size());
  }
  return packs;
}

}  // namespace

void execute(const suite::Plan& plan, std::span<const suite::Run> runs, const loader::Registry& registry,
             const ExecutionOptions& options, const RunEvents& events, const ProgressHooks& hooks) {
  SharedProblems problems;
  open_all(problems, plan, runs, registry, options, events, hooks);

  std::vector<SharedProblem*> of_case(plan.cases.size(), nullptr);
  std::vector<double> costs(plan.cases.size(), 0);
  for (const auto& r : runs) {
    if (of_case[r.case_index] != nullptr) continue;
    of_case[r.case_index] = &problems.at(problem_key(plan.cases[r.case_index]));
    costs[r.case_index] = cost(plan.cases[r.case_index], *of_case[r.case_index]);
  }

  // Longest first, so that the last ones to finish are short.
  std::vector<std::size_t> order(runs.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return costs[runs[i].case_index]; });

  const auto jobs = options.jobs > 0 ? options.jobs : omp_get_num_procs();
  const auto packs = packs_of(order, runs, static_cast<std::size_t>(jobs), [&](std::size_t c) {
    const auto& problem = of_case[c]->problem;
    return problem && runs_in_packs(plan.cases[c], registry, *problem);
  });

  std::exception_ptr event_failure;  // no exception may leave the loop
  std::atomic<bool> over = false;
  const auto hand_over = [&](RunRecord record) {
#pragma omp critical(slalom_record)
    if (!over) try {
        events.record(std::move(record));
      } catch (...) {
        event_failure = std::current_exception();
        over = true;
      }
  };
#pragma omp parallel for schedule(dynamic, 1) num_threads(jobs)
  // NOLINTNEXTLINE(modernize-loop-convert): OpenMP counts
  for (std::size_t p = 0; p < packs.size(); ++p) {
    const auto stopped = [&] { return over || (options.interrupted != nullptr && *options.interrupted); };
    const auto pack = packs[p];
    auto& shared = *of_case[runs[pack.front()].case_index];
    if (pack.size() > 1 && !stopped()) {
      std::vector<suite::Run> together;
      for (const auto i : pack) together.push_back(runs[i]);
      auto records = attempt_pack(plan, together, registry, shared, options,
                                  [&](std::size_t k) { return hooks.starting(pack[k]); });
      for (auto& record : records) hand_over(std::move(record));
      if (!records.empty()) continue;
    }
    for (const auto i : pack) {
      if (stopped()) break;
      auto record = attempt(plan, runs[i], registry, shared, options, [&] { return hooks.starting(i); });
      if (record) hand_over(std::move(*record));
    }
  }
  if (event_failure) std::rethrow_exception(event_failure);
}

std::optional<RunRecord> execute_one(const suite::Plan& plan, const suite::Run& run, const loader::Registry& registry,
                                     const ExecutionOptions& options) {
  SharedProblem shared;
  try {
    open(shared, plan.cases[run.case_index], registry, options);
  } catch (const std::exception& error) {
    note_failure(shared, error);
  }
  return attempt(plan, run, registry, shared, options, [] { return nullptr; });
}

}  // namespace slalom::run
