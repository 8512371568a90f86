// slalom export DIR --format FORMAT --out DIR [--charts FORMAT]
#include "command_line.hpp"
#include "commands.hpp"
#include "damage.hpp"
#include "exit_code.hpp"
#include "export/export_coco.hpp"
#include "export/export_csv.hpp"
#include "export/export_folder.hpp"
#include "export/export_ioh.hpp"
#include "export/export_json.hpp"
#include "latex/export_gif.hpp"
#include "latex/export_latex.hpp"
#include "latex/export_pgf.hpp"
#include "loader/interpreter.hpp"
#include "loader/search_paths.hpp"
#include "plugins.hpp"
#include "process/start.hpp"
#include "references.hpp"
#include "report_options.hpp"
#include "statistics/compare.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <charconv>
#include <iostream>

namespace slalom::cli {

namespace {

constexpr Usage export_data_usage{
    .command = "export",
    .summary = "write results as CSV, Parquet, JSON, LaTeX, TikZ, animations, or files of other tools",
    .arguments = "DIR --format csv|parquet|json|ioh|coco|latex|pgf|gif --out DIR",
    .about =
        "Writes results for other tools.\n"
        "csv:     runs.csv, trace.csv, trajectory.csv, targets.csv\n"
        "parquet: the same tables for Arrow; written by Python's pandas and pyarrow\n"
        "json:    results.json, with all that is stored\n"
        "ioh:     folders for IOHanalyzer and iohinspector\n"
        "coco:    folders for cocopp, of the problems whose minimum is known\n"
        "latex:   tables, a paragraph on methods and BibTeX for a paper, and paper.tex with all of them;\n"
        "         with --charts the charts too\n"
        "pgf:     the charts as TikZ, a file each, set by LaTeX; charts.tex shows all\n"
        "gif:     animated races over contour lines, and MP4 where ffmpeg is installed",
    .examples =
        "slalom export results/lecture --format csv --out tables\n"
        "slalom export results/lecture --format latex --charts pdf --width 85mm --font 8 --out paper",
    .min_arguments = 1,
    .max_arguments = 1,
    .completes = "@folders"};

using Notes = std::vector<std::string>;

struct Format {
  const char* name;
  Notes (*write)(const Given& given, const store::Store& store, const std::filesystem::path& out);
};

template <void (*write)(const store::Store&, const std::filesystem::path&)>
Notes without_notes(const Given&, const store::Store& store, const std::filesystem::path& out) {
  write(store, out);
  return {};
}

Notes coco(const Given&, const store::Store& store, const std::filesystem::path& out) {
  return exports::export_coco(store, out);
}

/// A number and its unit, in millimetres.
double width_of(const std::string& text) {
  constexpr double least = 20, most = 1000;
  double value = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  const std::string unit(rest, end);
  const double millimetres = unit == "mm" ? 1 : unit == "cm" ? 10 : unit == "in" ? 25.4 : 0;
  if (error != std::errc() || millimetres == 0)
    throw WrongRequest(fmt::format("--width {}: it takes a number with mm, cm or in, such as 85mm", text));
  const double width = value * millimetres;
  if (!(width >= least && width <= most))
    throw WrongRequest(fmt::format("--width {}: it takes {} to {} mm", text, least, most));
  return width;
}

double font_of(const std::string& text) {
  constexpr double least = 4, most = 40;
  double points = 0;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, points);
  if (error != std::errc() || rest != end || !(points >= least && points <= most))
    throw WrongRequest(fmt::format("--font {}: it takes a size of {} to {} points, such as 8", text, least, most));
  return points;
}

charts::Print sizes_of(const Given& given, const std::string& format) {
  charts::Print print{.format = format};
  if (const auto width = given.text("width")) print.width = width_of(*width);
  if (const auto font = given.text("font")) print.font = font_of(*font);
  return print;
}

std::optional<charts::Print> print_of(const Given& given) {
  const auto format = given.text("charts"), width = given.text("width"), font = given.text("font");
  for (const auto& [option, value] : {std::pair("--width", width), std::pair("--font", font)})
    if (value && !format) throw WrongRequest(fmt::format("{} is that of charts: add --charts pdf", option));
  if (!format) return std::nullopt;
  const std::vector<std::string> known(charts::print_formats.begin(), charts::print_formats.end());
  if (std::ranges::find(known, *format) == known.end())
    throw WrongRequest(fmt::format("--charts {}: unknown format{}\nthe formats are: {}", *format,
                                   did_you_mean(*format, known), fmt::join(known, ", ")));
  return sizes_of(given, *format);
}

Notes latex(const Given& given, const store::Store& store, const std::filesystem::path& out) {
  const auto print = print_of(given);
  try {
    return latex::export_latex(statistics::compare({given.arguments[0]}, report_options_of(given)),
                               references(given, store), print, out);
  } catch (const charts::GnuplotMissing& missing) {
    throw WrongRequest(fmt::format("--charts: {}; install it, or leave --charts away", missing.what()));
  }
}

/// Of formats that are drawn.
template <class Export>
Notes drawn(Export write) {
  try {
    return write();
  } catch (const charts::GnuplotMissing& missing) {
    throw WrongRequest(fmt::format("{}; install it", missing.what()));
  }
}

Notes pgf(const Given& given, const store::Store&, const std::filesystem::path& out) {
  return drawn([&] {
    return latex::export_pgf(statistics::compare({given.arguments[0]}, report_options_of(given)),
                             sizes_of(given, charts::tikz_format), out);
  });
}

Notes gif(const Given& given, const store::Store&, const std::filesystem::path& out) {
  return drawn(
      [&] { return latex::export_gif(statistics::compare({given.arguments[0]}, report_options_of(given)), out); });
}

/// The package `slalom` makes them of the tables in CSV.
Notes parquet(const Given& given, const store::Store&, const std::filesystem::path& out) {
  constexpr const char* code = "import sys; sys.path.insert(0, sys.argv[1]); from slalom._parquet import main; main()";
  const auto python = loader::find_interpreter().program;
  constexpr const char* found =
      "import importlib.util as u, sys; sys.exit(not (u.find_spec('pandas') and u.find_spec('pyarrow')))";
  if (process::output_of({python, "-c", found}).code == 0)  // else it fails, and writes nothing
    exports::claim_files(out, {"runs.parquet", "trace.parquet", "trajectory.parquet", "targets.parquet"});
  setenv("SLALOM_PROGRAM", loader::program_path().c_str(), 1);
  const auto [exit_code, text] =
      process::output_of({python, "-c", code, loader::find_search_paths({}).python.string(), given.arguments[0], out});
  if (exit_code != 0) throw WrongRequest(text.substr(0, text.find_last_not_of('\n') + 1));
  return {};
}

constexpr std::array formats{Format{"csv", without_notes<exports::export_csv>},
                             Format{"parquet", parquet},
                             Format{"json", without_notes<exports::export_json>},
                             Format{"ioh", without_notes<exports::export_ioh>},
                             Format{"coco", coco},
                             Format{"latex", latex},
                             Format{"pgf", pgf},
                             Format{"gif", gif}};

/// Made from a comparison, as reports are; the others hold what was stored.
bool is_compared(const Format& format) { return format.write == latex || format.write == pgf || format.write == gif; }

const Format& format_named(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& format : formats) {
    if (format.name == name) return format;
    names.emplace_back(format.name);
  }
  throw WrongRequest(fmt::format("unknown format '{}'{}\nthe formats are: {}", name, did_you_mean(name, names),
                                 fmt::join(names, ", ")));
}

po::options_description export_data_options() {
  po::options_description options;
  options.add_options()("format", po::value<std::string>()->value_name("FORMAT")->required(),
                        "csv, parquet, json, ioh, coco, latex, pgf or gif");
  options.add_options()("out", po::value<std::string>()->value_name("DIR")->required(), "the folder to write to");
  options.add_options()("charts", po::value<std::string>()->value_name("FORMAT"),
                        "with latex: also draw the charts, as pdf, eps or png");
  options.add_options()("width", po::value<std::string>()->value_name("LENGTH"),
                        "their width (default: 85mm, a column of most journals)");
  options.add_options()("font", po::value<std::string>()->value_name("POINTS"),
                        "the size of their letters (default: 8)");
  add_report_options(options);
  add_plugin_path(options);
  return options;
}

int export_data(const Given& given) {
  const auto& format = format_named(*given.text("format"));
  for (const auto* option : {"charts", "width", "font"})
    if (const bool is_charts = option == std::string("charts");
        given.has(option) && format.write != latex && (is_charts || format.write != pgf))
      throw WrongRequest(fmt::format("--{} goes with --format latex{}", option, is_charts ? "" : " or pgf"));
  if (!is_compared(format))
    for (const auto* option : {"alpha", "baseline"})
      if (given.is_typed(option)) throw WrongRequest(fmt::format("--{} goes with --format latex, pgf or gif", option));
  const store::Store store(given.arguments[0], store::Store::Mode::read);
  note_damage(store, given.arguments[0]);
  Notes notes;
  try {
    notes = format.write(given, store, *given.text("out"));
  } catch (const statistics::UnknownBaseline& error) {
    throw WrongRequest(fmt::format("--baseline: {}", error.what()));
  }
  for (const auto& note : notes) std::cerr << "slalom: " << note << "\n";
  return all_right;
}

}  // namespace

const Command commands::export_data{
    .usage = export_data_usage, .options = export_data_options, .run = cli::export_data};

}  // namespace slalom::cli
