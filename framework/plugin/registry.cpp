#include "plugin/registry.hpp"

#include "plugin/elf_check.hpp"
#include "plugin/file_hash.hpp"
#include "plugin/table_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/dll/shared_library.hpp>

namespace slalom::host {

namespace {

std::shared_ptr<const PluginFile> load_file(const std::filesystem::path& path, const LoadTrial& trial = {}) {
  if (!std::filesystem::is_regular_file(path)) throw std::runtime_error("it is not a file");
  if (const auto mistake = elf_mistake(path); !mistake.empty()) throw std::runtime_error(mistake);
  if (const auto mistake = trial ? trial(path) : ""; !mistake.empty()) throw std::runtime_error(mistake);
  auto file = std::make_shared<PluginFile>();
  file->path = path;
  file->hash = file_hash(path);

  auto library = std::make_shared<boost::dll::shared_library>(path.c_str(), boost::dll::load_mode::rtld_now);
  if (!library->has("slalom_plugin")) throw std::runtime_error("it exports no function slalom_plugin");
  file->table = library->get<const slalom_table*()>("slalom_plugin")();
  if (const auto mistake = table_mistake(file->table); !mistake.empty()) throw std::runtime_error(mistake);
  file->version = file->table->version;
  file->library = library;
  return file;
}

template <class Entry, class Descriptor>
Entry read_entry(const Descriptor* d, const std::shared_ptr<const PluginFile>& file) {
  Entry entry;
  entry.c = d;
  entry.file = file;
  entry.name = d->name;
  entry.title = d->title;
  entry.source = d->source;
  for (std::size_t i = 0; i < d->setting_count; ++i) entry.settings.push_back(read_setting(*d->settings[i]));
  return entry;
}

}  // namespace

void Registry::add(std::shared_ptr<const PluginFile> file) {
  const auto keep = [&](auto& all, auto entry, const char* sort) {
    const auto name = entry.name;
    const auto [it, is_new] = all.emplace(name, std::move(entry));
    if (!is_new)
      rejected_.push_back({file->path, fmt::format("the {} '{}' is already taken from {}", sort, name,
                                                   it->second.file->path.string())});
  };
  files_.push_back(file->path);
  const auto& table = *file->table;
  for (std::size_t i = 0; i < table.optimizer_count; ++i) {
    auto entry = read_entry<OptimizerEntry>(table.optimizers[i], file);
    if (entry.c->learning_rate != nullptr) entry.learning_rate = read_setting(*entry.c->learning_rate);
    keep(optimizers_, std::move(entry), "optimizer");
  }
  for (std::size_t i = 0; i < table.problem_count; ++i)
    keep(problems_, read_entry<ProblemEntry>(table.problems[i], file), "problem");
  for (std::size_t i = 0; i < table.schedule_count; ++i)
    keep(schedules_, read_entry<ScheduleEntry>(table.schedules[i], file), "schedule");
}

Registry Registry::load(std::span<const std::filesystem::path> files) {
  Registry registry;
  for (const auto& file : files) registry.add(load_file(file));
  return registry;
}

Registry Registry::scan(std::span<const std::filesystem::path> folders, const LoadTrial& trial) {
  Registry registry;
  for (const auto& folder : folders) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& item : std::filesystem::directory_iterator(folder, error))
      if (item.path().extension() == ".so") files.push_back(item.path());
    if (error) registry.rejected_.push_back({folder, error.message()});
    std::ranges::sort(files);
    for (const auto& file : files) try {
        registry.add(load_file(file, trial));
      } catch (const std::exception& wrong) {
        registry.rejected_.push_back({file, wrong.what()});
      }
  }
  return registry;
}

}  // namespace slalom::host
