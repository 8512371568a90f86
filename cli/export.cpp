// slalom export DIR --format FORMAT --out DIR
#include "command_line.hpp"
#include "exit_code.hpp"
#include "export/export_csv.hpp"
#include "export/export_json.hpp"

#include <fmt/format.h>

#include <array>

namespace slalom::cli {

namespace {

constexpr Usage usage{.command = "export",
                      .arguments = "DIR --format csv|json --out DIR",
                      .about =
                          "Writes results for other tools.\n"
                          "csv:  runs.csv, trace.csv, trajectory.csv, targets.csv\n"
                          "json: results.json, with all that is stored",
                      .examples = "slalom export results/lecture --format csv --out tables",
                      .fewest = 1,
                      .most = 1};

struct Format {
  const char* name;
  void (*write)(const host::Store& store, const std::filesystem::path& out);
};

constexpr std::array formats{Format{"csv", report::export_csv}, Format{"json", report::export_json}};

const Format& format_named(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& format : formats) {
    if (format.name == name) return format;
    names.emplace_back(format.name);
  }
  throw WrongRequest(fmt::format("unknown format '{}'{}\nthe formats are: {}", name, did_you_mean(name, names),
                                 fmt::join(names, ", ")));
}

}  // namespace

int export_data(const Arguments& arguments) {
  po::options_description options;
  options.add_options()("format", po::value<std::string>()->value_name("FORMAT")->required(), "csv or json");
  options.add_options()("out", po::value<std::string>()->value_name("DIR")->required(), "the folder to write to");
  const auto given = parse(usage, options, arguments);
  if (!given) return all_right;

  const auto& format = format_named(*given->text("format"));
  format.write(host::Store(given->arguments[0], host::Store::Mode::read), *given->text("out"));
  return all_right;
}

}  // namespace slalom::cli
