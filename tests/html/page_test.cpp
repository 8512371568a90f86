// report.html: names do nothing, nothing is fetched; in Chromium, if it is there, the page runs without an error.
#include "../statistics/tuned.hpp"
#include "html/escape.hpp"
#include "html/page_data.hpp"
#include "html/render_html.hpp"
#include "markdown/render.hpp"
#include "statistics/compare.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace slalom::html {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(const statistics::Fabricated& f) {
  return render_html(statistics::compare({f.source()}), "/nonexistent", test::source_folder() + "/reports/templates");
}

statistics::Fabricated race(const std::string& first = "a") {
  statistics::Fabricated f;
  f.info["p"].minimum = f.info["q"].minimum = 0;
  f.info["q"].metrics = {"test_loss"};
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
  EXPECT_EQ(escape_html("<b a=\"1\" c='2'>&"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;");
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
    EXPECT_THAT(page, HasSubstr("<h1>" + escape_html(name) + "</h1>"));
    EXPECT_THAT(page, HasSubstr("<th scope=row>" + escape_html(name) + "<td>"));
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
  for (const auto* outward : {"src=\"http", "href=\"http", "@import", "url(http", "fetch(", "XMLHttpRequest"})
    EXPECT_THAT(page, Not(HasSubstr(outward))) << outward;
}

TEST(Page, SaysTheResultsWithoutItsScript) {
  const auto page = page_of(race());
  EXPECT_THAT(page, HasSubstr("<td>1.5<th scope=row>a<td>0.003<td class=q>"));
}

TEST(Page, HasARowForEachProblemAtItsTop) {
  EXPECT_THAT(page_of(race()),
              HasSubstr("<td class=t><a href=\"#e1p1\">p</a><td class=t>none: 2 are tied<td>0.003<td class=t>–"));
  statistics::Fabricated f;
  for (const auto& [name, best] : {std::pair{"<b>", 1.0}, {"c", 2.0}}) {
    f.add("p", name);
    for (std::uint64_t seed = 1; seed <= 9; ++seed) f.run(seed, {9, best + 0.01 * static_cast<double>(seed)});
  }
  EXPECT_THAT(page_of(f), HasSubstr("<td class=t><b>&lt;b&gt;</b><td>1.05<td class=t>c<td>2.05"
                                    "<td class=t>yes, to all others"));
}

TEST(Page, HasTheLevelAndTheBaselineOfTheReport) {
  const auto f = race();
  const auto comparison = statistics::compare({f.source()}, {.alpha = 0.01, .baseline = "b"});
  const auto templates = test::source_folder() + "/reports/templates";
  const auto page = render_html(comparison, "/nonexistent", templates);
  const auto data = page_data(comparison);
  EXPECT_EQ(data["alpha"], 0.01);
  EXPECT_EQ(data["experiments"][0]["baseline"], "b");
  EXPECT_EQ(data["experiments"][0]["problems"][0]["alpha"], 0.01);
  const auto has = [](const std::string& text) { return HasSubstr(text); };
  const auto bold = "Bold: significantly better than every other one at level 0.01",
             cells = "each other one (level 0.01)";
  EXPECT_THAT(page, testing::AllOf(has(bold), has(cells), has("<h3>Against the baseline, b, on 2 problems</h3>"),
                                   has("<h4>Against the baseline, b</h4>"), has("At level 0.01")));
  const test::TemporaryFolder folder;
  std::vector<std::string> warnings;
  EXPECT_THAT(markdown::render_markdown(comparison, folder.path(), templates, warnings).text, has(bold));
  EXPECT_THAT(markdown::render_markdown(comparison, folder.path(), templates, warnings, 0).text, has(cells));
  EXPECT_THAT(page_of(race()), Not(HasSubstr("Against the baseline")));
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
  // Errors end in the title; everything is drawn and toggled, and the title says what came of it.
  const std::string drive =
      "setTimeout(() => { dispatchEvent(new Event('beforeprint'));"
      "const charts = document.querySelectorAll('.chart svg').length;"
      "const name = [...document.querySelectorAll('.chart .name')].find((n) => n.dataset.key === 'a');"
      "name.dispatchEvent(new MouseEvent('click', {bubbles: true}));"
      "const out = document.querySelectorAll('.table tr.out').length;"
      "const x = document.querySelector('#tools select'); x.value = 'evaluations'; x.dispatchEvent(new "
      "Event('change'));"
      "for (const box of document.querySelectorAll('#tools input[type=checkbox]')) box.click();"
      "for (const key of document.querySelectorAll('#tools button')) if (key.title.startsWith('dark')) key.click();"
      "document.querySelector('th button.sort').click(); dispatchEvent(new Event('beforeprint'));"
      "document.title = `faults ${faults} charts ${charts} out ${out > 0} hash ${decodeURIComponent(location.hash)}`; "
      "}, 500);";
  const auto dom = driven(page_of(race()), drive);
  if (dom.empty()) GTEST_SKIP() << "Chromium does not run here";
  // Mean ranks and three profiles; the loss and runtimes of p; loss, test loss, runtimes and the runs of q.
  EXPECT_THAT(dom, HasSubstr("<title>faults  charts 10 out true hash #?x=evaluations&amp;"));
  EXPECT_THAT(dom, HasSubstr("&amp;hide=a</title>"));
}

TEST(Page, HasTheTablesOfTheMarkdown) {
  const test::TemporaryFolder folder;
  std::vector<std::string> warnings;
  const auto templates = test::source_folder() + "/reports/templates";
  statistics::Fabricated f;
  statistics::add_tuned(f, "p", "a", 8, {{0.01, 3}, {0.1, 2}, {0.2, 4}, {0.3, 5}, {0.4, 6}});
  f.info["q"].metrics = {"test_loss"};
  f.info["q"].minimum = 0;
  f.add("q", "a");
  for (std::uint64_t seed = 1; seed <= 5; ++seed) f.run(seed, {9, 3, 1e-3}).metrics = {9, 4, 1};
  const auto comparison = statistics::compare({f.source()});
  const auto text = markdown::render_markdown(comparison, folder.path(), templates, warnings).text;
  const auto page = render_html(comparison, folder.path(), templates);
  const auto count = [](const std::string& where, const std::string& what) {
    std::size_t found = 0;
    for (auto at = where.find(what); at != std::string::npos; at = where.find(what, at + 1)) ++found;
    return found;
  };
  const auto rules = count(text, "\n|:---") + count(text, "\n|---:");
  EXPECT_GT(rules, 10U);
  EXPECT_EQ(count(page, "<table>") - count(page, "table matrix"), rules);
}

TEST(Page, TellsTheMethodInTheWordsOfTheMarkdown) {
  const auto page = page_of(race());
  EXPECT_THAT(page, HasSubstr("<li><b>Fair</b>: every optimizer"));
  EXPECT_THAT(page, HasSubstr("where the suite has a <code>stop</code> that is reached"));
  EXPECT_THAT(page, HasSubstr("level 0.05. Where no random"));
}

TEST(Page, TellsWhatIsAsGoodFromWhatIsNotDistinguishable) {
  statistics::Fabricated f;
  const auto add = [&](const char* name, const std::vector<double>& ends) {
    f.add("p", name);
    for (std::size_t i = 0; i < ends.size(); ++i) f.run(i + 1, {9, 3, ends[i]});
  };
  add("first", {1e-3, 2e-3, 3e-3});
  add("same", {1e-3, 2e-3, 3e-3});
  add("other", {6e-3, 4e-3, 2e-3});
  const auto page = page_of(f);
  EXPECT_THAT(page, HasSubstr(">1.0 ≈"));
  EXPECT_THAT(page, HasSubstr(">2.0 ?")) << "ratios of 6, 2 and 2/3";
}

TEST(Page, HasTheScoresOfEverySeedInFull) {
  statistics::Fabricated f;
  f.add("p", "a");
  for (std::uint64_t seed = 1; seed <= 3; ++seed) f.run(seed, {9, 3, 0.123456789012345});
  const auto data = page_data(statistics::compare({f.source()}));
  const Json expected = {{"values", {0.123456789012345, 0.123456789012345, 0.123456789012345}},
                         {"spent", Json::array()},
                         {"deterministic", false}};
  EXPECT_EQ(data["experiments"][0]["problems"][0]["optimizers"][0]["scores"], expected);
}

TEST(Page, TellsOfTuning) {
  statistics::Fabricated f;
  statistics::add_tuned(f, "p", "a", 8, {{0.01, 3}, {0.1, 2}, {0.2, 4}, {0.3, 5}, {0.4, 6}});
  statistics::add_tuned(f, "p", "b", 1, {{0.01, INFINITY, run::Status::failed}, {0.1, INFINITY, run::Status::failed}});
  statistics::add_tuned(f, "p", "c", 5, {{0.01, 9}, {0.1, 8}, {0.2, 7}, {0.3, 6}, {0.4, 4}});
  const auto page = page_of(f);
  EXPECT_THAT(page, HasSubstr("Ranks by tuning effort"));
  EXPECT_THAT(page, HasSubstr("Means over 1 problem;"));
  EXPECT_THAT(page, HasSubstr("Chosen trial"));
  EXPECT_THAT(page, HasSubstr("<td class=t><code>learning_rate: 0.1</code><td>8<td>4 <small>("))
      << "with its interval: one trial is the mean of all five";
  EXPECT_THAT(page, HasSubstr("<td class=t>none: no trial came to anything<td>1<td>"));
  EXPECT_THAT(page, HasSubstr("<td>failed<td>0 of 2<td>2<td>"));
}

/// A race over the plane, whose ways can be played.
statistics::Fabricated plane() {
  auto f = race();
  auto& info = f.info["plane"];
  info.minimum = 0;
  info.minimizers = {{0, 0}};
  info.window = {-1, 1, -1, 1};
  info.grid = 3;
  info.landscape = {2, 1, 2, 1, 0, 1, 2, 1, 2};
  for (const auto* name : {"a", "b"}) {
    f.add("plane", name).recording.trajectory = true;
    f.run(1, {9, 3, 1}).trajectory = {1, 1, 0.5, 0.5, 0, 0};
  }
  return f;
}

/// In ten still pictures, as for readers who want no motion.
TEST(Page, PlaysTheRaceOverTheLoss) {
  if (!has_chromium()) GTEST_SKIP() << "there is no Chromium";
  const std::string drive =
      "setTimeout(() => { dispatchEvent(new Event('beforeprint'));"
      "const holder = document.querySelector('figure.race'), scrub = holder.querySelector('input[type=range]');"
      "const play = holder.querySelector('.play');"
      "const picture = () => [...holder.querySelectorAll('circle')].map((c) => c.getAttribute('cx')).join(' ');"
      "const whole = picture(), levels = holder.querySelectorAll('svg path[stroke-opacity]').length;"
      "scrub.value = 0; scrub.dispatchEvent(new Event('input')); const start = picture();"
      "play.click(); const playing = play.textContent;"
      "const wait = setInterval(() => { if (play.textContent.includes('pause')) return; clearInterval(wait);"
      "document.title = `faults ${faults} levels ${levels > 0} moved ${start !== whole} ${playing} then "
      "${play.textContent} at ${scrub.value}: ${picture() === whole}`; }, 100); }, 500);";
  const auto dom =
      driven(page_of(plane()), drive, "--dump-dom --virtual-time-budget=20000 --force-prefers-reduced-motion");
  if (dom.empty()) GTEST_SKIP() << "Chromium does not run here";
  EXPECT_THAT(dom, HasSubstr("<title>faults  levels true moved true ❚❚ pause then ▶ play at 1: true</title>"));
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
  statistics::Fabricated f;
  statistics::add_tuned(f, "p", "a", 8, {{0.01, 3}, {0.1, 3e-136}, {0.2, 1e-290}, {0.3, 5}, {0.4, 6}});
  const auto dom =
      driven(page_of(f),
             "setTimeout(() => { dispatchEvent(new Event('beforeprint'));"
             "document.title = `faults ${faults} drawn ${document.querySelectorAll('.chart svg').length}`; }, 500);");
  ASSERT_NE(dom, "") << "Chromium did not come to an end";
  EXPECT_THAT(dom, HasSubstr("<title>faults  drawn "));
  EXPECT_THAT(dom, Not(HasSubstr("drawn 0<")));
}

}  // namespace
}  // namespace slalom::html
