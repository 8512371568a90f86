// All plugins that were found, by name.
#pragma once

#include "loader/data_source.hpp"
#include "loader/setting.hpp"

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace slalom::loader {

/// A plugin file. Where it is loaded into this process, it is unloaded with its last entry; the supervisor of runs
/// loads none, but knows what the files offer from another process that has read their tables.
struct PluginFile {
  std::filesystem::path path;
  std::string hash;     ///< XXH3-128 of the file's content, 32 hexadecimal digits
  std::string version;  ///< the plugin's own
  std::shared_ptr<const void> library = nullptr;
  const slalom_table* table = nullptr;  ///< null if it is not loaded
  /// Of a source file: as suites name it, see plugin/source.hpp.
  std::string spelled = {}, selector = {};
  std::filesystem::path folder = {};
};

template <class Descriptor>
struct Entry {
  const Descriptor* c = nullptr;  ///< null if its file is not loaded
  std::shared_ptr<const PluginFile> file;
  std::string name, title, source;
  std::vector<Setting> settings;
  std::string label;  ///< what it is called in results where the suite says nothing
};

/// By slalom_real.
using RealTypes = std::array<bool, SLALOM_REAL_TYPES>;

struct OptimizerEntry : Entry<slalom_optimizer> {
  RealTypes offers{};
  std::optional<Setting> learning_rate;
};
struct ProblemEntry : Entry<slalom_problem> {
  RealTypes offers{};
  slalom_real preferred = SLALOM_FLOAT64;
};
struct ScheduleEntry : Entry<slalom_schedule> {
  bool needs_total = false;
};

/// What a file offers.
struct FileTables {
  std::string version;
  std::string hash = {};  ///< of a source file, see Source
  std::vector<OptimizerEntry> optimizers;
  std::vector<ProblemEntry> problems;
  std::vector<ScheduleEntry> schedules;
};

/// Loads a file into this process. Throws std::runtime_error with the reason if it cannot be.
std::shared_ptr<const PluginFile> load_file(const std::filesystem::path& file);
FileTables tables_of(const std::shared_ptr<const PluginFile>& loaded);

/// A file that could not be taken, and why.
struct Rejected {
  std::filesystem::path path;
  std::string reason;
  std::string spelled = {}, selector = {};  ///< of a source file
};

/// A source file and the name that suites have for it: "my_rule.py".
struct SourceFile {
  std::filesystem::path path;  ///< absolute
  std::string spelled;
  std::string selector = {};          ///< of a library with several optimizers: which one, "class=AdamW;…"
  std::filesystem::path folder = {};  ///< what paths in the selector are relative to

  auto operator<=>(const SourceFile&) const = default;
};

/// Reads the tables of files without loading them into this process: what each offers, or why it cannot be used.
using TableReader =
    std::function<std::vector<std::variant<FileTables, std::string>>(std::span<const std::filesystem::path> files)>;

class Registry {
 public:
  /// Every *.so in the folders, in the order given, as the reader reads them; without one they are loaded. A file that
  /// cannot be taken is noted in rejected(). Of two plugins with one name the first is kept.
  static Registry scan(std::span<const std::filesystem::path> folders, const TableReader& reader = {});

  /// Loads these files, in the order given; throws std::runtime_error with the reason if one cannot be.
  static Registry load(std::span<const std::filesystem::path> files, std::span<const SourceFile> sources = {});
  static Registry load(const std::filesystem::path& file) { return load(std::span(&file, 1)); }

  /// Adds what source files offer, under names such as "my_rule.py:my_rule". What cannot be used is noted as rejected.
  void add_sources(std::span<const SourceFile> sources, const TableReader& reader);

  const OptimizerEntry* optimizer(const std::string& name) const { return find(optimizers_, name); }
  const ProblemEntry* problem(const std::string& name) const { return find(problems_, name); }
  const ScheduleEntry* schedule(const std::string& name) const { return find(schedules_, name); }

  const std::map<std::string, OptimizerEntry>& optimizers() const { return optimizers_; }
  const std::map<std::string, ProblemEntry>& problems() const { return problems_; }
  const std::map<std::string, ScheduleEntry>& schedules() const { return schedules_; }
  const std::vector<Rejected>& rejected() const { return rejected_; }
  /// All that were taken, in order.
  const std::vector<std::filesystem::path>& files() const { return files_; }
  const std::vector<SourceFile>& sources() const { return sources_; }

 private:
  template <class T>
  static const T* find(const std::map<std::string, T>& all, const std::string& name) {
    const auto it = all.find(name);
    return it == all.end() ? nullptr : &it->second;
  }
  void add(const std::shared_ptr<const PluginFile>& file, FileTables tables);

  std::map<std::string, OptimizerEntry> optimizers_;
  std::map<std::string, ProblemEntry> problems_;
  std::map<std::string, ScheduleEntry> schedules_;
  std::vector<Rejected> rejected_;
  std::vector<std::filesystem::path> files_;
  std::vector<SourceFile> sources_;
};

/// What plugins are created in.
struct PluginContext {
  const Registry& registry;
  DataSource data_folder;
};

}  // namespace slalom::loader
