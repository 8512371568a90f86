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

template <class Entry>
void run_check(const Check<Entry>& check, const Entry& entry, const loader::PluginContext& context) {
  say("begin");
  try {
    const run::FloatEnvironment environment;
    check.run(entry, context);
    say("ok");
  } catch (const CheckRemark& remark) {
    say(std::string("warning ") + remark.what());
  } catch (const loader::Skipped& skipped) {
    say(std::string("warning it skips what it is checked on: ") + skipped.what());
  } catch (const std::exception& failed) {
    say(std::string("fail ") + failed.what());
  } catch (...) {
    say("fail it throws an exception across the interface");
  }
}

template <class Entry>
void run_checks(std::span<const Check<Entry>> checks, const Entry* entry, std::size_t first,
                const loader::PluginContext& context) {
  for (const auto& check : checks.subspan(std::min(first, checks.size()))) run_check(check, *entry, context);
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
