// slalom export DIR --format FORMAT --out DIR
#include "command_line.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "export/export_coco.hpp"
#include "export/export_csv.hpp"
#include "export/export_ioh.hpp"
#include "export/export_json.hpp"

#include <fmt/format.h>

#include <array>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage usage{.command = "export",
                      .summary = "write results as CSV, JSON, or files of other tools",
                      .arguments = "DIR --format csv|json|ioh|coco --out DIR",
                      .about =
                          "Writes results for other tools.\n"
                          "csv:  runs.csv, trace.csv, trajectory.csv, targets.csv\n"
                          "json: results.json, with all that is stored\n"
                          "ioh:  folders for IOHanalyzer and iohinspector\n"
                          "coco: folders for cocopp, of the problems whose minimum is known",
                      .examples = "slalom export results/lecture --format csv --out tables",
                      .min_arguments = 1,
                      .max_arguments = 1,
                      .completes = "@folders"};

struct Format {
  const char* name;
  std::vector<std::string> (*write)(const host::Store& store, const std::filesystem::path& out);  ///< returns notes
};

/// For formats that have nothing to note.
template <void (*write)(const host::Store&, const std::filesystem::path&)>
std::vector<std::string> without_notes(const host::Store& store, const std::filesystem::path& out) {
  write(store, out);
  return {};
}

constexpr std::array formats{Format{"csv", without_notes<report::export_csv>},
                             Format{"json", without_notes<report::export_json>},
                             Format{"ioh", without_notes<report::export_ioh>}, Format{"coco", report::export_coco}};

const Format& format_named(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& format : formats) {
    if (format.name == name) return format;
    names.emplace_back(format.name);
  }
  throw WrongRequest(fmt::format("unknown format '{}'{}\nthe formats are: {}", name, did_you_mean(name, names),
                                 fmt::join(names, ", ")));
}

po::options_description options() {
  po::options_description options;
  options.add_options()("format", po::value<std::string>()->value_name("FORMAT")->required(), "csv, json, ioh or coco");
  options.add_options()("out", po::value<std::string>()->value_name("DIR")->required(), "the folder to write to");
  return options;
}

int export_data(const Given& given) {
  const auto& format = format_named(*given.text("format"));
  const auto notes = format.write(host::Store(given.arguments[0], host::Store::Mode::read), *given.text("out"));
  for (const auto& note : notes) std::cerr << "slalom: " << note << "\n";
  return all_right;
}

}  // namespace

const Command commands::export_data{.usage = usage, .options = options, .run = cli::export_data};

}  // namespace slalom::cli
