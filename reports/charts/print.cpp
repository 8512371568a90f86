#include "charts/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

namespace slalom::charts {

namespace {

constexpr double screen_font = 14;          // of frame(); the smaller ones of a chart scale with it
constexpr double flattest = 0.6;            // height to width, without a legend below
constexpr double legend_line = 1.35;        // of the letters' size
constexpr double cairo_points = 96.0 / 72;  // cairo's terminals take their medium for a screen
constexpr double narrow = 140;              // millimetres
constexpr double dots_per_inch = 300;
constexpr double millimetres = 25.4, points = 72;  // of an inch
constexpr double thin = 0.6;                       // lines on paper, to those on a screen

std::string terminal(const Print& print, double width, double height) {
  const double scale = print.font / screen_font / cairo_points;
  if (print.format == "png") {
    const double enlarged = dots_per_inch / points;
    return fmt::format(
        "set terminal pngcairo size {:.0f},{:.0f} noenhanced font 'Sans,{}' fontscale {:.4g} linewidth {:.4g} "
        "pointscale {:.4g} background rgb 'white' rounded",
        width / millimetres * dots_per_inch, height / millimetres * dots_per_inch, screen_font, scale * enlarged,
        thin * enlarged, thin * enlarged);
  }
  return fmt::format(
      "set terminal {}cairo size {:.4f}cm,{:.4f}cm noenhanced font 'Sans,{}' fontscale {:.4g} linewidth {} "
      "pointscale {} rounded",
      print.format, width / 10, height / 10, screen_font, scale, thin, thin);
}

/// LaTeX draws and sets it: in the font of the text around.
std::string tikz_terminal(const Print& print, double width, double height) {
  constexpr double leading = 1.2;
  return fmt::format(
      "set terminal tikz color size {:.4f}cm,{:.4f}cm font '\\fontsize{{{}}}{{{:.3g}}}\\selectfont' linewidth {}",
      width / 10, height / 10, print.font, leading * print.font, thin);
}

bool has_legend_beside(const Chart& chart) {
  return chart.script.find("\nunset key\n") == std::string::npos &&
         chart.script.find("\nset multiplot") == std::string::npos;
}

std::size_t legend_lines(const std::string& script) {
  std::size_t count = 0;
  for (auto at = script.find(" title '"); at != std::string::npos; at = script.find(" title '", at + 1)) ++count;
  return count - 1;  // without the chart's own
}

}  // namespace

double width_on_paper(const Chart& chart, const Print& print) {
  return has_legend_beside(chart) ? print.width : std::max(print.width, narrow);
}

Chart for_print(const Chart& chart, const Print& print) {
  static const std::regex on_screen(R"(set terminal svg size (\d+),(\d+)[^\n]*)");
  std::smatch size;
  std::regex_search(chart.script, size, on_screen);
  const double shape = std::stod(size[2]) / std::stod(size[1]), width = width_on_paper(chart, print);
  double height = width * std::max(flattest, shape);
  auto rest = size.suffix().str();
  if (width < narrow) {
    const std::string beside = "set key outside right center vertical";
    rest.replace(rest.find(beside), beside.size(), "set key outside bottom center vertical maxcols 1");
    height = flattest * width +
             static_cast<double>(legend_lines(rest) + 1) * legend_line * print.font * millimetres / points;
  }
  const auto is_tikz = print.format == tikz_format;
  auto script = size.prefix().str() + (is_tikz ? tikz_terminal : terminal)(print, width, height) + rest;
  return {std::filesystem::path(chart.file).replace_extension(print.format).string(), std::move(script)};
}

}  // namespace slalom::charts
