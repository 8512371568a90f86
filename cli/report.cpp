// slalom report DIR…
#include "command_line.hpp"
#include "commands.hpp"
#include "damage.hpp"
#include "exit_code.hpp"
#include "fractions.hpp"
#include "live_page.hpp"
#include "markdown/mustache.hpp"
#include "report_options.hpp"
#include "statistics/compare.hpp"
#include "statistics/merge.hpp"
#include "write_report.hpp"
#include "writer/render_template.hpp"
#include "writer/write_history.hpp"

#include <fmt/format.h>

#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage report_usage{
    .command = "report",
    .summary = "write the report of stored results again, or one report of several folders",
    .arguments = "DIR… [options]",
    .about =
        "Writes the report of results again, or one report of several results folders:\n"
        "report.md with charts/*.svg, report.html, and report.json with the numbers. Folders of the\n"
        "same suite are combined, if their problems are the same.",
    .examples =
        "slalom report results/lecture\n"
        "slalom report results/old results/new --out results/both\n"
        "slalom report results/lecture --baseline sgd --alpha 1%\n"
        "slalom report nightly/* --history --out history\n"
        "slalom report results/lecture --template ranks.md.mustache > ranks.md",
    .min_arguments = 1,
    .max_arguments = any_number,
    .completes = "@folders"};

po::options_description report_options() {
  po::options_description options;
  options.add_options()("out", po::value<std::string>()->value_name("DIR"),
                        "write to DIR instead of the results folder; needed for several");
  add_report_options(options);
  options.add_options()("template", po::value<std::string>()->value_name("FILE"),
                        "render a Mustache template of your own over what report.json has, to standard output");
  options.add_options()("history", "write how results changed from folder to folder, in the order of their times");
  options.add_options()("live", "write report.html of a folder that a run is writing to, every few seconds");
  return options;
}

int report(const Given& given) {
  const std::vector<std::filesystem::path> results(given.arguments.begin(), given.arguments.end());
  const auto out = given.text("out"), own = given.text("template");
  if (own && out) throw WrongRequest("--template writes to standard output: remove --out");
  const bool live = given.has("live");
  if (live && (own || out || results.size() > 1))
    throw WrongRequest("--live writes the page of one folder there: remove --out, --template and other folders");
  if (!own && !out && results.size() > 1) throw WrongRequest("several results folders need --out DIR for their report");
  if (given.has("history")) {
    if (!out || own || live || given.has("baseline"))
      throw WrongRequest("--history needs --out DIR, and goes with no other option but --alpha");
    for (const auto& error : writer::write_history(statistics::history(results, level_of(given)), *out))
      std::cerr << "slalom: " << error << "\n";
    std::cout << "history: " << (std::filesystem::path(*out) / "history.md").string() << "\n";
    return all_right;
  }
  const auto how = report_options_of(given);
  try {
    if (own) note_damage(results);
    if (live)
      keep_page_live(results.front(), how);
    else if (own)
      std::cout << writer::render_template(statistics::compare(results, how), *own);
    else
      write_report(results, out.value_or(results.front().string()), how);
  } catch (const statistics::NotComparable& error) {
    throw WrongRequest(error.what());
  } catch (const statistics::UnknownBaseline& error) {
    throw WrongRequest(fmt::format("--baseline: {}", error.what()));
  } catch (const markdown::TemplateError& error) {
    if (!own) throw;
    throw WrongRequest(error.what());
  }
  return all_right;
}

}  // namespace

const Command commands::report{.usage = report_usage, .options = report_options, .run = cli::report};

}  // namespace slalom::cli
