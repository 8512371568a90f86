#include "worker/worker.hpp"

#include "loader/heap.hpp"
#include "loader/interpreter.hpp"
#include "loader/source.hpp"
#include "process/process_state.hpp"
#include "process/sandbox.hpp"
#include "process/search_path.hpp"
#include "run/executor.hpp"
#include "suite/plugins_of_case.hpp"
#include "worker/assignment.hpp"
#include "worker/limits.hpp"
#include "worker/printed.hpp"
#include "worker/record_sender.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <set>

namespace slalom::worker {

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
std::string replaced_plugin(const suite::Case& c, const loader::Registry& registry) {
  std::string found;
  suite::for_each_plugin(c, registry, [&](const suite::PluginUse& use, const auto* entry) {
    if (entry != nullptr && !use.hash.empty() && use.hash.find(entry->file->hash) == std::string::npos)
      found = fmt::format("{} was replaced while this command ran: run it again", entry->file->path.string());
  });
  return found;
}

/// Data sets that a suite names by a path of their own.
void add_data(const Json& settings, std::vector<std::filesystem::path>& paths) {
  for (const auto& [name, value] : settings.items()) {
    if (value.is_structured()) add_data(value, paths);
    if (!value.is_string() || !value.get_ref<const std::string&>().starts_with('/')) continue;
    const std::filesystem::path path(value.get<std::string>());
    paths.push_back(is_directory(path) ? path : path.parent_path());
  }
}

std::vector<std::filesystem::path> readable_paths(const Assignment& a) {
  auto files = a.plugin_files;
  for (const auto& source : a.sources) files.push_back(source.path);
  auto addresses = files;
  for (const auto& source : a.sources) addresses.emplace_back(loader::address_of(source));
  auto paths = process::paths_of_plugins(files);
  std::ranges::move(loader::paths_of_sources(addresses), std::back_inserter(paths));
  std::ranges::move(process::folders_in(a.data_folder.folders), std::back_inserter(paths));
  for (const auto& c : a.plan.cases) add_data(c.problem.settings, paths);
  std::ranges::sort(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

std::size_t count_problems(const suite::Plan& plan) {
  std::set<std::string> keys;
  for (const auto& c : plan.cases) keys.insert(run::problem_key(c));
  return keys.size();
}

std::string out_of_memory(const Assignment& a) {
  return a.memory == 0 ? "out of memory" : fmt::format("out of memory: more than {} MB", a.memory >> 20U);
}

void run_all(const Assignment& a, const ProgressTable& table, RecordSender& sender, MemoryLimits& memory) {
  const auto& registry = *new loader::Registry(
      loader::Registry::load(a.plugin_files, a.sources));  // not unloaded: plugins may leave threads behind
  // A plugin that calls exit() ends here, before anything else is taken apart under the feet of other threads.
  on_exit([](int status, void*) { _exit(status); }, nullptr);
  process::set_signals_of_worker();
  process::set_default_rounding();
  sender.put([](ByteWriter& to) { put_loaded(to); });
  sender.flush();  // whatever happens from here on does not happen while plugins are loaded
  memory.problems_open(count_problems(a.plan));

  std::vector<suite::Run> runs;
  std::vector<std::size_t> slot;  // in the assignment
  for (std::size_t i = 0; i < a.plan.runs.size(); ++i) {
    const auto& run = a.plan.runs[i];
    if (auto why = replaced_plugin(a.plan.cases[run.case_index], registry); !why.empty()) {
      const run::RunRecord record{
          .id = run.id, .seed = run.seed, .status = run::Status::failed, .reason = std::move(why)};
      sender.put([&](ByteWriter& to) { put_record(to, record); });
    } else {
      runs.push_back(run);
      slot.push_back(i);
    }
  }
  const run::RunEvents events{.problem_info =
                                  [&](const std::string& key, const run::ProblemInfo& info) {
                                    sender.put([&](ByteWriter& to) { put_info(to, key, info); });
                                  },
                              .record =
                                  [&](run::RunRecord record) {
                                    loader::limit_heap(0);
                                    if (!a.isolated) record.output = take_printed();
                                    if (record.reason == std::bad_alloc().what()) record.reason = out_of_memory(a);
                                    sender.put([&](ByteWriter& to) { put_record(to, record); });
                                  }};
  const run::ProgressHooks hooks{.opening =
                                     [&](std::size_t run) {
                                       table.opening() = 1 + slot[run];
                                       loader::limit_heap(a.memory);
                                     },
                                 .opened =
                                     [&] {
                                       table.opening() = 0;
                                       loader::limit_heap(0);
                                       memory.runs_begin();
                                     },
                                 .starting =
                                     [&](std::size_t run) {
                                       if (!a.isolated) begin_printed();
                                       loader::limit_heap(a.memory);
                                       auto& progress = table.progress(slot[run]);
                                       progress = 1;
                                       return &progress;
                                     }};
  const auto lookup = [&](const std::string& key) {
    const auto known = a.cached.find(key);
    return known == a.cached.end() ? loader::CachedValues() : known->second;
  };
  run::execute(a.plan, runs, registry, {.jobs = a.jobs, .data_folder = a.data_folder, .lookup = lookup}, events, hooks);
}

}  // namespace

void work(int first) try {
  process::set_signals_of_worker();
  // What the supervisor itself inherited is nobody's business here: a plugin could write to it.
  close_range(STDERR_FILENO + 1, static_cast<unsigned>(first) - 1, 0);
  const int records = descriptor(first, Inherited::records);
  fcntl(records, F_SETFD, FD_CLOEXEC);
  const auto assignment = read_assignment(descriptor(first, Inherited::assignment));
  become_a_worker(assignment);
  MemoryLimits memory(assignment);
  if (assignment.sandbox) process::enter_sandbox(readable_paths(assignment));
  const ProgressTable table(descriptor(first, Inherited::table), assignment.plan.runs.size());
  catch_printed();
  {
    RecordSender sender(records, assignment.key, [] { _exit(worker_cannot_send); });
    run_all(assignment, table, sender, memory);
  }
  _exit(0);
} catch (const std::exception& error) {
  std::cerr << error.what() << std::endl;
  _exit(worker_broken);
}

}  // namespace slalom::worker
