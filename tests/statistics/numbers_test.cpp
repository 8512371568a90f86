#include "statistics/numbers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace slalom::statistics {
namespace {

TEST(ShortNumber, IsReadable) {
  const struct {
    double value;
    const char* text;
  } cases[] = {{0, "0"},
               {-0.0, "0"},
               {2000, "2000"},
               {1437000, "1437000"},
               {0.0531757, "0.05318"},
               {1.5e-7, "1.5e-7"},
               {-1.25e-10, "-1.25e-10"},
               {3.14159e12, "3.142e12"},
               {std::numeric_limits<double>::infinity(), "∞"},
               {-std::numeric_limits<double>::infinity(), "-∞"},
               {std::nan(""), "–"}};
  for (const auto& c : cases) EXPECT_EQ(short_number(c.value), c.text);
}

TEST(CleanText, GivesValidTextOfOneLine) {
  const struct {
    std::string text, clean;
  } cases[] = {{"plain", "plain"},
               {"σ²/m", "σ²/m"},
               {"two\nlines\ttab", "two lines tab"},
               {std::string("nul\0!", 5), "nul !"},
               {"\x1b[31mred", " [31mred"},
               {"bad \xff\xfe", "bad \uFFFD\uFFFD"},
               {"cut \xe2\x82", "cut \uFFFD\uFFFD"},
               {"overlong \xc0\xaf", "overlong \uFFFD\uFFFD"},
               {"surrogate \xed\xa0\x80", "surrogate \uFFFD\uFFFD\uFFFD"},
               {"right-to-left \u202Eabc", "right-to-left  abc"},
               {"not in XML \uFFFF", "not in XML  "},
               {"𝛼", "𝛼"}};
  for (const auto& c : cases) EXPECT_EQ(clean_text(c.text), c.clean);
}

TEST(CleanText, CutsBetweenCharacters) {
  EXPECT_EQ(clean_text("ééé", 4), "éé…");
  EXPECT_EQ(clean_text("ééé", 5), "éé…");
  EXPECT_EQ(clean_text("ééé", 6), "ééé");
}

TEST(CleanLines, KeepsLineBreaks) { EXPECT_EQ(clean_lines("a\n\tb\r\n", 100), "a\n\tb \n"); }

TEST(Notation, IsOneForAColumn) {
  EXPECT_EQ(notation_for({123, 0, 1234.5, std::numeric_limits<double>::infinity(), std::nan("")}), Notation::plain);
  EXPECT_EQ(notation_for({123, 4, 0, std::numeric_limits<double>::infinity()}), Notation::whole);
  EXPECT_EQ(in_notation(123456, Notation::whole), "123456");
  EXPECT_EQ(in_notation(123, Notation::plain), "123");
  EXPECT_EQ(in_notation(4, Notation::plain), "4.00");
  EXPECT_EQ(in_notation(1234.5, Notation::plain), "1234");
  EXPECT_EQ(in_notation(12.345, Notation::plain), "12.3");
  EXPECT_EQ(in_notation(0.012345, Notation::plain), "0.0123");
  EXPECT_EQ(in_notation(0, Notation::plain), "0");
  EXPECT_EQ(notation_for({0.5, 0.0009}), Notation::powers);
  EXPECT_EQ(notation_for({5, 1e6}), Notation::powers);
  EXPECT_EQ(in_notation(0.5, Notation::powers), "5.00e-1");
  EXPECT_EQ(in_notation(5, Notation::powers), "5.00e0");
  EXPECT_EQ(in_notation(1234567, Notation::powers), "1.23e6");
  EXPECT_EQ(in_notation(std::numeric_limits<double>::infinity(), Notation::powers), "∞");
  EXPECT_EQ(in_notation(std::nan(""), Notation::plain), "–");
}

}  // namespace
}  // namespace slalom::statistics
