#include "latex/export_latex.hpp"

#include "charts/charts.hpp"
#include "export/export_folder.hpp"
#include "latex/escape.hpp"
#include "latex/methods.hpp"
#include "latex/names.hpp"
#include "latex/tables.hpp"
#include "process/output_file.hpp"
#include "statistics/sentences.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace slalom::latex {

namespace {

/// What is written, and the document that shows it.
class Paper {
 public:
  explicit Paper(const std::optional<charts::Print>& print) : print_(print) {}

  void heading(const char* level, const std::string& title) {
    body_ += fmt::format("\n\\{}{{{}}}\n", level, latex(title));
  }

  void add(const std::string& name, LatexTable table) {
    if (table.columns.empty()) return;
    table.label = unused(name, ".tex");
    files_.emplace_back(table.label + ".tex", to_text(table));
    body_ += fmt::format("\\input{{{}}}\n", table.label);
  }

  void add(std::vector<charts::Picture> pictures, const std::string& prefix,
           const std::vector<statistics::Metric>& measures) {
    if (!print_) return;
    for (auto& picture : pictures) {
      widths_.push_back(charts::width_on_paper(picture.chart, *print_));
      auto& chart = charts_.emplace_back(charts::for_print(picture.chart, *print_));
      const auto ending = "." + print_->format;
      chart.file = chart_name(chart.file, prefix, measures);
      chart.file = unused(chart.file.substr(0, chart.file.size() - ending.size()), ending) + ending;
      captions_.push_back(latex(picture.caption));
      body_ += fmt::format("%figure {}%\n", charts_.size() - 1);
    }
  }

  /// Nothing floats into the next section.
  void end_of_section() { body_ += "\\clearpage\n"; }

  std::vector<std::string> write(const std::string& title, const statistics::Comparison& comparison,
                                 const std::vector<Reference>& references, const std::filesystem::path& out) {
    files_.emplace_back("methods.tex", methods_latex(comparison, references));
    files_.emplace_back("methods.txt", methods_text(comparison, references));
    files_.emplace_back("references.bib", bibliography(references, version_of(comparison)));
    std::vector<std::string> names{"paper.tex"};
    for (const auto& [name, text] : files_) names.push_back(name);
    for (const auto& chart : charts_) names.push_back(chart.file);
    exports::prepare_folder(out, "latex", names);
    const auto errors = charts_.empty() ? std::vector<std::string>() : charts::draw(charts_, out);
    files_.emplace_back("paper.tex", document(title, out));
    for (const auto& [name, text] : files_) {
      process::OutputFile file(out / name);
      file << text;
      file.close();
    }
    return errors;
  }

 private:
  /// With those of the charts that were drawn.
  std::string document(const std::string& title, const std::filesystem::path& out) const {
    auto body = body_;
    for (std::size_t i = 0; i < charts_.size(); ++i) {
      const auto place = fmt::format("%figure {}%\n", i);
      const auto& file = charts_[i].file;
      const auto figure = std::filesystem::exists(out / file)
                              ? fmt::format(
                                    "\\begin{{figure}}\n  \\centering\n  \\includegraphics[width={}mm]{{{}}}\n  "
                                    "\\caption{{{}}}\n\\end{{figure}}\n",
                                    widths_[i], file, captions_[i])
                              : "";
      body.replace(body.find(place), place.size(), figure);
    }
    return "\\documentclass{article}\n\\usepackage[utf8]{inputenc}\n\\usepackage[margin=25mm]{geometry}\n\\usepackage{"
           "booktabs,longtable,siunitx}\n" +
           std::string(charts_.empty() ? "" : "\\usepackage{graphicx}\n") + "\\extrafloats{200}\n" +
           fmt::format("\\title{{{}}}\n\\author{{}}\n\\date{{}}\n", latex(title)) +
           "\\begin{document}\n\\maketitle\n\n\\section{Methods}\n\\input{methods}\n" + body +
           "\n\\bibliographystyle{plain}\n\\bibliography{references}\n\\end{document}\n";
  }

  std::string unused(const std::string& wanted, const std::string& ending) {
    auto name = wanted;
    for (std::size_t i = 2; !taken_.insert(name + ending).second; ++i) name = fmt::format("{}-{}", wanted, i);
    return name;
  }

  std::optional<charts::Print> print_;
  std::set<std::string> taken_{"paper.tex", "methods.tex"};
  std::vector<std::pair<std::string, std::string>> files_;
  std::vector<charts::Chart> charts_;
  std::vector<std::string> captions_;
  std::vector<double> widths_;  // of the charts
  std::string body_;
};

}  // namespace

std::vector<std::string> export_latex(const statistics::Comparison& comparison,
                                      const std::vector<Reference>& references,
                                      const std::optional<charts::Print>& charts, const std::filesystem::path& out) {
  if (statistics::problems_of(comparison).empty()) return {"nothing to write: no run has given a result"};
  Paper paper(charts);
  if (!comparison.ranking.optimizers.empty()) paper.heading("section", "All experiments");
  paper.add("all-ranks", ranks_table(comparison.ranking, "of all experiments", comparison.alpha));
  paper.add(charts::pictures(comparison.ranking, "all"), "all", {});
  const auto names = problem_names(comparison);
  for (std::size_t e = 0; e < comparison.experiments.size(); ++e) {
    const auto& experiment = comparison.experiments[e];
    const auto title = experiment.name.empty() ? experiment.suite : experiment.name;
    const auto prefix = fmt::format("e{}-all", e + 1);
    paper.heading("section", title);
    paper.add(prefix + "-ranks", ranks_table(experiment.ranking, "of " + latex(title), comparison.alpha));
    paper.add(prefix + "-against-baseline", wins_table(experiment.baseline, "of " + latex(title), comparison.alpha));
    paper.add(charts::pictures(experiment, prefix), prefix, {});
    for (std::size_t i = 0; i < experiment.problems.size(); ++i) {
      const auto& problem = experiment.problems[i];
      const auto& name = names[e][i];
      if (!statistics::has_results(problem.runs)) continue;
      paper.heading("subsection", problem.label);
      for (std::size_t m = 0; m < problem.measures.size(); ++m)
        paper.add(fmt::format("{}-final-{}", name, m == 0 ? "loss" : plain_name(problem.measures[m].name)),
                  final_table(problem, m));
      paper.add(name + "-time-to-target", time_table(problem));
      paper.add(name + "-pairwise", pairwise_table(problem));
      paper.add(name + "-against-baseline", against_baseline_table(problem));
      paper.add(charts::pictures(problem, name), name, problem.measures);
      paper.end_of_section();
    }
  }
  return paper.write(comparison.title, comparison, references, out);
}

}  // namespace slalom::latex
