// docs/problems.md is what the descriptors and the comments above the formulas say, with a picture of each landscape in
// two dimensions. To write both again:
//   SLALOM_WRITE_DOCS=1 build/release/test_catalogue
#include "charts/contour_chart.hpp"
#include "charts/draw.hpp"
#include "loader/inner.hpp"
#include "problems/opened.hpp"
#include "run/problem_info.hpp"
#include "statistics/describe.hpp"
#include "support/paths.hpp"
#include "support/read_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <set>

namespace slalom::test {
namespace {

const std::filesystem::path sources = std::filesystem::path(source_folder()) / "problems",
                            docs = std::filesystem::path(source_folder()) / "docs", pictures = docs / "pictures";

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
      const auto text = read_file(file);
      return {folder, comment_before(text, text.find("#include"))};
    }
  for (const auto* folder : {"bbob", "cutest", "mgh", "nist"})  // several in a file: SLALOM_MGH(Wood, "mgh_wood", …
    for (const auto& file : std::filesystem::directory_iterator(sources / folder)) {
      const auto text = read_file(file.path());
      const auto end = text.find(", \"" + name + "\"");
      if (end == text.npos) continue;
      const auto begin = text.rfind('(', end) + 1;
      return {folder, comment_before(text, text.find("struct " + text.substr(begin, end - begin) + " "))};
    }
  throw std::logic_error("no source of " + name);
}

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("|*_<", at)) != text.npos; at += 2) text.insert(at, "\\");
  return text;
}

std::string settings_of(const loader::ProblemEntry& entry) {
  std::vector<std::string> all;
  const auto* inner = loader::inner_setting(entry.settings);
  for (const auto& setting : entry.settings)
    all.push_back(setting.name + (&setting == inner ? "" : " " + setting.default_value.dump()));
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

/// Where there is one; of few points, since it is small.
statistics::Landscape landscape(const Opened& f) {
  constexpr std::size_t side = 41;
  auto workspace = f.another_workspace();
  return statistics::landscape(run::info_of(workspace), side);
}

/// Of bbob's functions with noise, f101 to f130, it would be that of the function without.
bool has_picture(const std::string& name) {
  const bool noisy = name.starts_with("bbob_f1") && name.size() == std::string_view("bbob_f101").size();
  return !noisy && !landscape(Opened(name)).values.empty();
}

std::string pictures_section() {
  constexpr std::size_t columns = 4;
  std::vector<std::string> cells;
  for (const auto& [name, entry] : problems().problems())
    if (has_picture(name)) cells.push_back(fmt::format("{}<br>![{}](pictures/{}.svg) |", cell(name), name, name));
  std::string section =
      "\n## Pictures\n\nLandscapes in two dimensions, with the default settings. Dark is low; the bands have areas "
      "that "
      "grow evenly, independent\nof the heights. Crosses are known minima.\n";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i % columns == 0) section += i == columns ? "\n|---|---|---|---|\n| " : "\n| ";
    section += (i % columns == 0 ? "" : " ") + cells[i];
  }
  return section + "\n";
}

std::string catalogue() {
  const std::pair<const char*, const char*> sections[] = {
      {"functions", "Landscapes"},
      {"bbob", "COCO's bbob functions"},
      {"cutest", "Problems of CUTEst"},
      {"mgh", "Moré, Garbow and Hillstrom's sums of squares"},
      {"nist", "NIST's nonlinear regressions"},
      {"convex", "Finite sums"},
      {"networks", "Networks"},
      {"modifiers", "Problems around others"},
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

Generated from the plugins' metadata and from the comments above their formulas in `problems/`.
`slalom show NAME` explains the settings.

- **n**: the number of parameters with the default settings.
- **minimum**: the lowest value with the default settings, and its location; of several points, the last ones
  may be local minima. Empty: unknown, or there is none. Minima of landscapes are those within their domain.
- **Hv**: offers Hessian-vector products.
- Problems around others accept any problem as `inner`; their rows are for a sphere as the inner problem.
- Of sums of squares the formulas are the residuals r\_i, or the model of an observation y; f is half the sum of r\_i^2. Optimizers
  may ask for [residuals](plugins.md#residuals). All of Moré, Garbow and Hillstrom's have the setting `start_scale`, and NIST's
  start far from the minimum or near to it (`from: near`); their metrics are the numbers of digits that agree with
  NIST's, of the parameters (the worst one) and of the residual sum: the log relative error, up to the 11 digits that are certified.
- In bbob's formulas R and Q are random rotations, Lambda^a is the diagonal matrix of a^(1/2 (i-1)/(n-1)), T_osz and T_asy
  bend the axes, and f_opt is added; "penalty p" adds p sum_i max(0, |x_i| - 5)^2. Hansen, Finck, Ros & Auger (2009).
- `bbob_large_f1` to `bbob_large_f24` are those of bbob-largescale: bbob's, with rotations that take a time proportional to n. Up to 40
  variables R and Q are as in bbob; above, each is P' B P'': B has rotations of 40 variables in blocks, and P' and P'' are permutations in
  which a variable moves by at most n/3 places at a time. Varelas et al. (2020); Ait ElHara, Auger & Hansen (2016).
- CUTEst's problems (`cutest_…`) are those of its SIF files, in closed form: the same values, starts, and, where there are some, hard bounds.
  Their titles end with CUTEst's names. Where the least value depends on the dimension, it is known for the default one.
- bbob's f101 to f130 are noisy. Optimizers see f, before f_opt and the penalty are added, changed as the formula says, and 1.01 10^-8
  higher; below 10^-8 it is not changed. N is normal, U uniform between 0 and 1, both from the run's own random numbers, new in each
  evaluation. Records, targets and minima are without noise, as COCO's are. COCO defines values only: the gradient
  is that of the value that is seen, with the same N and U.

## Data

The setting `data` names a data set, with or without the extension: `data: spam` is the first of spam.csv, spam.svm (LIBSVM's
format), spam.npy and spam.npz (NumPy) that is found in the folders of `slalom run --data DIR`, those of the variable
`SLALOM_DATA`, the data sets that ship, or /usr/share/datasets; an absolute path such as `data: /home/me/spam` is used as it is.

- **Tables**: the last column is the one to be predicted: a number, or a class. Classes are names, or integers; if the least is not
  0 (1 and 2, -1 and 1), they count in their order. An .npz file has one two-dimensional array, or the arrays x (one example, or
  image, per row) and y. Every fifth row, beginning with the first, is a test example. Problems with images read a row as a
  square image.
- **CSV**: fields are separated by commas, semicolons or tabs, and may be quoted; a header line may be missing. `slalom validate`
  and `slalom run` say how they understood a file: `3 classes: setosa, versicolor, virginica`; `no header line: first row is data`.
  Missing values, features that are texts, decimal commas and the like are refused, with line, column and what to write.
- **Images**: a folder with MNIST's four files, or with CIFAR-10's six in its binary format, optionally compressed by gzip; test
  examples are those of the files. `data: fashion_mnist` is Debian's package dataset-fashion-mnist, which
  `scripts/bootstrap.sh --data` installs.
- **Text**: models of characters read NAME.txt with any content. Its last tenth is for testing.
- **validation**: this fraction of the training examples is held out, evenly spread (of a text, its end), for the metrics
  `validation_loss` and `validation_accuracy`. They are used neither for training nor for testing, and a suite may tune on them
  ([tune](suites.md#tune)).
- **scaling** uses only the training examples.

Invalid tables are refused before anything runs, each with the location of its first mistake. So are devices, pipes and folders in
place of files, and data that would take more memory than `--data-limit` says (default: 2G); what is compressed by gzip is
refused when the problem opens. The content of the files is part of a run's identity.
)";
  for (const auto& [folder, title] : sections)
    page += fmt::format(
        "\n## {}\n\n| name | title | formula and source | n | settings and defaults | minimum | Hv |\n"
        "|---|---|---|---|---|---|---|\n{}",
        title, rows[folder]);
  return page + pictures_section();
}

void draw_pictures() {
  std::vector<charts::Chart> charts;
  for (const auto& [name, entry] : problems().problems()) {
    if (!has_picture(name)) continue;
    const Opened f(name);
    std::vector<std::vector<double>> minimizers;
    for (std::size_t i = 0; i < f.description().minimizer_count; ++i) minimizers.push_back(f.minimizer(i));
    charts.push_back({name + ".svg", charts::landscape_script(landscape(f), minimizers)});
  }
  std::filesystem::remove_all(pictures);
  create_directories(pictures);
  EXPECT_THAT(charts::draw(charts, pictures), testing::IsEmpty());
}

bool writing() { return std::getenv("SLALOM_WRITE_DOCS") != nullptr; }

TEST(Catalogue, PageIsUpToDate) {
  const auto now = catalogue();
  if (writing()) std::ofstream(docs / "problems.md") << now;
  EXPECT_TRUE(read_file(docs / "problems.md") == now)
      << "docs/problems.md is stale; SLALOM_WRITE_DOCS=1 " << build_folder() << "/test_catalogue writes it again";
}

TEST(Catalogue, EveryLandscapeHasASmallPicture) {
  constexpr std::uintmax_t max_bytes = 30'000;
  if (writing()) draw_pictures();
  std::set<std::string> wanted, there;
  for (const auto& [name, entry] : problems().problems())
    if (has_picture(name)) wanted.insert(name + ".svg");
  for (const auto& file : std::filesystem::directory_iterator(pictures)) {
    there.insert(file.path().filename());
    EXPECT_LT(file.file_size(), max_bytes) << file.path();
    EXPECT_THAT(read_file(file.path()), testing::HasSubstr("</svg>")) << file.path();
  }
  EXPECT_EQ(there, wanted);
  EXPECT_GE(wanted.size(), 60U);
}

TEST(Catalogue, HasAtLeastSixtyLandscapes) {
  const auto files = std::filesystem::directory_iterator(sources / "functions");
  EXPECT_GE(std::distance(begin(files), end(files)), 60);
}

}  // namespace
}  // namespace slalom::test
