#include "loader/registry.hpp"

#include "loader/elf_check.hpp"
#include "loader/file_hash.hpp"
#include "loader/source.hpp"
#include "loader/table_check.hpp"
#include "loader/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/dll/shared_library.hpp>
#include <cfenv>
#include <cstdlib>

namespace slalom::loader {

namespace {

/// Calls what runs a plugin's code, which may leave another rounding, or traps, behind.
template <class Call>
void under_own_rounding(Call call) {
  std::fenv_t before;
  std::fegetenv(&before);
  call();
  std::fesetenv(&before);
}

/// Throws if it need not even be tried.
void require_library(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) throw std::runtime_error("there is no such file");
  if (!std::filesystem::is_regular_file(path)) throw std::runtime_error("it is not a regular file");
  if (const auto mistake = elf_mistake(path); !mistake.empty()) throw std::runtime_error(mistake);
}

template <class Entry, class Descriptor>
Entry read_entry(const Descriptor* d, const std::shared_ptr<const PluginFile>& file) {
  Entry entry;
  entry.c = d;
  entry.file = file;
  entry.name = d->name;
  entry.title = d->title;
  entry.source = d->source;
  entry.label = d->name;
  for (std::size_t i = 0; i < d->setting_count; ++i) entry.settings.push_back(read_setting(*d->settings[i]));
  return entry;
}

std::vector<std::filesystem::path> libraries_in(const std::filesystem::path& folder, std::vector<Rejected>& rejected) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& item : std::filesystem::directory_iterator(folder, error))
    if (item.path().extension() == ".so") {
      if (find_forbidden(item.path().string()))
        rejected.push_back({item.path(), "its name is not UTF-8, or has control characters"});
      else
        files.push_back(item.path());
    }
  if (error) rejected.push_back({folder, error.message()});
  std::ranges::sort(files);
  return files;
}

std::vector<std::variant<FileTables, std::string>> load_all(std::span<const std::filesystem::path> paths,
                                                            std::vector<std::shared_ptr<const PluginFile>>& files) {
  std::vector<std::variant<FileTables, std::string>> all;
  for (std::size_t i = 0; i < paths.size(); ++i) try {
      files[i] = load_file(paths[i]);
      all.emplace_back(tables_of(files[i]));
    } catch (const std::exception& wrong) {
      all.emplace_back(wrong.what());
    }
  return all;
}

}  // namespace

std::shared_ptr<const PluginFile> load_file(const std::filesystem::path& path) {
  if (is_source(path)) return load_source(source_at(path));
  require_library(path);
  auto file = std::make_shared<PluginFile>();
  file->path = path;
  file->hash = file_hash(path);

  auto library = std::make_shared<boost::dll::shared_library>();
  setenv("OPENBLAS_NUM_THREADS", "1", 1);  // a run has one thread; plugins may be linked with BLAS
  under_own_rounding([&] { library->load(path.c_str(), boost::dll::load_mode::rtld_now); });
  if (!library->has("slalom_plugin")) throw std::runtime_error("it exports no function slalom_plugin");
  under_own_rounding([&] { file->table = library->get<const slalom_table*()>("slalom_plugin")(); });
  if (const auto mistake = table_mistake(file->table); !mistake.empty()) throw std::runtime_error(mistake);
  file->version = file->table->version;
  file->library = library;
  return file;
}

FileTables tables_of(const std::shared_ptr<const PluginFile>& loaded) {
  const auto& table = *loaded->table;
  FileTables tables{.version = loaded->version, .optimizers = {}, .problems = {}, .schedules = {}};
  if (is_source(loaded->path)) tables.hash = loaded->hash;
  const auto offered = [](const auto& functions) {
    RealTypes offers{};
    for (std::size_t real = 0; real < offers.size(); ++real) offers[real] = functions[real] != nullptr;
    return offers;
  };
  for (std::size_t i = 0; i < table.optimizer_count; ++i) {
    auto& entry = tables.optimizers.emplace_back(read_entry<OptimizerEntry>(table.optimizers[i], loaded));
    entry.offers = offered(entry.c->step);
    if (entry.c->learning_rate != nullptr) entry.learning_rate = read_setting(*entry.c->learning_rate);
  }
  for (std::size_t i = 0; i < table.problem_count; ++i) {
    auto& entry = tables.problems.emplace_back(read_entry<ProblemEntry>(table.problems[i], loaded));
    entry.offers = offered(entry.c->evaluate);
    entry.preferred = static_cast<slalom_real>(entry.c->preferred);
  }
  for (std::size_t i = 0; i < table.schedule_count; ++i) {
    auto& entry = tables.schedules.emplace_back(read_entry<ScheduleEntry>(table.schedules[i], loaded));
    entry.needs_total = (entry.c->flags & SLALOM_NEEDS_TOTAL) != 0;
  }
  return tables;
}

void Registry::add(const std::shared_ptr<const PluginFile>& file, FileTables tables) {
  if (file->spelled.empty())
    files_.push_back(file->path);
  else
    sources_.push_back({file->path, file->spelled, file->selector, file->folder});
  const auto keep = [&](auto& all, auto& entries, const char* kind) {
    for (auto& entry : entries) {
      entry.file = file;
      entry.label = entry.name;
      if (!file->spelled.empty()) entry.name.insert(0, file->spelled + ":");
      const auto name = entry.name;
      const auto [it, is_new] = all.emplace(name, std::move(entry));
      if (!is_new)
        rejected_.push_back({file->path, fmt::format("the {} '{}' is already taken from {}", kind, name,
                                                     it->second.file->path.string())});
    }
  };
  keep(optimizers_, tables.optimizers, "optimizer");
  keep(problems_, tables.problems, "problem");
  keep(schedules_, tables.schedules, "schedule");
}

Registry Registry::load(std::span<const std::filesystem::path> files, std::span<const SourceFile> sources) {
  Registry registry;
  for (const auto& path : files) {
    const auto file = load_file(path);
    registry.add(file, tables_of(file));
  }
  for (const auto& source : sources) {
    const auto file = load_source(source);
    registry.add(file, tables_of(file));
  }
  return registry;
}

void Registry::add_sources(std::span<const SourceFile> sources, const TableReader& reader) {
  for (const auto& source : sources) {
    const std::filesystem::path address = address_of(source);
    auto read = std::move(reader({&address, 1}).front());
    if (const auto* reason = std::get_if<std::string>(&read)) {
      rejected_.push_back({source.path, *reason, source.spelled, source.selector});
      continue;
    }
    auto& tables = std::get<FileTables>(read);
    const auto file = std::make_shared<PluginFile>(PluginFile{.path = source.path,
                                                              .hash = tables.hash,
                                                              .version = tables.version,
                                                              .spelled = source.spelled,
                                                              .selector = source.selector,
                                                              .folder = source.folder});
    add(file, std::move(tables));
  }
}

Registry Registry::scan(std::span<const std::filesystem::path> folders, const TableReader& reader) {
  Registry registry;
  std::vector<std::filesystem::path> paths;
  for (const auto& folder : folders)
    for (const auto& path : libraries_in(folder, registry.rejected_)) try {
        require_library(path);
        paths.push_back(path);
      } catch (const std::exception& wrong) {
        registry.rejected_.push_back({path, wrong.what()});
      }

  std::vector<std::shared_ptr<const PluginFile>> loaded(paths.size());
  auto read = reader ? reader(paths) : load_all(paths, loaded);
  for (std::size_t i = 0; i < paths.size(); ++i) try {
      if (const auto* reason = std::get_if<std::string>(&read[i])) throw std::runtime_error(*reason);
      auto& tables = std::get<FileTables>(read[i]);
      if (loaded[i] == nullptr)
        loaded[i] = std::make_shared<PluginFile>(
            PluginFile{.path = paths[i], .hash = file_hash(paths[i]), .version = tables.version});
      registry.add(loaded[i], std::move(tables));
    } catch (const std::exception& wrong) {
      registry.rejected_.push_back({paths[i], wrong.what()});
    }
  return registry;
}

}  // namespace slalom::loader
