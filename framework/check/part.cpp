#include "check/part.hpp"

#include "check/optimizer_checks.hpp"
#include "check/problem_checks.hpp"
#include "check/process_checks.hpp"
#include "check/result_channel.hpp"
#include "check/schedule_checks.hpp"
#include "loader/inner.hpp"
#include "loader/services.hpp"
#include "run/float_environment.hpp"

#include <algorithm>

namespace slalom::check {

namespace {

/// False if it threw an exception of its own: it cannot be used as it was.
template <class Entry>
bool run_check(const Check<Entry>& check, const Entry& entry, const loader::PluginContext& context,
               const std::string& word_if_it_throws) {
  say("begin");
  try {
    const run::FloatEnvironment environment;
    check.run(entry, context);
    say("ok");
  } catch (const CheckFailed& failed) {
    say(std::string("fail ") + failed.what());
  } catch (const CheckRemark& remark) {
    say(std::string("warning ") + remark.what());
  } catch (const loader::Skipped& skipped) {
    say(std::string("warning it skips what it is checked on: ") + skipped.what());
  } catch (const std::exception& thrown) {
    say(word_if_it_throws + " " + thrown.what());
    return false;
  } catch (...) {
    say(word_if_it_throws + " it throws an exception across the interface");
    return false;
  }
  return true;
}

/// What throws in the first check, which is the simplest use of it, would do so in nearly all others.
template <class Entry>
void run_checks(std::span<const Check<Entry>> checks, const Entry* entry, std::size_t first,
                const loader::PluginContext& context) {
  for (std::size_t i = first; i < checks.size(); ++i) {
    const bool usable = run_check(checks[i], *entry, context, i == 0 ? "useless" : "fail");
    if (i == 0 && !usable) return;
  }
}

void remember_process() {
  const run::FloatEnvironment environment;
  before_all<ThreadsBefore>();
  before_all<FilesBefore>();
  before_all<ProcessBefore>();
}

/// The file, and those that wrappers and modifiers in it are tried with: the plugin NAME is in NAME.so.
loader::Registry load_with_inner(const std::filesystem::path& file, const loader::SearchPaths& search_paths) {
  std::vector files{file};
  const auto add = [&](const auto& entries, const char* word) {
    for (const auto& [name, entry] : entries) {
      const auto* inner = loader::inner_setting(entry.settings);
      if (inner == nullptr) continue;
      const auto wanted = inner->default_value.at(word).template get<std::string>() + ".so";
      for (const auto& folder : search_paths.plugins)
        if (exists(folder / wanted)) files.push_back(folder / wanted);
    }
  };
  const auto alone = loader::Registry::load(file);
  add(alone.optimizers(), "optimizer");
  add(alone.problems(), "problem");
  return loader::Registry::load(files);
}

template <class Entry>
std::vector<std::string> names(std::span<const Check<Entry>> checks) {
  std::vector<std::string> names;
  for (const auto& check : checks) names.emplace_back(check.name);
  return names;
}

}  // namespace

void look_into(const std::filesystem::path& file) {
  try {
    const auto registry = loader::Registry::load(file);
    say("begin");
    if (!registry.rejected().empty())
      say("fail " + registry.rejected().front().reason);
    else if (registry.optimizers().empty() && registry.problems().empty() && registry.schedules().empty())
      say("fail it offers nothing");
    else
      say("ok");
    for (const auto& [name, entry] : registry.optimizers()) say("entry optimizer " + name);
    for (const auto& [name, entry] : registry.problems()) say("entry problem " + name);
    for (const auto& [name, entry] : registry.schedules()) say("entry schedule " + name);
  } catch (const std::exception& error) {
    say(std::string("unusable ") + error.what());
  }
}

void check_entry(const std::filesystem::path& file, const std::string& kind, const std::string& name, std::size_t first,
                 const loader::SearchPaths& search_paths) {
  explain_faults();
  remember_process();
  const auto registry = load_with_inner(file, search_paths);
  const loader::PluginContext context{registry, search_paths.data};
  if (kind == "optimizer") run_checks(optimizer_checks(), registry.optimizer(name), first, context);
  if (kind == "problem") run_checks(problem_checks(), registry.problem(name), first, context);
  if (kind == "schedule") run_checks(schedule_checks(), registry.schedule(name), first, context);
}

std::vector<std::string> check_names(const std::string& kind) {
  if (kind == "optimizer") return names(optimizer_checks());
  if (kind == "problem") return names(problem_checks());
  return names(schedule_checks());
}

}  // namespace slalom::check
