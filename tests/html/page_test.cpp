// report.html: names do nothing, nothing is fetched; in Chromium, if it is there, the page runs without an error.
#include "../statistics/tuned.hpp"
#include "html/escape.hpp"
#include "html/render_html.hpp"
#include "statistics/compare.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace slalom::report {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const Fabricated& f) {
  return render_html(compare({f.source()}), "/nonexistent", test::source_folder() + "/reports/templates");
}

Fabricated race(const std::string& first = "a") {
  Fabricated f;
  f.facts["p"].minimum = f.facts["q"].minimum = 0;
  f.facts["q"].metrics = {"test_loss"};
  for (const auto* problem : {"p", "q"})
    for (const auto& name : {first, std::string("b")}) {
      f.add(problem, name);
      for (std::uint64_t seed = 1; seed <= 5; ++seed)
        f.run(seed, {9, 3, 1e-3 * static_cast<double>(seed)}).metrics = {9, 4, 1};
    }
  return f;
}

TEST(Escape, LeavesNothingThatEndsAScriptOrBeginsAComment) {
  const Json nasty = {{"</script><!--", "<script>alert(1)</script> <!-- ]]>"}};
  const auto text = script_json(nasty);
  EXPECT_THAT(text, Not(HasSubstr("<")));
  EXPECT_EQ(Json::parse(text), nasty) << "and it means the same";
  EXPECT_EQ(html("<b a=\"1\" c='2'>&"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
}

TEST(Page, NamesDoNothing) {
  const std::string name = "</script><img src=x onerror=alert(1)>{{title}}\"'";
  auto f = race(name);
  f.plan.suite = f.plan.about = f.plan.text = f.plan.experiments[0].name = name;
  const auto page = page_of(f);
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_THAT(page, HasSubstr("&lt;img src=x onerror=alert(1)&gt;{{title}}"));
}

TEST(Page, NamesAreShownAsTheyAre) {
  for (const std::string name :
       {"<script>alert(1)</script>", "a|b", "../../x", "\"; system(\"x\")", "`$x` _a_ *b*", "[x](y)", "{{title}}",
        "{{{data}}}", "{{>problem.md}}", "ends with \\", "<!--", "]]>"}) {
    auto f = race(name);
    f.plan.suite = f.plan.about = f.plan.experiments[0].name = name;
    const auto page = page_of(f);
    EXPECT_THAT(page, HasSubstr("<h1>" + html(name) + "</h1>"));
    EXPECT_THAT(page, HasSubstr("<td>" + html(name) + "</td>"));
    const std::string begin = "id=\"data\">";
    const auto from = page.find(begin) + begin.size();
    const auto data = Json::parse(page.substr(from, page.find("</script>", from) - from));
    EXPECT_EQ(data.at("title"), name);
    EXPECT_EQ(data.at("experiments")[0].at("problems")[0].at("optimizers")[0].at("label"), name);
  }
}

TEST(Page, FetchesNothing) {
  const auto page = page_of(race());
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const auto* outward : {"src=\"http", "href=\"http", "@import", "url(", "fetch(", "XMLHttpRequest"})
    EXPECT_THAT(page, Not(HasSubstr(outward))) << outward;
}

TEST(Page, SaysTheResultsWithoutItsScript) {
  const auto page = page_of(race());
  EXPECT_THAT(page, HasSubstr("<td>1.5</td><td>a</td><td>0.003</td>"));
}

TEST(Page, HasARowForEachProblemAtItsTop) {
  EXPECT_THAT(page_of(race()),
              HasSubstr("<td><a href=\"#p1-1\">p</a></td><td>none: 2 are tied</td><td>0.003</td><td>–</td>"));
  Fabricated f;
  for (const auto& [name, best] : {std::pair{"<b>", 1.0}, {"c", 2.0}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 9; ++seed) f.run(seed, {9, best + 0.01 * static_cast<double>(seed)});
  }
  EXPECT_THAT(page_of(f), HasSubstr("<td><b>&lt;b&gt;</b></td><td>1.05</td><td>c</td><td>2.05</td>"
                                    "<td>yes, to all others</td>"));
}

bool has_chromium() { return std::system("chromium --version > /dev/null 2>&1") == 0; }

/// What Chromium writes of a page after a script of ours at its end; nothing if Chromium does not run here. It is tried
/// three times: on a machine under load Chromium now and then does not come up in time.
std::string driven(std::string page, const std::string& drive, const std::string& options = "--dump-dom") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "report.html", result = folder.path() / "result.txt";
  const std::string watch =
      "<script>window.faults = []; addEventListener('error', (e) => faults.push(e.message));"
      "addEventListener('securitypolicyviolation', (e) => faults.push(e.violatedDirective));</script>";
  page.insert(page.find("<title>"), watch);
  page.insert(page.rfind("</body>"), "<script>" + drive + "</script>");
  std::ofstream(file) << page;
  const auto command =
      "timeout -k 5 60 chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage "
      "--virtual-time-budget=5000 --window-size=1200,6000 --user-data-dir=" +
      (folder.path() / "profile").string() + " " + options + " file://" + file.string() + " > " + result.string() +
      " 2> /dev/null";
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (std::system(command.c_str()) != 0) continue;
    std::stringstream text;
    text << std::ifstream(result).rdbuf();
    return text.str();
  }
  return "";
}

TEST(Page, RunsInABrowserWithoutAnError) {
  if (!has_chromium()) GTEST_SKIP() << "there is no Chromium";
  // Errors end in the title; then everything is toggled, and the title says what came of it.
  const std::string drive =
      // Every plot that is drawn from here on tells how many series it has.
      "const Plot = uPlot, drawn = [];"
      "uPlot = Object.assign(function (options, data, holder) { drawn.push(options.series.length - 1);"
      " return new Plot(options, data, holder); }, Plot);"
      "const chip = document.querySelector('.chip'); chip.click();"
      "const off = document.querySelectorAll('tr.off').length;"
      "document.getElementById('axis').value = 'evaluations';"
      "for (const id of ['axis', 'logx', 'bands']) document.getElementById(id).dispatchEvent(new Event('change'));"
      "document.getElementById('theme').click(); document.querySelector('th button').click();"
      "setTimeout(() => { drawn.length = 0;"
      "document.getElementById('seeds').click(); dispatchEvent(new Event('beforeprint'));"
      "document.title = `faults ${faults} off ${off} plots ${document.querySelectorAll('.uplot').length} "
      "series ${drawn}`; }, 500);";
  const auto dom = driven(page_of(race()), drive);
  if (dom.empty()) GTEST_SKIP() << "Chromium does not run here";
  // One row in each of three tables; three plots over both problems, two on one, four on the other. One of the two
  // optimizers is off: all that is left of the losses is the other one's median, its band's two edges, and five seeds.
  EXPECT_THAT(dom, HasSubstr("<title>faults  off 3 plots 9 series 1,1,1,8,1,8,3,1,1</title>"));
}

TEST(Page, TellsAsMuchOfTuningAsTheMarkdown) {
  if (!has_chromium()) GTEST_SKIP() << "there is no Chromium";
  Fabricated f;
  add_tuned(f, "p", "a", 8, {{0.01, 3}, {0.1, 2}, {0.2, 4}, {0.3, 5}, {0.4, 6}});
  add_tuned(f, "p", "b", 1, {{0.01, INFINITY, host::Status::failed}, {0.1, INFINITY, host::Status::failed}});
  add_tuned(f, "p", "c", 5, {{0.01, 9}, {0.1, 8}, {0.2, 7}, {0.3, 6}, {0.4, 4}});
  const auto dom = driven(page_of(f), "");
  if (dom.empty()) GTEST_SKIP() << "Chromium does not run here";
  EXPECT_THAT(dom, HasSubstr("ranks by tuning effort (means over 1 problem)"));
  EXPECT_THAT(dom, HasSubstr("chosen trial"));
  EXPECT_THAT(dom, HasSubstr("<td>learning_rate: 0.1</td><td>8</td><td>4 ("))
      << "with its interval: one trial is the mean of all five";
  EXPECT_THAT(dom, HasSubstr("<td>none: no trial came to anything</td><td>1</td>"));
  EXPECT_THAT(dom, HasSubstr("<td>failed</td><td>0 of 2</td><td>2</td>"));
}

/// A race over the plane, whose ways can be played.
Fabricated plane() {
  auto f = race();
  auto& facts = f.facts["plane"];
  facts.minimum = 0;
  facts.minimizers = {{0, 0}};
  facts.window = {-1, 1, -1, 1};
  facts.grid = 3;
  facts.landscape = {2, 1, 2, 1, 0, 1, 2, 1, 2};
  for (const auto* name : {"a", "b"}) {
    f.add("plane", name).recording.trajectory = true;
    f.run(1, {9, 3, 1}).trajectory = {1, 1, 0.5, 0.5, 0, 0};
  }
  return f;
}

TEST(Page, PlaysTheWaysOverTheLoss) {
  if (!has_chromium()) GTEST_SKIP() << "there is no Chromium";
  const std::string drive =
      "setTimeout(() => { const canvas = document.querySelector('canvas.landscape');"
      "const picture = () => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
      "const differ = (a, b) => a.some((value, i) => Math.abs(value - b[i]) > 64), whole = picture();"
      "const scrub = document.querySelector('.player input'), play = document.querySelector('.player button');"
      "scrub.value = 1; scrub.dispatchEvent(new Event('input')); const start = picture();"
      "play.click(); const playing = play.textContent;"
      "const wait = setInterval(() => { if (play.textContent === 'pause') return; clearInterval(wait);"
      "document.title = `faults ${faults} moved ${differ(start, whole)} ${playing} then "
      "${play.textContent} at ${scrub.value}: ${differ(picture(), whole)}`; }, 100); }, 500);";
  const auto dom = driven(page_of(plane()), drive);
  if (dom.empty()) GTEST_SKIP() << "Chromium does not run here";
  EXPECT_THAT(dom, HasSubstr("<title>faults  moved true pause then play at 3: false</title>"));
}

TEST(Page, LeavesAPictureForPeople) {
  if (!has_chromium()) GTEST_SKIP() << "there is no Chromium";
  const std::filesystem::path picture = test::build_folder() + "/report.png";
  std::filesystem::remove(picture);
  driven(page_of(plane()), "", "--hide-scrollbars --screenshot=" + picture.string());
  if (!exists(picture)) GTEST_SKIP() << "Chromium takes no pictures here";
  EXPECT_GT(file_size(picture), 50'000) << "it is not blank";
}

TEST(Page, DoesNotHangWhereALogarithmicAxisReachesFarDown) {
  if (!has_chromium()) GTEST_SKIP() << "there is no Chromium";
  Fabricated f;
  add_tuned(f, "p", "a", 8, {{0.01, 3}, {0.1, 3e-136}, {0.2, 1e-290}, {0.3, 5}, {0.4, 6}});
  const auto dom =
      driven(page_of(f),
             "setTimeout(() => { dispatchEvent(new Event('beforeprint'));"
             "document.title = `faults ${faults} drawn ${document.querySelectorAll('.uplot').length}`; }, 500);");
  ASSERT_NE(dom, "") << "Chromium did not come to an end";
  EXPECT_THAT(dom, HasSubstr("<title>faults  drawn "));
  EXPECT_THAT(dom, Not(HasSubstr("drawn 0<")));
}

TEST(Page, BridgesNoGapsAndShowsDivergedRates) {
  if (!has_chromium()) GTEST_SKIP() << "there is no Chromium";
  Fabricated f;
  for (const double rate : {0.1, 1.0, 10.0}) {
    auto& c = f.add("p", "sgd " + std::to_string(rate));
    c.optimizer.name = c.optimizer.family = "sgd";
    c.optimizer.learning_rate->initial = rate;
    for (std::uint64_t seed = 1; seed <= 5; ++seed)
      if (rate == 10)
        f.run(seed, {1, 1e29}, host::Status::diverged, "");
      else
        f.run(seed, {1, 50, 5000, 500, 0.5});  // away and back
  }
  const std::string drive =
      "const Plot = uPlot, drawn = [];"
      "uPlot = Object.assign(function (options, data, holder) { drawn.push({options, data}); return new Plot(options, "
      "data, "
      "holder); }, Plot);"
      "setTimeout(() => { drawn.length = 0; document.getElementById('bands').click(); dispatchEvent(new "
      "Event('beforeprint'));"
      "const joined = drawn.some((d) => d.options.series.some((s) => s.spanGaps));"
      "const diverged = drawn.flatMap((d) => d.options.series.map((s, i) => [s.label, d.data[i]]))"
      ".filter(([label]) => label && label.endsWith(', diverged')).map(([, y]) => y.filter((v) => v !== "
      "undefined).length);"
      "const gaps = drawn[0].data.slice(1).some((y) => y.includes(null));"
      "document.title = `faults ${faults} joined ${joined} gaps ${gaps} diverged ${diverged}`; }, 500);";
  const auto dom = driven(page_of(f), drive);
  if (dom.empty()) GTEST_SKIP() << "Chromium does not run here";
  EXPECT_THAT(dom, HasSubstr("<title>faults  joined false gaps true diverged 1</title>"));
}

}  // namespace
}  // namespace slalom::report
