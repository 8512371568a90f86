#include "worker/supervisor.hpp"

#include "worker/cause.hpp"
#include "worker/message.hpp"
#include "worker/process.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <poll.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <deque>
#include <list>
#include <map>
#include <set>

namespace slalom::host {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds longest_wait{100};
constexpr int most_takes = 10'000;

/// A worker, and what is known of its runs. A place is a run's position in its assignment.
struct Worker {
  WorkerProcess process;
  std::vector<std::size_t> runs;  ///< the supervisor's indices of them
  bool alone;
  std::vector<bool> received = std::vector<bool>(runs.size());
  std::map<std::size_t, Seconds> since{};  ///< places in flight: when each was seen first, by the watch
  std::string forgery{};                   ///< what is wrong with what it sent
  std::vector<std::size_t> overdue{};      ///< the places for which it was killed

  Worker(const Assignment& assignment, std::vector<std::size_t> given)
      : process(assignment), runs(std::move(given)), alone(assignment.alone) {}
};

/// Time during which the supervisor was awake: a machine or a process that sleeps makes no run late.
class Watch {
 public:
  Seconds tick() {
    const auto now = Clock::now();
    seconds_ += std::min<Seconds>(now - last_, std::chrono::seconds(1));
    last_ = now;
    return seconds_;
  }

 private:
  Clock::time_point last_ = Clock::now();
  Seconds seconds_{0};
};

class Supervisor {
 public:
  Supervisor(const Plan& plan, std::span<const Run> runs, const Registry& registry, const SupervisorOptions& options,
             const SupervisorSink& sink)
      : plan_(plan),
        runs_(runs),
        registry_(registry),
        options_(options),
        sink_(sink),
        jobs_(static_cast<std::size_t>(options.jobs > 0 ? options.jobs : omp_get_num_procs())),
        place_(runs.size()),
        settled_(runs.size()),
        look_pause_(std::clamp<Seconds>(options.timeout / 20, longest_wait / 10, std::chrono::seconds(1))) {
    for (std::size_t i = 0; i < runs.size(); ++i) {
      waiting_.push_back(i);
      index_of_[runs[i].id] = i;
    }
  }

  void run() {
    while (!interrupted() && start_workers()) {
      wait();
      look_for_overdue();
      for (auto worker = workers_.begin(); worker != workers_.end();) {
        const bool ended = worker->process.has_ended();
        attend(*worker);
        if (ended) bury(*worker);
        worker = ended ? workers_.erase(worker) : std::next(worker);
      }
      sink_.pause();
    }
    for (auto& worker : workers_) {  // interrupted: what is finished counts
      worker.process.kill();
      take_all(worker);
    }
  }

 private:
  bool interrupted() const { return options_.interrupted != nullptr && *options_.interrupted; }

  /// Suspects first, each alone, as many at a time as there are jobs; then all others in one worker.
  /// False if nothing is left to do.
  bool start_workers() {
    const auto is_settled = [this](std::size_t run) { return settled_[run]; };
    std::erase_if(waiting_, is_settled);
    std::erase_if(suspects_, is_settled);
    const bool shared = !workers_.empty() && !workers_.front().alone;
    while (!shared && !suspects_.empty() && workers_.size() < jobs_) {
      start({suspects_.front()}, true);
      suspects_.pop_front();
    }
    if (workers_.empty() && !waiting_.empty()) start(std::exchange(waiting_, {}), false);
    return !workers_.empty();
  }

  void start(std::vector<std::size_t> runs, bool alone) {
    auto assignment = assign(plan_, runs_, runs, registry_);
    assignment.jobs = alone ? 1 : static_cast<int>(jobs_);
    assignment.alone = alone;
    assignment.memory = options_.memory;
    assignment.data_folder = std::filesystem::absolute(options_.data_folder);
    if (options_.recall)
      for (const auto& c : assignment.plan.cases)
        if (const auto [at, is_new] = assignment.kept.try_emplace(facts_key(c)); is_new)
          at->second = options_.recall(at->first);
    for (std::size_t k = 0; k < runs.size(); ++k) place_[runs[k]] = k;
    workers_.emplace_back(assignment, std::move(runs));
  }

  void wait() {
    std::vector<pollfd> files;
    for (const auto& worker : workers_)
      for (const int file : {worker.process.records(), worker.process.printing(), worker.process.life()})
        files.push_back({.fd = file, .events = POLLIN, .revents = 0});
    poll(files.data(), files.size(), static_cast<int>(longest_wait.count()));
  }

  void attend(Worker& worker) {
    take(worker);
    if (!worker.overdue.empty() || !worker.forgery.empty()) worker.process.kill();
  }

  void look_for_overdue() {
    const auto now = watch_.tick();
    if (options_.timeout == Seconds::max() || now - looked_ < look_pause_) return;
    looked_ = now;
    for (auto& worker : workers_)
      if (worker.overdue.empty()) look_for_overdue(worker, now);
  }

  /// Takes what a worker sent. False if there was nothing.
  bool take(Worker& worker) {
    if (!worker.process.receive()) return false;
    if (worker.forgery.empty()) try {
        for (Bytes payload; worker.process.next(payload);)
          read_messages(payload,
                        {.facts = sink_.facts, .record = [&](RunRecord record) { take(worker, std::move(record)); }});
      } catch (const WireError& error) {
        worker.forgery = error.what();
      }
    return true;
  }

  /// Not for ever: a process that a plugin has left behind may go on printing.
  void take_all(Worker& worker) {
    for (int i = 0; i < most_takes && take(worker); ++i) {
    }
  }

  void take(Worker& worker, RunRecord record) {
    const auto known = index_of_.find(record.id);
    const auto run = known == index_of_.end() ? runs_.size() : known->second;
    if (run == runs_.size() || place_[run] >= worker.runs.size() || worker.runs[place_[run]] != run)
      throw WireError("a record came of a run that was not asked for");
    worker.received[place_[run]] = true;
    worker.since.erase(place_[run]);
    if (worker.alone) record.output = worker.process.printed();
    // A failure in company may be another's fault. Once a case has failed alone, its failures are believed.
    auto& failed_alone = failed_alone_[runs_[run].case_index];
    if (record.status == Status::failed && !worker.alone && !failed_alone) return suspects_.push_back(run);
    failed_alone = failed_alone || record.status == Status::failed;
    settle(run, record);
  }

  void settle(std::size_t run, const RunRecord& record) {
    if (settled_[run]) return;
    settled_[run] = true;
    sink_.record(record);
  }

  /// Looks for runs that have been in flight for too long.
  void look_for_overdue(Worker& worker, Seconds now) {
    const auto& table = worker.process.table();
    const auto opening = table.opening().load();
    for (std::size_t k = 0; k < worker.runs.size(); ++k) {
      const bool in_flight = opening != 0 ? opening == k + 1 : table.progress(k) != 0 && !worker.received[k];
      if (!in_flight)
        worker.since.erase(k);
      else if (now - worker.since.emplace(k, now).first->second > options_.timeout)
        worker.overdue.push_back(k);
    }
  }

  /// Takes what a worker left behind that has ended, and decides on the runs that it did not hand over.
  void bury(Worker& worker) {
    worker.process.kill();  // and the processes that a plugin has left behind
    take_all(worker);
    const int status = worker.process.wait();
    // After a death the suspects print it again, alone.
    if (!worker.alone && status == 0 && !worker.process.printed().empty()) sink_.stray_output(worker.process.printed());
    std::vector<std::size_t> left;
    for (std::size_t k = 0; k < worker.runs.size(); ++k)
      if (!worker.received[k] && std::ranges::find(worker.overdue, k) == worker.overdue.end()) left.push_back(k);
    if (worker.alone && !left.empty())
      judge(worker, status);
    else
      sort_out(worker, left);
    for (const auto k : worker.overdue)
      convict(worker, k,
              fmt::format("no end within {:g} s, {}", options_.timeout.count(), moment(worker.process.table(), k)));
  }

  /// A worker with a single run died.
  void judge(Worker& worker, int status) {
    const auto run = worker.runs.front();
    // Whoever kills processes may have hit this one by chance: that takes two times.
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL && worker.forgery.empty() && killed_.insert(run).second)
      return suspects_.push_back(run);
    const auto& table = worker.process.table();
    convict(worker, 0, worker.forgery.empty() ? cause_of_death(status, table, 0) : worker.forgery);
  }

  /// A shared worker died: which of the runs that it left are to be suspected?
  void sort_out(const Worker& worker, const std::vector<std::size_t>& left) {
    const auto& table = worker.process.table();
    const auto begun = [&](std::size_t k) { return table.progress(k) != 0 || table.opening() == k + 1; };
    const bool was_killed = !worker.overdue.empty();
    const bool nothing_known = !was_killed && std::ranges::none_of(left, begun) && left.size() == worker.runs.size();
    // It may have been chance. Only if the next one gets no further, all are suspects.
    const bool all_suspect = nothing_known && std::exchange(died_at_once_, true);
    for (const auto k : left)
      if (!was_killed && (all_suspect || begun(k)))
        suspects_.push_back(worker.runs[k]);
      else
        waiting_.push_back(worker.runs[k]);
  }

  /// The run at this place is guilty.
  void convict(const Worker& worker, std::size_t place, const std::string& reason) {
    const auto guilty = worker.runs[place];
    const auto fail = [&](std::size_t run) {
      settle(run, {.id = runs_[run].id,
                   .seed = runs_[run].seed,
                   .status = Status::failed,
                   .reason = reason,
                   .output = worker.alone ? worker.process.printed() : ""});
    };
    const auto index = runs_[guilty].case_index;
    if (worker.process.table().opening() != 0) {  // so is every other one that needs the problem
      const auto key = facts_key(plan_.cases[index]);
      for (std::size_t run = 0; run < runs_.size(); ++run)
        if (!settled_[run] && facts_key(plan_.cases[runs_[run].case_index]) == key) fail(run);
      return;
    }
    fail(guilty);
    failed_alone_[index] = true;
    // Its other seeds would end workers too, and disturb whoever is in them.
    const auto like_it = [&](std::size_t run) { return runs_[run].case_index == index; };
    std::ranges::copy_if(waiting_, std::back_inserter(suspects_), like_it);
    std::erase_if(waiting_, like_it);
  }

  const Plan& plan_;
  std::span<const Run> runs_;
  const Registry& registry_;
  const SupervisorOptions& options_;
  const SupervisorSink& sink_;
  std::size_t jobs_;
  std::map<RunId, std::size_t> index_of_;
  std::vector<std::size_t> waiting_;            // for a shared worker
  std::deque<std::size_t> suspects_;            // for workers of their own
  std::list<Worker> workers_;                   // one shared, or several with a single run each
  std::vector<std::size_t> place_;              // of a run in the worker that has it
  std::vector<bool> settled_;                   // runs that have their record
  std::map<std::uint32_t, bool> failed_alone_;  // cases
  std::set<std::size_t> killed_;                // runs whose own worker was killed once
  bool died_at_once_ = false;                   // a shared worker, before any run had begun
  Watch watch_;
  Seconds look_pause_, looked_{0};
};

}  // namespace

void supervise(const Plan& plan, std::span<const Run> runs, const Registry& registry, const SupervisorOptions& options,
               const SupervisorSink& sink) {
  Supervisor(plan, runs, registry, options, sink).run();
}

}  // namespace slalom::host
