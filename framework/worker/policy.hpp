// Who runs what next, and who is the culprit when a worker ends: the supervisor's decisions, without input or output.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace slalom::worker {

/// What can be blamed for the runs of a case.
struct CaseFiles {
  std::string problem;             ///< equal for cases that share an opened problem
  std::string optimizer;           ///< the optimizer's plugin file
  std::set<std::string> loaded{};  ///< all plugin files that a worker loads for it, that one too
  std::string sources{};           ///< the source files among them; cases share a worker if these are the same
};

/// How a worker ended that had not handed over all of its records. Runs are the supervisor's indices.
struct WorkerEnd {
  enum class Phase { loading, opening, running };
  Phase phase = Phase::running;
  std::vector<std::size_t> begun{};      ///< by what the progress table says
  std::optional<std::size_t> opening{};  ///< the run whose problem was being opened, by the same
  bool killed_from_outside = false;      ///< by SIGKILL that the supervisor did not send
};

/// A run is queued, running, suspect or settled. Many queued runs share one worker, or, where an interpreter runs them,
/// one of several that have one thread each. A failure in a shared worker does not identify the
/// culprit: when such a worker ends or is late, the runs that may have been the cause become suspects, and each is
/// repeated isolated, in a worker of its own. A run whose isolated worker ends is the culprit.
class SupervisorPolicy {
 public:
  using Runs = std::vector<std::size_t>;

  /// `case_of` gives the case of each run, an index into `cases`.
  SupervisorPolicy(std::vector<CaseFiles> cases, std::vector<std::size_t> case_of, std::size_t jobs);

  struct Assigned {
    std::size_t worker;  ///< a new number
    Runs runs;
    bool isolated;
    bool single_threaded;  ///< one run at a time: interpreters share nothing
  };
  /// The next worker to be started; nothing while those that run have to end first, or when nothing is left.
  std::optional<Assigned> next_worker();

  /// A worker has loaded all of its plugin files.
  void loaded(std::size_t worker);

  /// A record came, with the reason if a plugin reported an error. True if it counts: a failure in company may be the
  /// fault of another run and is repeated isolated, unless one of the same case has failed so for the same reason.
  bool accept(std::size_t worker, std::size_t run, const std::optional<std::string>& failure);

  bool has_all_records(std::size_t worker) const { return workers_.at(worker).missing == 0; }
  bool is_settled(std::size_t run) const { return settled_[run]; }

  /// A worker is gone. The runs that are failed by it, which are settled from here on.
  Runs ended(std::size_t worker, const WorkerEnd& end);

 private:
  struct Worker {
    Runs runs;
    bool isolated, single_threaded;
    std::size_t missing;  ///< records
  };
  Assigned assign(Runs runs, bool isolated, bool single_threaded);
  Runs take_interpreted();
  Runs missing(std::size_t worker) const;
  void requeue(const Runs& missing, const WorkerEnd& end);
  Runs mark_failed(std::size_t culprit, WorkerEnd::Phase phase);
  Runs culprits_while_loading(std::size_t culprit);
  Runs culprits_while_opening(std::size_t culprit);
  /// Runs that are queued and `match` go to the suspects: they would end shared workers too.
  template <class Match>
  void suspect_queued(Match match);
  template <class Match>
  Runs unsettled(Match match) const;
  const CaseFiles& files(std::size_t run) const { return cases_[case_of_[run]]; }
  bool has_loaded_before(std::size_t run) const;

  std::vector<CaseFiles> cases_;
  std::vector<std::size_t> case_of_;
  std::size_t jobs_;
  std::vector<bool> settled_;
  std::vector<bool> received_;                // from the worker that has, or had, the run
  Runs queued_;                               // for a shared worker, or several single-threaded ones
  std::deque<std::size_t> suspects_;          // for isolated workers
  std::deque<std::size_t> loading_suspects_;  // likewise, until their files have been loaded once
  std::map<std::size_t, Worker> workers_;     // one shared, or several of one thread
  std::size_t blind_suspects_;                // next time that nothing is known of a death
  std::size_t next_number_ = 0;               // of workers
  std::set<std::pair<std::size_t, std::string>> failed_isolated_;  // cases, and for what reasons
  std::set<std::size_t> killed_once_;                              // runs whose isolated worker was killed from outside
  std::set<std::string> opened_;                                   // problems of which there is a result
  std::set<std::string> loaded_files_;                             // by some worker
  std::map<std::string, std::set<std::string>> unopened_by_;  // problems: optimizer files whose isolated worker ended
};

}  // namespace slalom::worker
