#include "charts/rank_chart.hpp"

#include "charts/palette.hpp"
#include "charts/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::charts {

namespace {

constexpr double bar_step = 0.35;  // in rows of labels

std::string line(double x1, double y1, double x2, double y2, const std::string& color, double width) {
  return fmt::format("set arrow from {:.5g},{:.5g} to {:.5g},{:.5g} nohead lc rgb '{}' lw {}\n", x1, y1, x2, y2, color,
                     width);
}

std::string label(const std::string& text, double x, double y, const char* align, const std::string& color) {
  return fmt::format("set label {} at {:.5g},{:.5g} {} textcolor rgb '{}'\n", gnuplot_string(text, 34), x, y, align,
                     color);
}

}  // namespace

std::string rank_script(const statistics::Ranking& ranking, const std::string& title) {
  const auto& all = ranking.optimizers;
  const auto count = all.size();
  const auto k = static_cast<double>(count);
  const std::size_t left = (count + 1) / 2;
  const double bars = bar_step * static_cast<double>(ranking.test.cliques.size() + 1);
  const double rows = static_cast<double>(left) + bars + 0.5;
  const double margin = 0.02 * (k - 1), from = 1 - margin, to = k + margin;
  const double critical = ranking.test.critical_difference;

  std::string text = frame(900, 110 + static_cast<int>(24 * rows), title, "", "");
  text += fmt::format(
      "unset border\nunset tics\nunset grid\nunset key\nset lmargin at screen 0.36\nset rmargin at screen 0.64\n"
      "set xrange [{:.5g}:{:.5g}]\nset yrange [{:.5g}:2.2]\n",
      from, to, -rows);
  text += line(1, 0, k, 0, "#444444", 1.5);
  const auto every = std::max<std::size_t>(1, count / 10);
  for (std::size_t rank = 1; rank <= count; rank += every) {
    const auto x = static_cast<double>(rank);
    text += line(x, 0, x, 0.2, "#444444", 1.5) + label(std::to_string(rank), x, 0.6, "center", "#444444");
  }
  if (std::isfinite(critical))  // else no difference can be shown
    text += line(1, 1.5, 1 + std::min(critical, k - 1), 1.5, "#222222", 2) +
            label(fmt::format("critical difference {:.3g}", critical), 1, 1.95, "left", "#222222");

  for (std::size_t i = 0; i < count; ++i) {
    const bool on_left = i < left;
    const double y = -bars - static_cast<double>(on_left ? i : count - 1 - i) - 0.4;
    const double x = all[i].mean_rank, edge = on_left ? from : to;
    text += line(x, 0, x, y, color(all[i].style), 1.5) + line(x, y, edge, y, color(all[i].style), 1.5);
    const double beside = edge + (on_left ? -margin : margin), beyond = edge + (on_left ? -9 : 9) * margin;
    text += label(fmt::format("{:.3g}", x), beside, y, on_left ? "right" : "left", "#444444") +
            label(all[i].label, beyond, y, on_left ? "right" : "left", "#222222");
  }
  double y = -bar_step;
  for (const auto& set : ranking.test.cliques) {
    text += line(all[set.front()].mean_rank - margin / 2, y, all[set.back()].mean_rank + margin / 2, y, "#222222", 5);
    y -= bar_step;
  }
  return text + "plot NaN notitle\n";
}

}  // namespace slalom::charts
