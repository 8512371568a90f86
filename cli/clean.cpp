// slalom clean DIR
#include "commands.hpp"
#include "damage.hpp"
#include "exit_code.hpp"
#include "store/store.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage clean_usage{
    .command = "clean",
    .summary = "remove results that no stored suite asks for any more",
    .arguments = "DIR [options]",
    .about =
        "Says how many results of a folder the suites stored there no longer ask for, as after a\n"
        "change of a suite or a plugin, and how much disk space they take. With --yes they are removed.",
    .examples = "slalom clean results/lecture\nslalom clean results/lecture --yes",
    .min_arguments = 1,
    .max_arguments = 1,
    .completes = "@folders"};

po::options_description clean_options() {
  po::options_description options;
  options.add_options()("yes", "remove them");
  return options;
}

std::string megabytes(std::uintmax_t bytes) { return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6); }

int clean(const Given& given) {
  const std::filesystem::path folder = given.arguments[0], file = folder / "results.sqlite";
  const bool remove = given.has("yes");
  store::Store store(folder, remove ? store::Store::Mode::write : store::Store::Mode::read);
  note_damage(store, folder);
  const auto unused = store.unused();
  const auto before = std::filesystem::file_size(file);
  std::cout << fmt::format("{}: {} of {} results are no longer asked for\n", folder.string(), unused.size(),
                           store.count());
  if (unused.empty()) return all_right;
  if (!remove) {
    std::cout << fmt::format("the file takes {}; 'slalom clean {} --yes' removes them\n", megabytes(before),
                             folder.string());
    return all_right;
  }
  store.remove(unused);
  std::cout << fmt::format("removed; disk space {} before, {} after\n", megabytes(before),
                           megabytes(std::filesystem::file_size(file)));
  return all_right;
}

}  // namespace

const Command commands::clean{.usage = clean_usage, .options = clean_options, .run = cli::clean};

}  // namespace slalom::cli
