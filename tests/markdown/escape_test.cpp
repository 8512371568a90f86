#include "markdown/escape.hpp"

#include <gtest/gtest.h>

namespace slalom::markdown {
namespace {

TEST(Markdown, TextStaysText) {
  const struct {
    const char *text, *escaped;
  } cases[] = {{"adam", "adam"},
               {"test_loss", "test_loss"},
               {"_em_ __strong__", "\\_em\\_ \\_\\_strong\\_\\_"},
               {"a|b", "a\\|b"},
               {"a\\|b", "a\\\\\\|b"},
               {"`code` *x*", "\\`code\\` \\*x\\*"},
               {"<script>&amp;", "&lt;script&gt;&amp;amp;"},
               {"[x](javascript:1)", "\\[x\\](javascript:1)"},
               {"# head #12", "&#35; head &#35;12"},
               {"@someone", "&#64;someone"},
               {"$x$ ~~y~~", "\\$x\\$ \\~\\~y\\~\\~"},
               {"- list", "\\- list"},
               {"12. list", "12\\. list"},
               {"12.", "12\\."},
               {"1) list", "1\\) list"},
               {"1.74.0", "1.74.0"},
               {"-5", "-5"},
               {"---", "\\---"},
               {"=", "\\="},
               {"1e-5", "1e-5"},
               {"two\nlines", "two lines"}};
  for (const auto& c : cases) EXPECT_EQ(escape_markdown(c.text), c.escaped);
}

TEST(CodeBlock, HasALongerFenceThanTheTextHas) {
  EXPECT_EQ(code_block("a"), "```\na\n```\n");
  EXPECT_EQ(code_block("```\n<b>\n````\n", "yaml"), "`````yaml\n```\n<b>\n````\n`````\n");
}

TEST(CodeSpan, HoldsBackticksAndTableBorders) {
  EXPECT_EQ(code_span("beta1: 0.9"), "`beta1: 0.9`");
  EXPECT_EQ(code_span("a``b|c"), "```a``b\\|c```");
  EXPECT_EQ(code_span("`"), "`` ` ``");
}

}  // namespace
}  // namespace slalom::markdown
