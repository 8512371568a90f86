// The tables, byte by byte. The golden files were written by another program (Python's csv module).
#include "export/export_csv.hpp"

#include "export/csv_file.hpp"
#include "export/stored_race.hpp"
#include "process/output_file.hpp"
#include "support/paths.hpp"
#include "support/read_file.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace slalom::test {
namespace {

using process::FileError;
using store::Store;
using testing::HasSubstr;
using testing::ThrowsMessage;
namespace fs = std::filesystem;

class ExportCsv : public testing::TestWithParam<const char*> {};

TEST_P(ExportCsv, EqualsTheGoldenFile) {
  const TemporaryFolder folder;
  Store store(folder.path(), Store::Mode::write);
  store_race(store);
  exports::export_csv(store, folder.path() / "new" / "folder");
  const auto golden = read_file(fs::path(test::tests_folder()) / "export" / "golden" / GetParam());
  ASSERT_FALSE(golden.empty());
  EXPECT_EQ(read_file(folder.path() / "new" / "folder" / GetParam()), golden);
}

INSTANTIATE_TEST_SUITE_P(Tables, ExportCsv, testing::Values("runs.csv", "trace.csv", "trajectory.csv", "targets.csv"));

TEST(ExportCsvFiles, AnEmptyStoreGivesHeaders) {
  const TemporaryFolder folder;
  const Store store(folder.path(), Store::Mode::write);
  exports::export_csv(store, folder.path());
  EXPECT_EQ(read_file(folder.path() / "trajectory.csv"), "run,step\r\n");
  EXPECT_EQ(read_file(folder.path() / "targets.csv"), "run,target,step,evaluations,examples,cpu_seconds\r\n");
}

TEST(ExportCsvFiles, ReplaceOnlyThoseOfAnExport) {
  const TemporaryFolder folder;
  const Store store(folder.path(), Store::Mode::write);
  const auto out = folder.path() / "out";
  fs::create_directory(out);
  std::ofstream(out / "targets.csv") << "mine";
  EXPECT_THAT([&] { exports::export_csv(store, out); },
              ThrowsMessage<FileError>(HasSubstr("targets.csv was not written by slalom: move it away")));
  EXPECT_EQ(read_file(out / "targets.csv"), "mine");
  EXPECT_FALSE(fs::exists(out / "runs.csv"));
  fs::rename(out / "targets.csv", out / "my targets.csv");
  exports::export_csv(store, out);
  exports::export_csv(store, out);
  EXPECT_EQ(read_file(out / "my targets.csv"), "mine");
}

TEST(ExportCsvFiles, SaysWhichFileCannotBeWritten) {
  const TemporaryFolder folder;
  const Store store(folder.path(), Store::Mode::write);
  fs::create_directory(folder.path() / "trace.csv");
  EXPECT_THAT([&] { exports::export_csv(store, folder.path()); },
              ThrowsMessage<std::runtime_error>(HasSubstr("trace.csv")));
  EXPECT_THAT(
      [] {
        exports::CsvFile full("/dev/full");
        full.row("a", "b");
        full.close();
      },
      ThrowsMessage<std::runtime_error>(HasSubstr("/dev/full")));
}

TEST(CsvFile, HasNoFormulas) {
  const TemporaryFolder folder;
  exports::CsvFile file(folder.path() / "a.csv");
  file.row("=1+1", "+a", "-a", "@a", "a=1", "", "-");
  file.row(-1.5, -0.25, std::uint64_t{7}, "x", "-1", "=a,\"b\"", "'");
  file.close();
  EXPECT_EQ(read_file(folder.path() / "a.csv"),
            "'=1+1,'+a,'-a,'@a,a=1,,'-\r\n-1.5,-0.25,7,x,'-1,\"'=a,\"\"b\"\"\",'\r\n");
}

}  // namespace
}  // namespace slalom::test
