// Templates: what they give, and where they are wrong.
#include "markdown/mustache.hpp"

#include "support/temporary_folder.hpp"
#include "writer/render_template.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <fstream>

namespace slalom::markdown {
namespace {

using testing::EndsWith;
using testing::StartsWith;

class Template : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.path() / name) << text;
    return folder_.path() / name;
  }
  std::string error(const std::filesystem::path& file) {
    try {
      return "no error, but: " + render(file, Json::object(), verbatim);
    } catch (const TemplateError& e) {
      return e.what();
    }
  }

 private:
  test::TemporaryFolder folder_;
};

TEST_F(Template, TakesNumbersTextsAndLists) {
  const Json view{{"big", 123456789}, {"small", 1.23456e-7}, {"list", {"a", "b"}},
                  {"empty", ""},      {"none", nullptr},     {"nan", std::nan("")}};
  const auto file = write("t.mustache",
                          "{{big}} {{small}}{{#list}} {{.}}{{/list}}{{#empty}} no{{/empty}}{{^none}} "
                          "none{{/none}}{{^nan}} nan{{/nan}}{{unheard}}");
  EXPECT_EQ(render(file, view, verbatim), "123456789 1.235e-7 a b none nan");
}

TEST_F(Template, IncludesTemplatesBesideItAndNoData) {
  write("row.mustache", "[{{name}}]");
  const auto file = write("t.mustache", "{{#rows}}{{>row}}{{/rows}}");
  const Json view{{"rows", {{{"name", "a"}, {"row", "{{title}}"}}, {{"name", "b"}}}}};
  EXPECT_EQ(render(file, view, verbatim), "[a][b]");
}

TEST_F(Template, TellsWhereItIsWrong) {
  EXPECT_THAT(error(write("a.mustache", "one\n  {{#open}}")), EndsWith("a.mustache:2:3: Unclosed section \"open\""));
  EXPECT_THAT(error(write("b.mustache", "{{/shut}}")), EndsWith("b.mustache:1:1: Unopened section \"shut\""));
  EXPECT_THAT(error(write("c.mustache", "{{name")), EndsWith("c.mustache:1:1: Unclosed tag"));
  EXPECT_THAT(error(write("d.mustache", "\n\n {{>nowhere}}")),
              testing::ContainsRegex("d.mustache:3:2: there is no .*nowhere.mustache"));
  EXPECT_THAT(error(write("e.mustache", "{{>e}}")), EndsWith("e.mustache includes itself"));
  EXPECT_THAT(error(write("f.mustache", "{{>a}}")), EndsWith("a.mustache:2:3: Unclosed section \"open\""))
      << "in its own file";
  EXPECT_THAT(error("/nowhere.mustache"), StartsWith("/nowhere.mustache: "));
  EXPECT_THAT(error("/"), StartsWith("/: "));
}

TEST_F(Template, IsEscapedForWhatItsNameSays) {
  const statistics::Comparison comparison{.title = "<a|b>"};
  const std::string text = "{{title}} {{{title}}}";
  for (const auto& [name, title] : {std::pair{"t.html", "&lt;a|b&gt;"},
                                    {"t.html.mustache", "&lt;a|b&gt;"},
                                    {"t.md.mustache", "&lt;a\\|b&gt;"},
                                    {"t.tex.mustache", "<a|b>"},
                                    {"t", "<a|b>"}})
    EXPECT_EQ(writer::render_template(comparison, write(name, text)), std::string(title) + " <a|b>") << name;
}

}  // namespace
}  // namespace slalom::markdown
