#include "worker/supervisor.hpp"

#include "loader/source.hpp"
#include "worker/exit_description.hpp"
#include "worker/message.hpp"
#include "worker/policy.hpp"
#include "worker/process.hpp"
#include "worker/time_limits.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <poll.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <list>
#include <map>

namespace slalom::worker {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds max_wait{100};
constexpr int max_reads = 10'000;
constexpr run::Seconds time_to_exit{0.2};  // of a worker that has closed its end
constexpr run::Seconds time_to_die{10};    // of one that was killed; after it, it is abandoned

/// A worker, and what is known of its runs. A slot is a run's position in its assignment.
struct Worker {
  WorkerProcess process;
  std::size_t number;             ///< the policy's
  std::vector<std::size_t> runs;  ///< the supervisor's indices of them
  bool isolated;
  WorkerClock clock;
  bool loaded = false, forged = false, out_of_memory = false;
  std::vector<bool> received = std::vector<bool>(runs.size());
  std::optional<run::Seconds> disconnected{};  ///< since when it can send nothing any more
  std::optional<run::Seconds> killed{};        ///< by the supervisor, and when
  std::string killed_for{};                    ///< why

  Worker(Assignment assignment, SupervisorPolicy::Assigned assigned, const TimeLimits& limits, run::Seconds now)
      : process(std::move(assignment)),
        number(assigned.worker),
        runs(std::move(assigned.runs)),
        isolated(assigned.isolated),
        clock(limits, now) {}

  /// The slots that the table shows to have begun, in ascending order.
  std::vector<std::size_t> begun() const {
    std::vector<std::size_t> slots;
    for (std::size_t k = 0; k < runs.size(); ++k)
      if (!received[k] && process.table().progress(k) != 0) slots.push_back(k);
    return slots;
  }
  /// The slot whose problem is being opened, by the same table.
  std::optional<std::size_t> opening() const {
    const auto slot = process.table().opening().load() - 1;
    return slot < runs.size() ? std::optional(slot) : std::nullopt;
  }
};

/// Time during which the supervisor was awake: a machine or a process that sleeps makes no run late.
class Watch {
 public:
  run::Seconds tick() {
    const auto now = Clock::now();
    seconds_ += std::min<run::Seconds>(now - last_, std::chrono::seconds(1));
    last_ = now;
    return seconds_;
  }

 private:
  Clock::time_point last_ = Clock::now();
  run::Seconds seconds_{0};
};

std::vector<CaseFiles> files_of_cases(const suite::Plan& plan, const loader::Registry& registry) {
  std::vector<CaseFiles> files;
  for (const auto& c : plan.cases) {
    auto& of_case = files.emplace_back(CaseFiles{.problem = run::problem_key(c), .optimizer = c.optimizer.name});
    for (const auto& file : plugin_files(c, registry)) of_case.loaded.insert(file.string());
    for (const auto& source : source_files(c, registry)) {
      of_case.loaded.insert(loader::address_of(source));
      of_case.sources += loader::address_of(source) + "\n";
    }
    if (const auto* optimizer = registry.optimizer(c.optimizer.name))
      of_case.optimizer = std::filesystem::absolute(optimizer->file->path).string();
  }
  return files;
}

std::vector<std::size_t> cases_of_runs(std::span<const suite::Run> runs) {
  std::vector<std::size_t> cases;
  for (const auto& run : runs) cases.push_back(run.case_index);
  return cases;
}

class Supervisor {
 public:
  Supervisor(const suite::Plan& plan, std::span<const suite::Run> runs, const loader::Registry& registry,
             const run::ExecutionOptions& options, const run::RunEvents& events)
      : plan_(plan),
        runs_(runs),
        registry_(registry),
        options_(options),
        events_(events),
        jobs_(static_cast<std::size_t>(options.jobs > 0 ? options.jobs : omp_get_num_procs())),
        policy_(files_of_cases(plan, registry), cases_of_runs(runs), jobs_),
        slot_(runs.size()),
        look_pause_(std::clamp<run::Seconds>(options.timeout / 20, max_wait / 10, std::chrono::seconds(1))) {
    for (std::size_t i = 0; i < runs.size(); ++i) index_of_[runs[i].id] = i;
  }

  void run() {
    while (!interrupted()) {
      while (auto assigned = policy_.next_worker()) start(std::move(*assigned));
      if (workers_.empty()) return;
      wait();
      now_ = watch_.tick();
      const bool look = now_ - looked_ >= look_pause_;
      if (look) looked_ = now_;
      for (auto worker = workers_.begin(); worker != workers_.end();) {
        const bool ended = worker->process.has_ended() || (worker->killed && now_ - *worker->killed > time_to_die);
        poll(*worker, look);
        if (ended) reap(*worker);
        worker = ended ? workers_.erase(worker) : std::next(worker);
      }
      events_.idle();
    }
    for (auto& worker : workers_) {  // interrupted: what is finished counts
      worker.process.kill();
      receive_all(worker);
    }
  }

 private:
  bool interrupted() const { return options_.interrupted != nullptr && *options_.interrupted; }

  void start(SupervisorPolicy::Assigned assigned) {
    auto assignment = assign(plan_, runs_, assigned.runs, registry_);
    assignment.jobs = assigned.single_threaded ? 1 : static_cast<int>(jobs_);
    assignment.isolated = assigned.isolated;
    assignment.memory = options_.memory;
    assignment.sandbox = options_.sandbox != process::Sandbox::off;
    assignment.data_folder = {std::filesystem::absolute(options_.data_folder.folders).string(),
                              options_.data_folder.limit};
    if (options_.lookup)
      for (const auto& c : assignment.plan.cases)
        if (const auto [at, is_new] = assignment.cached.try_emplace(run::problem_key(c)); is_new)
          at->second = options_.lookup(at->first);
    for (std::size_t k = 0; k < assigned.runs.size(); ++k) slot_[assigned.runs[k]] = k;
    workers_.emplace_back(std::move(assignment), std::move(assigned), TimeLimits{.run = options_.timeout},
                          watch_.tick());
  }

  void wait() {
    std::vector<pollfd> files;
    for (const auto& worker : workers_)
      for (const int file : {worker.process.records(), worker.process.printing(), worker.process.life()})
        files.push_back({.fd = file, .events = POLLIN, .revents = 0});
    ::poll(files.data(), files.size(), static_cast<int>(max_wait.count()));
  }

  /// Takes in what a worker sent, and ends it if there is a reason to. `look`: also at its time.
  void poll(Worker& worker, bool look) {
    receive(worker);
    if (worker.killed) return;
    if (worker.process.records() < 0 && !worker.disconnected) worker.disconnected = now_;
    if (worker.disconnected && now_ - *worker.disconnected > time_to_exit) {
      if (policy_.has_all_records(worker.number))
        kill(worker, "");
      else
        kill(worker, disconnected_description);
    } else if (look) {
      look_for_overdue(worker);
    }
  }

  void kill(Worker& worker, std::string why) {
    worker.process.kill();
    worker.killed = now_;
    worker.killed_for = std::move(why);
  }

  void look_for_overdue(Worker& worker) {
    const auto opening = worker.opening();
    const auto limit = worker.clock.exceeded(now_, opening ? std::vector{*opening} : worker.begun());
    if (!limit) return;
    kill(worker, fmt::format("no end within {:g} s,", limit->count()));
    if (policy_.has_all_records(worker.number))
      events_.warning(fmt::format("a worker did not end within {:g} s after its last run, and was killed: {}",
                                  limit->count(), "does a plugin hang as it is closed?"));
  }

  /// Takes what a worker sent. False if there was nothing.
  bool receive(Worker& worker) {
    const bool sent = worker.process.receive();
    if (options_.memory != 0 && !worker.out_of_memory && worker.process.out_of_memory()) {
      worker.out_of_memory = true;
      kill(worker, fmt::format("out of memory: more than {} MB,", options_.memory >> 20U));
    }
    if (!sent) return false;
    if (!worker.forged && !worker.out_of_memory) try {
        for (Bytes payload; worker.process.next(payload);) {
          worker.clock.heard(now_);
          read_messages(payload, {.loaded = [&] { loaded(worker); },
                                  .info = events_.problem_info,
                                  .record = [&](run::RunRecord record) { accept(worker, std::move(record)); }});
        }
      } catch (const WireError& error) {
        worker.forged = true;
        kill(worker, error.what());
      }
    return true;
  }

  /// Not for ever: a process that a plugin has left behind may go on printing.
  void receive_all(Worker& worker) {
    for (int i = 0; i < max_reads && receive(worker); ++i) {
    }
  }

  void loaded(Worker& worker) {
    worker.loaded = true;
    worker.clock.loaded(now_);
    policy_.loaded(worker.number);
  }

  void accept(Worker& worker, run::RunRecord record) {
    const auto known = index_of_.find(record.id);
    const auto run = known == index_of_.end() ? runs_.size() : known->second;
    if (run == runs_.size() || slot_[run] >= worker.runs.size() || worker.runs[slot_[run]] != run)
      throw WireError("a record of a run that was not requested arrived");
    worker.received[slot_[run]] = true;
    if (worker.isolated) record.output = worker.process.printed();
    const bool failed = record.status == run::Status::failed;
    if (policy_.accept(worker.number, run, failed ? std::optional(record.reason) : std::nullopt))
      events_.record(record);
    if (policy_.has_all_records(worker.number)) worker.clock.complete(now_);
  }

  /// Takes what a worker that has ended left behind.
  void reap(Worker& worker) {
    worker.process.kill();  // its group, which a plugin may have left behind
    receive_all(worker);
    const int status = worker.process.wait();
    const bool by_itself = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    // After a death the suspects print it again, isolated.
    if (!worker.isolated && by_itself && !worker.process.printed().empty())
      events_.stray_output(worker.process.printed());
    const auto failed = policy_.ended(worker.number, end_of(worker, status));
    if (failed.empty()) return;
    const auto& why = worker.killed_for.empty() ? exit_description(status) : worker.killed_for;
    for (const auto run : failed)
      events_.record(
          {.id = runs_[run].id,
           .seed = runs_[run].seed,
           .status = run::Status::failed,
           .reason = worker.forged ? why : why + " " + progress_text(worker.process.table(), 0, worker.loaded),
           .output = worker.process.printed()});
  }

  static WorkerEnd end_of(const Worker& worker, int status) {
    const auto opening = worker.opening();
    WorkerEnd end{.killed_from_outside = !worker.killed && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL};
    if (!worker.loaded)
      end.phase = WorkerEnd::Phase::loading;
    else if (opening)
      end.phase = WorkerEnd::Phase::opening;
    for (const auto slot : worker.begun()) end.begun.push_back(worker.runs[slot]);
    if (opening) end.opening = worker.runs[*opening];
    return end;
  }

  const suite::Plan& plan_;
  std::span<const suite::Run> runs_;
  const loader::Registry& registry_;
  const run::ExecutionOptions& options_;
  const run::RunEvents& events_;
  std::size_t jobs_;
  SupervisorPolicy policy_;
  std::map<suite::RunId, std::size_t> index_of_;
  std::vector<std::size_t> slot_;  // of a run in the worker that has it
  std::list<Worker> workers_;
  Watch watch_;
  run::Seconds look_pause_, looked_{0}, now_{0};
};

}  // namespace

void supervise(const suite::Plan& plan, std::span<const suite::Run> runs, const loader::Registry& registry,
               const run::ExecutionOptions& options, const run::RunEvents& events) {
  Supervisor(plan, runs, registry, options, events).run();
}

}  // namespace slalom::worker
