// docs/problems.md is what the descriptors and the comments above the formulas say. When this test finds it stale it
// leaves the right text in the build folder.
#include "opened.hpp"

#include "plugin/inner.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace slalom::host {
namespace {

const std::filesystem::path sources = std::filesystem::path(SLALOM_SOURCE) / "problems";

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// The lines of a comment that end right before `end`.
std::string comment_before(const std::string& text, std::size_t end) {
  std::vector<std::string> lines;
  while (end > 0) {
    const auto begin = end < 2 ? 0 : text.rfind('\n', end - 2) + 1;
    const auto line = text.substr(begin, end - begin - 1);
    if (!line.starts_with("// ")) break;
    lines.insert(lines.begin(), line.substr(3));
    end = begin;
  }
  return fmt::format("{}", fmt::join(lines, " "));
}

/// The folder of a problem's source, and the comment with its formula.
std::pair<std::string, std::string> formula(const std::string& name) {
  for (const auto* folder : {"functions", "convex", "networks", "modifiers"})
    if (const auto file = sources / folder / (name + ".cpp"); exists(file)) {
      const auto text = text_of(file);
      return {folder, comment_before(text, text.find("#include"))};
    }
  for (const auto& file : std::filesystem::directory_iterator(sources / "bbob")) {
    const auto text = text_of(file.path());
    if (const auto at = text.find("struct F" + name.substr(6) + " "); name.starts_with("bbob_f") && at != text.npos)
      return {"bbob", comment_before(text, at)};
  }
  throw std::logic_error("no source of " + name);
}

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("|*_<", at)) != text.npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string settings_of(const ProblemEntry& entry) {
  std::vector<std::string> all;
  const auto* inner = inner_setting(entry.settings);
  for (const auto& setting : entry.settings)
    all.push_back(setting.name + (&setting == inner ? "" : " " + setting.standard.dump()));
  return fmt::format("{}", fmt::join(all, ", "));
}

/// With the defaults. A few points of a few numbers are told; more would not be read.
std::string minimum_of(const Opened& f) {
  if (f.description().minimum == nullptr) return "";
  auto text = fmt::format("{:.6g}", *f.description().minimum);
  const auto count = f.description().minimizer_count;
  if (count == 0 || f.dimension() > 4) return text;
  std::vector<std::string> points;
  for (std::size_t i = 0; i < std::min<std::size_t>(count, 4); ++i) {
    std::vector<std::string> numbers;
    for (const double x : f.minimizer(i)) numbers.push_back(fmt::format("{:.5g}", x == 0 ? 0.0 : x));
    points.push_back(fmt::format("({})", fmt::join(numbers, ", ")));
  }
  if (count > points.size()) points.push_back("…");
  return fmt::format("{} at {}", text, fmt::join(points, " "));
}

std::string catalogue() {
  const std::pair<const char*, const char*> sections[] = {
      {"functions", "Landscapes"}, {"bbob", "COCO's bbob functions"},       {"convex", "Finite sums"},
      {"networks", "Networks"},    {"modifiers", "Problems around others"},
  };
  std::map<std::string, std::string> rows;
  for (const auto& [name, entry] : problems().problems()) {
    const Opened f(name);
    const auto [folder, comment] = formula(name);
    rows[folder] +=
        fmt::format("| {} | {} | {} | {} | {} | {} | {} |\n", name, cell(entry.title), cell(comment), f.dimension(),
                    cell(settings_of(entry)), minimum_of(f), f.has_hessian_vector() ? "yes" : "");
  }
  std::string page = R"(# Problems

Made by a test from what the plugins say of themselves and from the comments above their formulas in `problems/`.
`slalom show NAME` explains the settings.

- **n**: the number of parameters with the default settings.
- **minimum**: the least value with the default settings, and where it is; where several points are given, the last ones
  may be local minima. Empty: not known, or there is none. Minima of landscapes hold within their domain.
- **Hv**: gives Hessian-vector products.
- Problems around others take any problem as `inner`; what is told of them is with a sphere inside.
- In bbob's formulas R and Q are random rotations, Lambda^a is the diagonal matrix of a^(1/2 (i-1)/(n-1)), T_osz and T_asy
  bend the axes, and f_opt is added; "penalty p" adds p sum_i max(0, |x_i| - 5)^2. Hansen, Finck, Ros & Auger (2009).

The setting `data` names a file in the data folder of Slalom, or, if it begins with /, any file, without its ending:
`data: /home/me/spam` reads spam.csv (one header line), spam.svm (LIBSVM's format) or spam.npy (NumPy, two dimensions),
whichever is there. The last column is what is to be predicted, and every fifth row is a test example. Problems with
classes also take a folder with MNIST's or Fashion-MNIST's four files, unpacked. No network is needed, and broken files
are refused with the place of the first mistake.
)";
  for (const auto& [folder, title] : sections)
    page += fmt::format(
        "\n## {}\n\n| name | title | formula and source | n | settings and defaults | minimum | Hv |\n"
        "|---|---|---|---|---|---|---|\n{}",
        title, rows[folder]);
  return page;
}

TEST(Catalogue, PageIsUpToDate) {
  const auto now = catalogue();
  if (text_of(std::filesystem::path(SLALOM_SOURCE) / "docs/problems.md") == now) return;
  const auto file = std::filesystem::path(SLALOM_BUILD) / "problems.md";
  std::ofstream(file) << now;
  ADD_FAILURE() << "docs/problems.md is stale; this is the new one: " << file;
}

TEST(Catalogue, HasAtLeastSixtyLandscapes) {
  const auto files = std::filesystem::directory_iterator(sources / "functions");
  EXPECT_GE(std::distance(begin(files), end(files)), 60);
}

}  // namespace
}  // namespace slalom::host
