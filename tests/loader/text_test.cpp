#include "loader/text.hpp"

#include <gmock/gmock.h>

namespace slalom::loader {
namespace {

using testing::EndsWith;
using testing::StartsWith;

TEST(Text, HasEscapesForWhatATerminalWouldObey) {
  EXPECT_EQ(escaped("é\n\tπ 𝄞"), "é\n\tπ 𝄞");
  EXPECT_EQ(escaped("\x1b[31mred\x07\x7f"), "\\x1b[31mred\\x07\\x7f");
  EXPECT_EQ(escaped("\xc2\x9b"
                    "1m"),
            "\\xc2\\x9b1m")
      << "a control character of C1";
  EXPECT_EQ(escaped("\xff\xfe"
                    "a\xe2\x82"),
            "\\xff\\xfea\\xe2\\x82");
  EXPECT_EQ(escaped("\xed\xa0\x80\xc0\xaf"), "\\xed\\xa0\\x80\\xc0\\xaf") << "a surrogate, and / in two bytes";
  EXPECT_EQ(escaped({"a\0b", 3}), "a\\x00b");
}

TEST(Text, IsKeptOnOneLineAndCut) {
  EXPECT_EQ(clean_line("one\r\ntwo\tthree"), "one  two three");
  EXPECT_EQ(clean_line(std::string(4096, 'x')), std::string(4096, 'x'));
  EXPECT_EQ(clean_line(std::string(4097, 'x')), std::string(4093, 'x') + "…");
  EXPECT_EQ(clean_line(std::string(2000, '\x1b')).size(), 4093U + 3);
  const auto cut = clean_line("x" + std::string(3000, 'x') + [] {
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "π";
    return many;
  }());
  EXPECT_LE(cut.size(), max_kept_text);
  EXPECT_THAT(cut, EndsWith("π…"));
  EXPECT_FALSE(find_forbidden(cut));
}

TEST(Text, OfSeveralLinesIsKeptToItsEnd) {
  EXPECT_EQ(clean_lines("one\r\n\ttwo\x1b"), "one\n\ttwo\\x1b");
  const auto cut = clean_lines("first\n" + std::string(5000, 'x') + "\nlast\n");
  EXPECT_EQ(cut.size(), max_kept_text);
  EXPECT_THAT(cut, testing::AllOf(StartsWith("…x"), EndsWith("x\nlast\n")));
  for (std::size_t shift = 0; shift < 4; ++shift) {  // wherever it is cut within a character
    std::string many(shift, 'x');
    for (int i = 0; i < 3000; ++i) many += "𝄞";
    for (const auto& text : {clean_lines(many), clean_line(many)}) {
      EXPECT_LE(text.size(), max_kept_text);
      EXPECT_FALSE(find_forbidden(text));
      EXPECT_EQ(text.find('\\'), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace slalom::loader
