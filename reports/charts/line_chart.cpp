#include "charts/line_chart.hpp"

#include "charts/axis.hpp"
#include "charts/script.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <ranges>

namespace slalom::charts {

namespace {

constexpr double runaway = 10;  // a line that ends nowhere may rise so many times above where lines start
constexpr int width = 900;
constexpr double within = 1.00001;  // what digits that are cut off would put outside

bool ends_finite(const statistics::Curve& c) { return !c.median.empty() && std::isfinite(c.median.back()); }

double last_finite(const statistics::Curve& c) {
  for (const auto y : std::views::reverse(c.median))
    if (std::isfinite(y)) return y;
  return -std::numeric_limits<double>::infinity();
}

/// What the y axis must show: all of the lines that end, and of those that diverge what lies below a bound.
std::vector<double> shown(const std::vector<Line>& lines) {
  double highest_start = 0;
  for (const auto& line : lines)
    for (double y : line.curve->median)
      if (std::isfinite(y)) {
        highest_start = std::max(highest_start, std::abs(y));
        break;
      }
  std::vector<double> values;
  for (const auto& line : lines) {
    const auto& c = *line.curve;
    const double bound = ends_finite(c) ? std::numeric_limits<double>::infinity() : runaway * highest_start;
    for (const auto* part : {&c.median, &c.lower, &c.upper})
      for (double y : *part)
        if (std::isfinite(y) && y <= bound) values.push_back(y);
  }
  return values;
}

std::vector<double> placed(const Axis& axis, std::vector<double> values) {
  for (double& v : values) v = on_axis(axis, v);
  return values;
}

/// SearchPaths that a logarithmic axis cannot show become gaps.
std::vector<double> on_log_axis(const Axis& axis, std::vector<double> places) {
  if (axis.log)
    std::replace_if(
        places.begin(), places.end(), [](double place) { return place <= 0; }, run::unknown);
  return places;
}

/// Where the curve leaves the chart at the bottom for the last time; nothing if it does not.
std::vector<std::vector<double>> exit_of(const Axis& axis, const std::vector<double>& x,
                                         const std::vector<double>& drawn) {
  if (axis.log)
    for (std::size_t i = drawn.size(); i-- > 1;)
      if (drawn[i] == axis.from && drawn[i - 1] > axis.from) return {{x[i]}, {axis.from * within}};
  return {};
}

}  // namespace

std::string panel(const LineChart& chart) {
  const auto named = static_cast<std::ptrdiff_t>(std::min(chart.lines.size(), chart.named));
  const std::vector<Line> faint(chart.lines.begin() + named, chart.lines.end());
  std::vector<Line> lines(chart.lines.begin(), chart.lines.begin() + named);
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::pair(!ends_finite(*a.curve), last_finite(*a.curve)) >
           std::pair(!ends_finite(*b.curve), last_finite(*b.curve));
  });
  const Axis y_axis = axis_for(shown(lines), chart.floor);
  std::vector<double> places;
  for (const auto& line : lines) places.insert(places.end(), line.curve->x.begin(), line.curve->x.end());
  Axis x_axis = chart.log_x ? log_axis_for(places) : axis_for({});
  if (!x_axis.log && !places.empty()) x_axis = {.from = 0, .to = *std::max_element(places.begin(), places.end())};
  if (x_axis.to <= x_axis.from) x_axis.to = x_axis.from + 1;

  std::string text = commands(x_axis, "x") + commands(y_axis, "y");
  std::vector<std::string> bands, medians;
  for (std::size_t i = 0; i < faint.size(); ++i) {
    const auto& c = *faint[i].curve;
    text += data_block(fmt::format("faint{}", i), {on_log_axis(x_axis, c.x), on_axis(y_axis, c.median)});
    bands.push_back(fmt::format("$faint{} using 1:2 with lines {} notitle", i, faint_line));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& c = *lines[i].curve;
    const auto x = on_log_axis(x_axis, c.x);
    const auto drawn = on_axis(y_axis, c.median);
    text += data_block(fmt::format("line{}", i), {x, drawn});
    text += data_block(fmt::format("band{}", i), {x, placed(y_axis, c.lower), placed(y_axis, c.upper)});
    const auto style = line_style(lines[i].style, 2.2);
    if (c.lower != c.upper)
      bands.push_back(
          fmt::format("$band{} using 1:2:3 with filledcurves {} fs transparent solid 0.15 noborder notitle", i, style));
    if (const auto exit = exit_of(y_axis, x, drawn); !exit.empty()) {
      text += data_block(fmt::format("exit{}", i), exit);
      medians.push_back(fmt::format("$exit{} using 1:2 with points pt 11 ps 1 {} notitle", i, style));
    }
    medians.push_back(fmt::format("$line{} using 1:2 with {} {} title {}", i,
                                  c.x.size() < 4 ? "linespoints pt 7 ps 0.6" : "lines", style,
                                  gnuplot_string(lines[i].name, 36)));
  }
  if (!faint.empty())
    medians.push_back(fmt::format("NaN with lines {} title 'the other {}'", faint_line, faint.size()));
  bands.insert(bands.end(), medians.begin(), medians.end());
  return text + fmt::format("plot {}\n", fmt::join(bands, ", \\\n     "));
}

std::string script(const LineChart& chart) {
  const auto named = std::min(chart.lines.size(), chart.named + 1);  // the rest is one line more
  return frame(width, legend_height(named), chart.title, chart.x, chart.y) + panel(chart);
}

}  // namespace slalom::charts
