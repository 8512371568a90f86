#include "worker/policy.hpp"

#include <algorithm>
#include <utility>

namespace slalom::worker {

SupervisorPolicy::SupervisorPolicy(std::vector<CaseFiles> cases, std::vector<std::size_t> case_of, std::size_t jobs)
    : cases_(std::move(cases)),
      case_of_(std::move(case_of)),
      jobs_(jobs),
      settled_(case_of_.size()),
      received_(case_of_.size()),
      blind_suspects_(jobs) {
  for (std::size_t run = 0; run < case_of_.size(); ++run) queued_.push_back(run);
}

std::optional<SupervisorPolicy::Assigned> SupervisorPolicy::next_worker() {
  const auto settled = [this](std::size_t run) { return settled_[run]; };
  std::erase_if(queued_, settled);
  std::erase_if(suspects_, settled);
  std::erase_if(loading_suspects_, settled);
  const auto cleared = [this](std::size_t run) { return has_loaded_before(run); };
  std::ranges::copy_if(loading_suspects_, std::back_inserter(queued_), cleared);
  std::erase_if(loading_suspects_, cleared);

  const bool shared = !workers_.empty() && !workers_.begin()->second.single_threaded;
  if (shared || workers_.size() >= jobs_) return std::nullopt;
  for (auto* suspects : {&suspects_, &loading_suspects_})
    if (!suspects->empty()) {
      const auto run = suspects->front();
      suspects->pop_front();
      return assign({run}, true, true);
    }
  if (auto runs = take_interpreted(); !runs.empty()) return assign(std::move(runs), false, true);
  if (workers_.empty() && !queued_.empty()) return assign(std::exchange(queued_, {}), false, false);
  return std::nullopt;
}

SupervisorPolicy::Assigned SupervisorPolicy::assign(Runs runs, bool isolated, bool single_threaded) {
  const auto number = next_number_++;
  for (const auto run : runs) received_[run] = false;
  workers_[number] = {.runs = runs, .isolated = isolated, .single_threaded = single_threaded, .missing = runs.size()};
  return {.worker = number, .runs = std::move(runs), .isolated = isolated, .single_threaded = single_threaded};
}

/// Queued runs for one interpreter: of the same source files, and so few that the last workers end together.
SupervisorPolicy::Runs SupervisorPolicy::take_interpreted() {
  const auto is_interpreted = [this](std::size_t run) { return !files(run).sources.empty(); };
  const auto first = std::ranges::find_if(queued_, is_interpreted);
  if (first == queued_.end()) return {};
  const auto& sources = files(*first).sources;
  const auto of_these = [&](std::size_t run) { return files(run).sources == sources; };
  const auto left = static_cast<std::size_t>(std::ranges::count_if(queued_, of_these));
  constexpr std::size_t min_count = 4;  // to start an interpreter takes longer than a short run
  const auto count = std::max(min_count, (left + 2 * jobs_ - 1) / (2 * jobs_));
  Runs taken;
  std::erase_if(queued_, [&](std::size_t run) {
    const bool take = taken.size() < count && of_these(run);
    if (take) taken.push_back(run);
    return take;
  });
  return taken;
}

void SupervisorPolicy::loaded(std::size_t worker) {
  for (const auto run : workers_.at(worker).runs)
    loaded_files_.insert(files(run).loaded.begin(), files(run).loaded.end());
}

bool SupervisorPolicy::accept(std::size_t number, std::size_t run, const std::optional<std::string>& failure) {
  auto& worker = workers_.at(number);
  worker.missing -= received_[run] ? 0 : 1;
  received_[run] = true;
  if (settled_[run]) return false;
  const bool believed = worker.isolated || !failure || failed_isolated_.contains({case_of_[run], *failure});
  if (!believed) {
    suspects_.push_back(run);
    return false;
  }
  if (failure)
    failed_isolated_.emplace(case_of_[run], *failure);
  else
    opened_.insert(files(run).problem);
  return settled_[run] = true;
}

SupervisorPolicy::Runs SupervisorPolicy::ended(std::size_t number, const WorkerEnd& end) {
  const auto left = missing(number);
  const bool isolated = workers_.at(number).isolated;
  workers_.erase(number);
  if (left.empty()) return {};
  if (!isolated) {
    requeue(left, end);
    return {};
  }
  const auto culprit = left.front();
  if (settled_[culprit]) return {};  // a verdict on another run was one on this, too
  // Whoever kills processes may have hit this one by chance: a verdict takes two times.
  if (end.killed_from_outside && killed_once_.insert(culprit).second) {
    suspects_.push_back(culprit);
    return {};
  }
  return mark_failed(culprit, end.phase);
}

/// Of a shared worker that ended: who is to be suspected?
void SupervisorPolicy::requeue(const Runs& missing, const WorkerEnd& end) {
  if (end.phase == WorkerEnd::Phase::loading) {
    std::ranges::copy(missing, std::back_inserter(loading_suspects_));
    return;
  }
  std::set<std::size_t> suspected(end.begun.begin(), end.begun.end());
  if (end.opening) suspected.insert(*end.opening);
  const auto is_suspect = [&](std::size_t run) { return suspected.contains(run); };
  // The progress table may lie. Some are suspected in any case, each time twice as many, so that this comes to an end.
  if (std::ranges::none_of(missing, is_suspect)) {
    const auto count = std::min(blind_suspects_, missing.size());
    suspected.insert(missing.begin(), missing.begin() + static_cast<std::ptrdiff_t>(count));
    blind_suspects_ = 2 * count;
  }
  for (const auto run : missing)
    if (is_suspect(run))
      suspects_.push_back(run);
    else
      queued_.push_back(run);
}

SupervisorPolicy::Runs SupervisorPolicy::mark_failed(std::size_t culprit, WorkerEnd::Phase phase) {
  Runs failed{culprit};
  if (phase == WorkerEnd::Phase::loading) failed = culprits_while_loading(culprit);
  if (phase == WorkerEnd::Phase::opening) failed = culprits_while_opening(culprit);
  for (const auto run : failed) settled_[run] = true;
  suspect_queued([&](std::size_t run) { return case_of_[run] == case_of_[culprit]; });
  return failed;
}

/// All runs that load the same file, if only one is in question; else all of the same case.
SupervisorPolicy::Runs SupervisorPolicy::culprits_while_loading(std::size_t culprit) {
  std::vector<std::string> in_question;
  std::ranges::set_difference(files(culprit).loaded, loaded_files_, std::back_inserter(in_question));
  return unsettled([&](std::size_t run) {
    return in_question.size() == 1 ? files(run).loaded.contains(in_question.front())
                                   : case_of_[run] == case_of_[culprit];
  });
}

/// All runs on the problem, if it could not be opened beside the plugins of two optimizers, or of the only one. Just
/// the culprit if it could be opened at another time: then the progress table lies.
SupervisorPolicy::Runs SupervisorPolicy::culprits_while_opening(std::size_t culprit) {
  const auto& problem = files(culprit).problem;
  if (opened_.contains(problem)) return {culprit};
  auto& unopened_by = unopened_by_[problem];
  unopened_by.insert(files(culprit).optimizer);
  const auto of_problem = unsettled([&](std::size_t run) { return files(run).problem == problem; });
  const bool only_one = std::ranges::all_of(
      of_problem, [&](std::size_t run) { return files(run).optimizer == files(culprit).optimizer; });
  if (unopened_by.size() > 1 || only_one) return of_problem;
  // Next comes one that tells more.
  suspect_queued([&](std::size_t run) { return files(run).problem == problem; });
  std::ranges::stable_partition(suspects_, [&](std::size_t run) {
    return files(run).problem == problem && files(run).optimizer != files(culprit).optimizer;
  });
  return {culprit};
}

template <class Match>
void SupervisorPolicy::suspect_queued(Match match) {
  std::ranges::copy_if(queued_, std::back_inserter(suspects_), match);
  std::erase_if(queued_, match);
}

template <class Match>
SupervisorPolicy::Runs SupervisorPolicy::unsettled(Match match) const {
  Runs found;
  for (std::size_t run = 0; run < settled_.size(); ++run)
    if (!settled_[run] && match(run)) found.push_back(run);
  return found;
}

SupervisorPolicy::Runs SupervisorPolicy::missing(std::size_t number) const {
  Runs left;
  std::ranges::copy_if(workers_.at(number).runs, std::back_inserter(left),
                       [&](std::size_t run) { return !received_[run]; });
  return left;
}

bool SupervisorPolicy::has_loaded_before(std::size_t run) const {
  return std::ranges::includes(loaded_files_, files(run).loaded);
}

}  // namespace slalom::worker
