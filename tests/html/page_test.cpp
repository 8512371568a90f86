// report.html: names do nothing, nothing is fetched; in Chromium, if it is there, the page runs without an error.
#include "../statistics/fabricated.hpp"
#include "html/escape.hpp"
#include "html/render_html.hpp"
#include "statistics/compare.hpp"
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
  return render_html(compare({f.source()}), "/nonexistent", SLALOM_SOURCE "/reports/templates");
}

Fabricated race(const std::string& first = "a") {
  Fabricated f;
  f.facts["p"].minimum = f.facts["q"].minimum = 0;
  for (const auto* problem : {"p", "q"})
    for (const auto& name : {first, std::string("b")}) {
      f.add(problem, name);
      for (std::uint64_t seed = 1; seed <= 5; ++seed) f.run(seed, {9, 3, 1e-3 * static_cast<double>(seed)});
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

TEST(Page, RunsInABrowserWithoutAnError) {
  if (std::system("chromium --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "there is no Chromium";
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "report.html", result = folder.path() / "result.txt";
  // Errors end in the title; then everything is toggled, and the title says what came of it.
  auto page = page_of(race());
  const std::string watch =
      "<script>window.faults = []; addEventListener('error', (e) => faults.push(e.message));"
      "addEventListener('securitypolicyviolation', (e) => faults.push(e.violatedDirective));</script>";
  const std::string drive =
      "<script>const chip = document.querySelector('.chip'); chip.click();"
      "const off = document.querySelectorAll('tr.off').length;"
      "document.getElementById('axis').value = 'evaluations';"
      "for (const id of ['axis', 'logx', 'bands']) document.getElementById(id).dispatchEvent(new Event('change'));"
      "document.getElementById('theme').click(); document.querySelector('th button').click();"
      "setTimeout(() => { document.title = `faults ${faults} off ${off} plots "
      "${document.querySelectorAll('.uplot').length}`; }, 500);"
      "</script>";
  page.insert(page.find("<title>"), watch);
  page.insert(page.rfind("</body>"), drive);
  std::ofstream(file) << page;
  const auto command =
      "timeout 60 chromium --headless --no-sandbox --disable-gpu --virtual-time-budget=5000 "
      "--window-size=1200,6000 --dump-dom file://" +
      file.string() + " > " + result.string() + " 2> /dev/null";
  if (std::system(command.c_str()) != 0) GTEST_SKIP() << "Chromium does not run here";
  std::stringstream dom;
  dom << std::ifstream(result).rdbuf();
  // One row in each of three tables; three plots over both problems, two on each.
  EXPECT_THAT(dom.str(), HasSubstr("<title>faults  off 3 plots 7</title>"));
}

}  // namespace
}  // namespace slalom::report
