// Files that are no plugins, or bad ones, beside a good one: each is refused with its reason, the good one is taken.
#include "loader/registry.hpp"
#include "support/paths.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <elf.h>
#include <gmock/gmock.h>

#include <array>
#include <fstream>

namespace slalom::loader {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;

const fs::path build = test::build_folder();
const fs::path good = build / "plugins" / "sgd.so";

Registry scan(const fs::path& folder) { return Registry::scan(std::array{folder}); }

struct File {
  const char* name;
  std::string content;
  std::string reason;  ///< a regular expression
};

std::string with_byte(const std::string& content, std::size_t at, int byte) {
  return content.substr(0, at) + static_cast<char>(byte) + content.substr(at + 1);
}

std::vector<File> files() {
  const auto sgd = test::read_file(good);
  const auto of_another_machine = [&](int machine) { return with_byte(sgd, offsetof(Elf64_Ehdr, e_machine), machine); };
  return {
      {"empty", "", "it is empty"},
      {"text", "int main() {}\n", "it is not a shared library"},
      {"two_bytes", "\x7f\x45", "it is not a shared library"},
      {"magic_only", "\x7f\x45LF", "it is truncated: it has 4 bytes"},
      {"cut_in_the_head", sgd.substr(0, 60), "it is truncated: it has 60 bytes"},
      {"cut_after_the_head", sgd.substr(0, 100), "it is truncated: it has 100 bytes"},
      {"cut_in_the_middle", sgd.substr(0, sgd.size() / 2), "it is truncated: it has [0-9]+ bytes of [0-9]+"},
      {"cut_at_the_end", sgd.substr(0, sgd.size() - 1), "it is truncated: it has [0-9]+ bytes of [0-9]+"},
      {"of_32_bits", with_byte(of_another_machine(EM_386), EI_CLASS, ELFCLASS32),
       "it is built for x86 in 32 bits, this program for .*"},
      {"of_another_processor", of_another_machine(EM_S390), "it is built for S/390, this program for .*"},
      {"of_an_unknown_processor", of_another_machine(200), "it is built for the machine of ELF number 200, .*"},
      {"program", with_byte(sgd, offsetof(Elf64_Ehdr, e_type), ET_EXEC), "it is not a shared library"},
      {"no_symbol", test::read_file(build / "tests/hostile/no_symbol.so"), "it exports no function slalom_plugin"},
      {"no_table", test::read_file(build / "tests/hostile/no_table.so"),
       "the table that slalom_plugin\\(\\) gives is a null .*"},
      {"newer", test::read_file(build / "tests/hostile/newer.so"),
       "it is built for interface version 2, this program has version 1: use a newer slalom, or .*"},
      {"before_the_first", test::read_file(build / "tests/hostile/before_the_first.so"),
       "it says that it is built for interface version 0, which there never was"},
      {"small_struct", test::read_file(build / "tests/hostile/small_struct.so"),
       "an optimizer has struct_size 16, below the [0-9]+ of interface version 1"},
      {"null_name", test::read_file(build / "tests/hostile/null_name.so"), "an optimizer has no name"},
      {"newline_in_name", test::read_file(build / "tests/hostile/newline_in_name.so"),
       "the name of an optimizer must be 1 to 64 lower-case letters, digits and underscores"},
      {"path_in_name", test::read_file(build / "tests/hostile/path_in_name.so"), "the name of an optimizer must be .*"},
      {"markup_in_name", test::read_file(build / "tests/hostile/markup_in_name.so"),
       "the name of an optimizer must be .*"},
      {"too_many", test::read_file(build / "tests/hostile/too_many.so"),
       "its list of optimizers has [0-9]+ entries, more than .*"},
      {"wild_pointer", test::read_file(build / "tests/hostile/wild_pointer.so"),
       "an optimizer points to where there is no memory"},
  };
}

class HostileFile : public testing::TestWithParam<File> {};
INSTANTIATE_TEST_SUITE_P(, HostileFile, testing::ValuesIn(files()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST_P(HostileFile, IsRefusedWithItsReasonAndTheOthersAreTaken) {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / (std::string(GetParam().name) + ".so");
  std::ofstream(file, std::ios::binary) << GetParam().content;
  fs::copy_file(good, folder.path() / "good.so");

  const auto registry = scan(folder.path());
  ASSERT_EQ(registry.rejected().size(), 1);
  EXPECT_EQ(registry.rejected()[0].path, file);
  EXPECT_THAT(registry.rejected()[0].reason, MatchesRegex(GetParam().reason));
  EXPECT_NE(registry.optimizer("sgd"), nullptr);
  EXPECT_EQ(registry.optimizers().size(), 1);
}

TEST(HostileFiles, CutOffAnywhere) {
  const test::TemporaryFolder folder;
  const auto sgd = test::read_file(good);
  for (std::size_t size = 0; size < sgd.size(); size += 997) {
    std::ofstream(folder.path() / "cut.so", std::ios::binary | std::ios::trunc) << sgd.substr(0, size);
    ASSERT_EQ(scan(folder.path()).rejected().size(), 1) << size;
  }
}

TEST(HostileFiles, WhatIsNoFile) {
  const test::TemporaryFolder folder;
  fs::create_directory(folder.path() / "a.so");
  fs::create_symlink("nowhere", folder.path() / "b.so");
  fs::create_symlink("c.so", folder.path() / "c.so");
  fs::copy_file(good, folder.path() / "d.so");
  const auto registry = scan(folder.path());
  EXPECT_EQ(registry.rejected().size(), 3);
  EXPECT_NE(registry.optimizer("sgd"), nullptr);
  EXPECT_THAT(scan(folder.path() / "nowhere").rejected(), testing::SizeIs(1));
}

TEST(HostileFiles, OfTwoWithOneNameTheFirstIsKept) {
  const test::TemporaryFolder folder;
  fs::copy_file(good, folder.path() / "a.so");
  fs::copy_file(good, folder.path() / "b.so");
  const auto registry = scan(folder.path());
  ASSERT_EQ(registry.rejected().size(), 1);
  EXPECT_EQ(registry.rejected()[0].path.filename(), "b.so");
  EXPECT_EQ(registry.rejected()[0].reason,
            "the optimizer 'sgd' is already taken from " + (folder.path() / "a.so").string());
  EXPECT_EQ(registry.optimizer("sgd")->file->path.filename(), "a.so");
}

TEST(HostileFiles, OneOfTheFirstInterfaceVersionLoads) {
  const auto registry = Registry::load(build / "tests/hostile/version1.so");
  EXPECT_NE(registry.optimizer("plain_c"), nullptr);
}

}  // namespace
}  // namespace slalom::loader
