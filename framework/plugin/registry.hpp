// All plugins that were found, by name.
#pragma once

#include "plugin/setting.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace slalom::host {

/// A loaded shared library; unloaded with its last entry.
struct PluginFile {
  std::filesystem::path path;
  std::string hash;     ///< XXH3-128 of the file's content, 32 hexadecimal digits
  std::string version;  ///< the plugin's own
  std::shared_ptr<const void> library;
  const slalom_table* table = nullptr;
};

template <class Descriptor>
struct Entry {
  const Descriptor* c = nullptr;
  std::shared_ptr<const PluginFile> file;
  std::string name, title, source;
  std::vector<Setting> settings;
};

struct OptimizerEntry : Entry<slalom_optimizer> {
  std::optional<Setting> learning_rate;
};
struct ProblemEntry : Entry<slalom_problem> {};
struct ScheduleEntry : Entry<slalom_schedule> {};

/// A file that could not be taken, and why.
struct Rejected {
  std::filesystem::path path;
  std::string reason;
};

/// Why a file must not be loaded into this process; empty if it may.
using LoadTrial = std::function<std::string(const std::filesystem::path&)>;

class Registry {
 public:
  /// Loads every *.so in the folders, in the order given. A file that cannot be loaded is noted in rejected().
  /// Of two plugins with one name the first is kept.
  static Registry scan(std::span<const std::filesystem::path> folders, const LoadTrial& trial = {});

  /// Loads these files, in the order given; throws std::runtime_error with the reason if one cannot be.
  static Registry load(std::span<const std::filesystem::path> files);
  static Registry load(const std::filesystem::path& file) { return load(std::span(&file, 1)); }

  const OptimizerEntry* optimizer(const std::string& name) const { return find(optimizers_, name); }
  const ProblemEntry* problem(const std::string& name) const { return find(problems_, name); }
  const ScheduleEntry* schedule(const std::string& name) const { return find(schedules_, name); }

  const std::map<std::string, OptimizerEntry>& optimizers() const { return optimizers_; }
  const std::map<std::string, ProblemEntry>& problems() const { return problems_; }
  const std::map<std::string, ScheduleEntry>& schedules() const { return schedules_; }
  const std::vector<Rejected>& rejected() const { return rejected_; }
  /// All that were loaded, in order.
  const std::vector<std::filesystem::path>& files() const { return files_; }

 private:
  template <class T>
  static const T* find(const std::map<std::string, T>& all, const std::string& name) {
    const auto it = all.find(name);
    return it == all.end() ? nullptr : &it->second;
  }
  void add(std::shared_ptr<const PluginFile> file);

  std::map<std::string, OptimizerEntry> optimizers_;
  std::map<std::string, ProblemEntry> problems_;
  std::map<std::string, ScheduleEntry> schedules_;
  std::vector<Rejected> rejected_;
  std::vector<std::filesystem::path> files_;
};

/// What plugins are created in.
struct Surroundings {
  const Registry& registry;
  std::filesystem::path data_folder;
};

}  // namespace slalom::host
