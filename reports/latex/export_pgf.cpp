#include "latex/export_pgf.hpp"

#include "charts/charts.hpp"
#include "export/export_folder.hpp"
#include "latex/escape.hpp"
#include "latex/names.hpp"
#include "process/output_file.hpp"

#include <fmt/format.h>

#include <regex>
#include <sstream>

namespace slalom::latex {

namespace {

namespace fs = std::filesystem;

/// Texts as LaTeX; colors and formats of numbers stay, and fonts are the document's.
std::string with_latex_texts(const std::string& line) {
  static const std::regex quoted(R"((rgb |font |format [xy] )?'([^']*)')");
  std::string result;
  auto from = line.cbegin();
  for (std::sregex_iterator match(line.begin(), line.end(), quoted), end; match != end; ++match) {
    result.append(from, (*match)[0].first);
    from = (*match)[0].second;
    const auto before = (*match)[1].str(), text = (*match)[2].str();
    if (before == "font ") continue;
    const bool is_color = text.size() == 7 && text.starts_with('#');
    result += !before.empty() || is_color
                  ? match->str()
                  : "'" + std::regex_replace(latex(text), std::regex("'"), "{\\textquoteright}") + "'";
  }
  return result.append(from, line.cend());
}

/// gnuplot's data blocks have no texts. The terminal's line has a font.
std::string with_latex_texts_in(const std::string& script) {
  std::istringstream lines(script);
  std::string result;
  bool data = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "EOD") data = false;
    result += (data || line.starts_with("set terminal") ? line : with_latex_texts(line)) + "\n";
    if (line.ends_with("<< EOD")) data = true;
  }
  return result;
}

class Charts {
 public:
  explicit Charts(const charts::Print& print) : print_(print) {}

  void add(const std::vector<charts::Picture>& pictures, const std::string& prefix,
           const std::vector<statistics::Metric>& measures) {
    for (const auto& picture : pictures) {
      auto& chart = all_.emplace_back(charts::for_print(picture.chart, print_));
      chart.file = chart_name(chart.file, prefix, measures);
      chart.script = with_latex_texts_in(chart.script);
      captions_.push_back(latex(picture.caption));
    }
  }

  std::vector<std::string> write(const fs::path& out) {
    std::vector<std::string> names{"charts.tex"};
    for (const auto& chart : all_) names.push_back(chart.file);
    exports::prepare_folder(out, "pgf", names);
    auto errors = charts::draw(all_, out);
    process::OutputFile document(out / "charts.tex");
    document << "\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage[margin=20mm]{geometry}\n"
                "\\usepackage{gnuplot-lua-tikz}\n\\extrafloats{200}\n\\begin{document}\n";
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (fs::exists(out / all_[i].file))
        document << fmt::format(
            "\\begin{{figure}}\n  \\centering\n  \\input{{{}}}\n  \\caption{{{}}}\n\\end{{figure}}\n"
            "\\clearpage\n",
            fs::path(all_[i].file).stem().string(), captions_[i]);
    document << "\\end{document}\n";
    document.close();
    return errors;
  }

 private:
  charts::Print print_;
  std::vector<charts::Chart> all_;
  std::vector<std::string> captions_;
};

}  // namespace

std::vector<std::string> export_pgf(const statistics::Comparison& comparison, charts::Print print,
                                    const fs::path& out) {
  print.format = charts::tikz_format;
  Charts charts(print);
  charts.add(charts::pictures(comparison.ranking, "all"), "all", {});
  const auto names = problem_names(comparison);
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    const auto& experiment = comparison.experiments[e];
    const auto prefix = fmt::format("e{}-all", e + 1);
    charts.add(charts::pictures(experiment, prefix), prefix, {});
    for (std::size_t i = 0; i < experiment.problems.size(); ++i)
      charts.add(charts::pictures(experiment.problems[i], names[e][i]), names[e][i], experiment.problems[i].measures);
  }
  return charts.write(out);
}

}  // namespace slalom::latex
