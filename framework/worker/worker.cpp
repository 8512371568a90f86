#include "worker/worker.hpp"

#include "plugin/inner.hpp"
#include "run/executor.hpp"
#include "worker/assignment.hpp"
#include "worker/limits.hpp"
#include "worker/outbox.hpp"
#include "worker/printed.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

namespace slalom::host {

namespace {

int descriptor(int first, Inherited which) { return first + static_cast<int>(which); }

Assignment read_assignment(int descriptor) {
  struct stat about {};
  fstat(descriptor, &about);
  Bytes bytes(static_cast<std::size_t>(about.st_size));
  const auto count = pread(descriptor, bytes.data(), bytes.size(), 0);
  close(descriptor);
  if (count != about.st_size) throw std::runtime_error("the assignment cannot be read");
  return assignment_from(bytes);
}

/// What is wrong with the plugins of a case: another file lies there now; empty if nothing is.
std::string replaced_plugin(const Case& c, const Registry& registry) {
  std::string found;
  const auto check = [&](const auto* entry, const std::string& hash) {
    if (entry != nullptr && !hash.empty() && hash.find(entry->file->hash) == std::string::npos)
      found = fmt::format("{} was replaced while this command ran: run it again", entry->file->path.string());
  };
  for (const auto* p : nested_problems(registry, c.problem.name, c.problem.settings)) check(p, c.problem.plugin_hash);
  for (const auto* o : nested_optimizers(registry, c.optimizer.name, c.optimizer.settings))
    check(o, c.optimizer.plugin_hash);
  if (const auto& rate = c.optimizer.learning_rate) check(registry.schedule(rate->schedule), c.optimizer.schedule_hash);
  return found;
}

std::string out_of_memory(const Assignment& a) {
  return a.memory == 0 ? "out of memory" : fmt::format("out of memory: more than {} MB", a.memory >> 20U);
}

void run_all(const Assignment& a, const FlightTable& table, Outbox& outbox) {
  const auto& registry =
      *new Registry(Registry::load(a.plugin_files));  // not unloaded: plugins may leave threads behind
  // A plugin that calls exit() ends here, before anything else is taken apart under the feet of other threads.
  on_exit([](int status, void*) { _exit(status); }, nullptr);
  limit_memory(a);

  std::vector<Run> runs;
  std::vector<std::size_t> place;  // in the assignment
  for (std::size_t i = 0; i < a.plan.runs.size(); ++i) {
    const auto& run = a.plan.runs[i];
    if (auto why = replaced_plugin(a.plan.cases[run.case_index], registry); !why.empty()) {
      const RunRecord record{.id = run.id, .seed = run.seed, .status = Status::failed, .reason = std::move(why)};
      outbox.put([&](ByteWriter& to) { put_record(to, record); });
    } else {
      runs.push_back(run);
      place.push_back(i);
    }
  }
  const ExecutorSink sink{
      .facts = [&](const std::string& key,
                   const ProblemFacts& facts) { outbox.put([&](ByteWriter& to) { put_facts(to, key, facts); }); },
      .record =
          [&](RunRecord record) {
            if (a.alone)
              unlimit_memory();
            else
              record.output = take_printed();
            if (record.reason == std::bad_alloc().what()) record.reason = out_of_memory(a);
            outbox.put([&](ByteWriter& to) { put_record(to, record); });
          },
      .opening = [&](std::size_t run) { table.opening() = 1 + place[run]; },
      .opened = [&] { table.opening() = 0; },
      .starting =
          [&](std::size_t run) {
            if (!a.alone) begin_printed();
            auto& progress = table.progress(place[run]);
            progress = 1;
            return &progress;
          }};
  const auto recall = [&](const std::string& key) {
    const auto known = a.kept.find(key);
    return known == a.kept.end() ? Kept() : known->second;
  };
  execute(a.plan, runs, registry, {.jobs = a.jobs, .data_folder = a.data_folder, .recall = recall}, sink);
}

}  // namespace

void work(int first) try {
  // Ctrl-C reaches every process at the terminal, and a cluster's TERM every process of a job; the supervisor decides.
  for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_IGN);
  // What the supervisor itself inherited is nobody's business here: a plugin could write to it.
  close_range(STDERR_FILENO + 1, static_cast<unsigned>(first) - 1, 0);
  const int records = descriptor(first, Inherited::records);
  fcntl(records, F_SETFD, FD_CLOEXEC);
  const auto assignment = read_assignment(descriptor(first, Inherited::assignment));
  become_a_worker(assignment);
  const FlightTable table(descriptor(first, Inherited::table), assignment.plan.runs.size());
  catch_printed();
  {
    Outbox outbox(records, assignment.key, [] { _exit(worker_cannot_send); });
    run_all(assignment, table, outbox);
  }
  _exit(0);
} catch (const std::exception& error) {
  std::cerr << error.what() << std::endl;
  _exit(worker_broken);
}

}  // namespace slalom::host
