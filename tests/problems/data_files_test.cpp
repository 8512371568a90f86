// Data files of other formats than CSV: what they hold, and what is said of broken ones.
#include <slalom/classification.hpp>
#include <slalom/text.hpp>

#include "opened.hpp"
#include "support/error_of.hpp"
#include "support/paths.hpp"
#include "support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <zlib.h>

#include <fstream>
#include <functional>

namespace slalom::test {
namespace {

using testing::HasSubstr;
using namespace std::string_literals;

class DataFile : public testing::Test {
 protected:
  TemporaryFolder folder;

  std::string write(const std::string& name, const std::string& bytes) const {
    const auto path = folder.path() / name;
    create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }
};

TEST_F(DataFile, SvmlightHasLabelsAndPairs) {
  const auto table = read_svmlight(write("a.svm", "+1 1:0.5 3:-2e1 # a comment\n-1 2:4\r\n1\n"));
  EXPECT_EQ(table.columns, 4U);
  EXPECT_EQ(table.numbers, (Numbers{0.5, 0, -20, 1, 0, 4, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(read_svmlight(write("b.svm", "3.5 1:1\n-1 1:2")).numbers, (Numbers{1, 3.5, 2, -1}));
}

TEST_F(DataFile, SvmlightSaysWhatIsWrongAndWhere) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ": the file is empty"},
      {"1 1:2\n\n", ":2: ''; an example was expected"},
      {"one 1:2\n", ":1: 'one'; the label, a finite number, was expected"},
      {"nan 1:2\n", ":1: 'nan'; the label, a finite number, was expected"},
      {"1 1:2\n1 2\n", ":2: '2'; index:value was expected"},
      {"1 0:2\n", ":1: '0:2'; index:value was expected, the indices rising from 1"},
      {"1 2:2 2:3\n", ":1: '2:3'; index:value was expected, the indices rising from 1"},
      {"1 -1:2\n", ":1: '-1:2'; index:value was expected"},
      {"1 1:2x\n", ":1: '1:2x'; a finite value was expected"},
      {"1 1:inf\n", ":1: '1:inf'; a finite value was expected"},
      {"1 999999999999:1\n", ": it has an index 999999999999, but 1 values: nearly all columns would be empty"},
      {"1 99999999999999999999:1\n", ":1: '99999999999999999999:1'; index:value was expected"},
  };
  for (const auto& [text, expected] : cases) {
    const auto path = write("a.svm", text);
    EXPECT_THAT(error_of([&] { read_svmlight(path); }), HasSubstr(path + expected)) << text;
  }
}

std::string npy(std::string header, const std::string& data) {
  header += "\n";
  return "\x93NUMPY\x01\x00"s + static_cast<char>(header.size()) + "\x00"s + header + data;
}
template <class T>
std::string bytes_of(std::initializer_list<T> numbers) {
  return {reinterpret_cast<const char*>(numbers.begin()), numbers.size() * sizeof(T)};
}
constexpr auto doubles = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }   ";

TEST_F(DataFile, NpyHasANumberOfAnyType) {
  const Numbers expected{1, 2, 3, 4};
  EXPECT_EQ(read_npy(write("a.npy", npy(doubles, bytes_of<double>({1, 2, 3, 4})))).numbers, expected);
  const auto header = [](const std::string& type) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': (2, 2), }";
  };
  EXPECT_EQ(read_npy(write("a.npy", npy(header("<f4"), bytes_of<float>({1, 2, 3, 4})))).numbers, expected);
  EXPECT_EQ(read_npy(write("a.npy", npy(header("<i4"), bytes_of<std::int32_t>({1, 2, 3, 4})))).numbers, expected);
  EXPECT_EQ(read_npy(write("a.npy", npy(header("<i8"), bytes_of<std::int64_t>({1, 2, 3, 4})))).numbers, expected);
  EXPECT_EQ(read_npy(write("a.npy", npy(header("|u1"), bytes_of<std::uint8_t>({1, 2, 3, 4})))).numbers, expected);
  EXPECT_EQ(read_npy(write("a.npy", npy(header("|u1"), "\x01\x02\x03\x04"))).columns, 2U);
}

TEST_F(DataFile, NpySaysWhatIsWrong) {
  const auto data = bytes_of<double>({1, 2, 3, 4});
  const std::pair<std::string, const char*> cases[] = {
      {"", "not a .npy file"},
      {"\x93NUMPX\x01 and more of it", "not a .npy file"},
      {"\x93NUMPY\x01\x00\xff\x00{'descr'"s, "truncated: the header says that it has 255 bytes"},
      {npy(doubles, data.substr(1)), "the header promises 32 bytes of data, but there are 31"},
      {npy(doubles, data + "x"), "the header promises 32 bytes of data, but there are 33"},
      {npy(doubles, bytes_of<double>({1, 2, std::nan(""), 4})), "row 2, column 1 is not finite"},
      {npy("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2), }", data), "expected an array of f4"},
      {npy("{'descr': '>f8', 'fortran_order': False, 'shape': (2, 2), }", data), "expected an array of f4"},
      {npy("{'descr': '<i1', 'fortran_order': False, 'shape': (2, 2), }", data), "expected an array of f4"},
      {npy("{'descr': '<f8', 'fortran_order': False, 'shape': (), }", data), "expected an array of f4"},
      {npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 2, 2, 1), }", data), "expected an array of f4"},
      {npy("{'descr'", data), "expected an array of f4"},
      {npy("{'descr': '<f8', 'fortran_order': False, 'shape': (4,), }", data), "two-dimensional array, but this has 1"},
      {npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2, 2), }", data), "but this has 3 dimension(s)"},
      {npy("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 2), }", data),
       "its (99999999999,2) numbers would take 1.5 TB, and a data set may take 2.0 GB"},
  };
  for (const auto& [bytes, expected] : cases) {
    const auto path = write("a.npy", bytes);
    EXPECT_THAT(error_of([&] { read_npy(path); }), testing::AllOf(HasSubstr(path), HasSubstr(expected)));
  }
}

/// What NumPy has written: reference/scripts/gen_npz.py.
std::string written_by_numpy(const std::string& name) { return read_bytes(tests_folder() + "/problems/data/" + name); }

TEST_F(DataFile, NpzHasOneArrayOrTwo) {
  const auto pair = read_npz(write("a.npz", written_by_numpy("pair.npz")));
  EXPECT_EQ(pair.columns, 3U);
  EXPECT_EQ(pair.numbers, (Numbers{1, 2, 0, 3, 4, 1, 5, 6, 0}));
  const auto images = read_npz(write("a.npz", written_by_numpy("images.npz")));  // of 2 x 2 pixels, deflated
  EXPECT_EQ(images.columns, 5U);
  EXPECT_EQ(images.numbers, (Numbers{0, 1, 2, 3, 0, 4, 5, 6, 7, 1, 8, 9, 10, 11, 0}));
  const auto one = read_npz(write("a.npz", written_by_numpy("one.npz")));
  EXPECT_EQ(one.columns, 3U);
  EXPECT_EQ(one.rows(), 20U);
  EXPECT_EQ(one.numbers[3 * 7], 14);
}

TEST_F(DataFile, NpzSaysWhatIsWrong) {
  const auto good = written_by_numpy("pair.npz"), deflated = written_by_numpy("one.npz");
  const auto with = [](std::string bytes, const std::string& before, std::ptrdiff_t shift, const std::string& put) {
    const auto at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(bytes.rfind(before)) + shift);
    return bytes.replace(at, put.size(), put);
  };
  const auto entry = "PK\1\2"s, end = "PK\5\6"s;
  const std::pair<std::string, const char*> cases[] = {
      {"", "not a zip archive, or truncated"},
      {"PK", "not a zip archive, or truncated"},
      {good.substr(0, good.size() - 1), "not a zip archive, or truncated"},
      {"x" + good, "not a zip archive, or truncated"},
      {with(good, end, 16, "\xff\xff\xff\x7f"), "damaged list of members"},
      {with(good, entry, 28, "\xff\xff"), "damaged list of members"},
      {with(good, entry, 42, "\x01"), "y.npy: damaged"},
      {with(good, entry, 20, "\xff\xff"), "y.npy: damaged"},
      {with(good, entry, 24, "\x01"), "y.npy: damaged"},
      {with(good, entry, 24, "\xff\xff\xff\xff"), "y.npy: its size is said to be 4294967295"},
      {with(good, entry, 10, "\x0c"), "y.npy: packed by method 12; stored and deflated members can be read"},
      {with(good, "\x93NUMPY", 140, "\x07"), "y.npy: damaged"},              // its check sum
      {with(deflated, "PK\3\4", 80, "\xff\xff\xff"), "arr_0.npy: damaged"},  // its stream
      {with(deflated, entry, 24, "\x61\x02"), "arr_0.npy: damaged"},         // a byte more
      {with(with(good, entry, 46, "z"), "PK\3\4", 30, "z"), "expected one array, or two of the names x and y"},
  };
  for (const auto& [bytes, expected] : cases) {
    const auto path = write("a.npz", bytes);
    EXPECT_THAT(error_of([&] { read_npz(path); }), testing::AllOf(HasSubstr(path), HasSubstr(expected)));
  }
  const auto short_y = written_by_numpy("short_y.npz"), nan = written_by_numpy("nan.npz");
  EXPECT_THAT(error_of([&] { read_npz(write("a.npz", short_y)); }),
              HasSubstr("one number for each of the 3 rows of x"));
  EXPECT_THAT(error_of([&] { read_npz(write("a.npz", nan)); }),
              HasSubstr("a.npz: x.npy: row 2, column 1 is not finite"));
}

/// Big-endian, as IDX wants it.
std::string number(unsigned n) {
  return {static_cast<char>(n >> 24), static_cast<char>(n >> 16), static_cast<char>(n >> 8), static_cast<char>(n)};
}
std::string images(unsigned count, const std::string& pixels) {
  return "\x00\x00\x08\x03"s + number(count) + number(1) + number(2) + pixels;
}
std::string labels(const std::string& classes) {
  return "\x00\x00\x08\x01"s + number(static_cast<unsigned>(classes.size())) + classes;
}

class Idx : public DataFile {
 protected:
  void SetUp() override {
    write("set/train-images-idx3-ubyte", images(3, "\x00\xff\x10\x20\x30\x40"s));
    write("set/train-labels-idx1-ubyte", labels("\x00\x02\x01"s));
    write("set/t10k-images-idx3-ubyte", images(1, "\x01\x02"s));
    write("set/t10k-labels-idx1-ubyte", labels("\x03"s));
  }
  DataSet<double> load() const { return load_classes<double>(folder.path().string(), {"set", "none"}); }
};

TEST_F(Idx, HasImagesAndLabelsInTwoParts) {
  const auto data = load();
  EXPECT_EQ(data.classes, 4U);
  EXPECT_EQ(data.train.x, (Matrix<double>{{0, 16, 48}, {255, 32, 64}}));
  EXPECT_EQ(data.train.y, (std::vector<std::uint32_t>{0, 2, 1}));
  EXPECT_EQ(data.test.x, (Matrix<double>{{1}, {2}}));
  EXPECT_EQ(data.test.y, (std::vector<std::uint32_t>{3}));

  Opened f("softmax_regression", {{"data", "set"}}, SLALOM_FLOAT64, folder.path());
  EXPECT_EQ(f.examples(), 3U);
  EXPECT_EQ(f.dimension(), 4 * 2 + 4U);
  EXPECT_NEAR(f.value(Numbers(f.dimension())), std::log(4), 1e-15);
}

TEST_F(Idx, SaysWhatIsWrong) {
  const std::tuple<const char*, std::string, const char*> cases[] = {
      {"train-images-idx3-ubyte", "\x1f\x8b\x08", "it is compressed; its name should end with .gz"},
      {"train-images-idx3-ubyte", "\x00\x00\x08\x01 is that of labels"s, "its first four bytes should be 0 0 8 3"},
      {"train-images-idx3-ubyte", "\x00\x00\x08\x03\x00"s, "truncated within its header"},
      {"train-images-idx3-ubyte", images(3, "12345"), "its header promises 6 bytes of data, but there are 5"},
      {"train-images-idx3-ubyte", images(0xffffffff, "123456"), "its header promises 8589934590 bytes of data"},
      {"train-images-idx3-ubyte", "\x00\x00\x08\x03"s + std::string(12, '\xff'),
       "its header promises 792281624589241053"},
      {"train-images-idx3-ubyte", images(0, ""), "it has no images"},
      {"train-labels-idx1-ubyte", labels("\x01\x02"), "2 labels for 3 images"},
      {"t10k-images-idx3-ubyte", "\x00\x00\x08\x03"s + number(1) + number(1) + number(1) + "x",
       "images for testing have another size"},
  };
  for (const auto& [name, bytes, expected] : cases) {
    SetUp();
    write("set/"s + name, bytes);
    EXPECT_THAT(error_of([&] { load(); }), HasSubstr(expected)) << name;
  }
  SetUp();
  std::filesystem::remove(folder.path() / "set/t10k-labels-idx1-ubyte");
  EXPECT_THAT(error_of([&] { load(); }), HasSubstr("set/t10k-labels-idx1-ubyte: there is no such file"));
}

std::string packed(const std::string& path, const std::string& bytes) {
  const auto file = gzopen(path.c_str(), "wb");
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
  return read_bytes(path);
}

TEST_F(Idx, MayBeCompressed) {
  const auto expected = load().train.x;
  const auto path = (folder.path() / "set/train-images-idx3-ubyte").string();
  const auto good = packed(path + ".gz", read_bytes(path));
  std::filesystem::remove(path);
  EXPECT_EQ(load().train.x, expected);

  auto wrong_sum = good;
  wrong_sum[wrong_sum.size() - 5] ^= 1;
  for (const auto& bytes : {good.substr(0, good.size() - 9), wrong_sum, "plain"s, ""s}) {
    write("set/train-images-idx3-ubyte.gz", bytes);
    EXPECT_THAT(error_of([&] { load(); }), HasSubstr("train-images-idx3-ubyte.gz: it is damaged, or not compressed"))
        << bytes.size();
  }
}

constexpr std::uint64_t megabyte = 1U << 20U;

/// A zip archive whose members are all the same 100,000 zeros.
std::string archive(unsigned members) {
  const std::string zeros(100'000, '\0');
  std::string stream(1000, '\0');
  z_stream packer{};
  deflateInit2(&packer, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  packer.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(zeros.data()));
  packer.avail_in = static_cast<uInt>(zeros.size());
  packer.next_out = reinterpret_cast<Bytef*>(stream.data());
  packer.avail_out = static_cast<uInt>(stream.size());
  EXPECT_EQ(deflate(&packer, Z_FINISH), Z_STREAM_END);
  stream.resize(packer.total_out);
  deflateEnd(&packer);
  const auto little = [](std::uint64_t n, int bytes) {
    std::string text;
    for (int k = 0; k < bytes; ++k) text += static_cast<char>(n >> (8 * k));
    return text;
  };
  const auto sizes = little(crc32_z(0, reinterpret_cast<const Bytef*>(zeros.data()), zeros.size()), 4) +
                     little(stream.size(), 4) + little(zeros.size(), 4);
  auto bytes = "PK\3\4"s + std::string(26, '\0') + stream;
  const auto list = bytes.size();
  for (unsigned i = 0; i < members; ++i)
    bytes += "PK\1\2"s + std::string(6, '\0') + "\x08\x00"s + std::string(4, '\0') + sizes + "\x03\x00"s +
             std::string(16, '\0') + fmt::format("{:03}", i);
  return bytes + "PK\5\6"s + std::string(4, '\0') + little(members, 2) + little(members, 2) +
         little(bytes.size() - list, 4) + little(list, 4) + "\0\0"s;
}

TEST_F(DataFile, IsRefusedBeforeItTakesMoreMemoryThanTheLimit) {
  std::string rows, wide = "1", sparse;
  for (int i = 0; i < 80'000; ++i) rows += "1,2\n";
  for (int i = 0; i < 40'000; ++i) wide += ",1";
  for (int i = 0; i < 200; ++i) sparse += "1 1:2 1000:1\n";
  const auto row_of_zeros =
      npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1, 200000), }", std::string(200'000, 0));
  const auto large = write("large", std::string(megabyte + 1, '1')), svm = write("a.svm", sparse);
  const auto csv = write("a.csv", rows), csv_of_one_line = write("b.csv", wide + "\n" + wide);
  const auto array = write("a.npy", row_of_zeros), zip = write("a.npz", archive(11));
  const auto idx = write("a", images(100'000, std::string(200'000, 'x'))),
             text = write("a.txt", std::string(300'000, 'x'));
  packed((folder.path() / "gz.gz").string(), std::string(megabyte + 1, '1'));
  const auto gz = (folder.path() / "gz").string();

  const std::pair<std::string, std::function<void()>> cases[] = {
      {large + ": the file would take 1.0 MB, and a data set may take 1.0 MB: use a smaller one, or --data-limit 1G",
       [&] { read_bytes(large, megabyte); }},
      {csv + ": 80000 rows of 2 numbers would take 1.2 MB", [&] { read_csv(csv, megabyte); }},
      {csv_of_one_line + ": the 40000 fields of line 1 would take 1.2 MB",
       [&] { read_csv(csv_of_one_line, megabyte); }},
      {svm + ": 200 rows of 1001 numbers would take 1.5 MB", [&] { read_svmlight(svm, megabyte); }},
      {array + ": its (1,200000) numbers would take 1.5 MB", [&] { read_npy(array, megabyte); }},
      {zip + ": what it holds would take 1.0 MB", [&] { read_zip(zip, megabyte); }},
      {idx + ": its numbers would take 1.5 MB", [&] { read_idx(idx, 3, megabyte); }},
      {gz + ".gz: what it holds would take 1.0 MB", [&] { read_unpacked(gz, megabyte); }},
      {text + ": its text would take 1.1 MB",
       [&] {
         read_text({folder.path().string(), megabyte}, "a");
       }},
  };
  for (const auto& [expected, read] : cases) EXPECT_THAT(error_of(read), testing::StartsWith(expected));
  EXPECT_EQ(read_zip(zip, 2 * megabyte).size(), 11U);
  EXPECT_EQ(read_csv(csv, 2 * megabyte).rows(), 80'000U);
}

TEST_F(DataFile, IsARegularFile) {
  const auto place = [&](const std::string& name) { return (folder.path() / name).string(); };
  std::filesystem::create_symlink("/dev/zero", place("zero.csv"));
  std::filesystem::create_directory(place("folder.csv"));
  ASSERT_EQ(mkfifo(place("pipe.csv").c_str(), 0600), 0);
  for (const auto& [name, what] : {std::pair{"zero", "a device"}, {"folder", "a folder"}, {"pipe", "a pipe"}}) {
    const std::string file = name, expected = place(file + ".csv") + ": it is " + what + "; expected a regular file";
    EXPECT_EQ(error_of([&] { read_table(folder.path().string(), file); }), expected);
    EXPECT_EQ(error_of([&] { read_unpacked(place(file + ".csv")); }), expected);
  }
}

TEST_F(DataFile, CifarHasThreeChannels) {
  const auto record = [](char label, char pixel) { return std::string(1, label) + std::string(3072, pixel); };
  for (const auto* name :
       {"c/data_batch_1.bin", "c/data_batch_2.bin", "c/data_batch_3.bin", "c/data_batch_4.bin", "c/data_batch_5.bin"})
    write(name, record(3, 1) + record(9, 2));
  const auto test = write("c/test_batch.bin", record(0, '\xff'));
  const auto load = [&] { return load_classes<double>(folder.path().string(), {"c", "none"}); };
  const auto data = load();
  EXPECT_EQ(data.train.size(), 10U);
  EXPECT_EQ(data.train.x(3071, 9), 2);
  EXPECT_EQ(data.train.y[1], 9U);
  EXPECT_EQ(data.test.x(0, 0), 255);
  EXPECT_EQ(data.image->channels, 3U);
  EXPECT_EQ(Opened("lenet", {{"data", "c"}}, SLALOM_FLOAT64, folder.path()).examples(), 10U);

  packed((folder.path() / "c/data_batch_4.bin.gz").string(), record(5, 4));
  std::filesystem::remove(folder.path() / "c/data_batch_4.bin");
  EXPECT_EQ(load().train.size(), 9U);
  EXPECT_EQ(load().train.y[6], 5U);
  std::filesystem::remove(folder.path() / "c/data_batch_4.bin.gz");
  EXPECT_THAT(error_of(load), HasSubstr("c/data_batch_4.bin: there is no such file"));
  write("c/data_batch_4.bin", record(5, 4));

  write("c/test_batch.bin", record(0, 1).substr(1));
  EXPECT_THAT(error_of(load), HasSubstr(test + ": its 3072 bytes are no whole number of images of 3073 bytes"));
  write("c/test_batch.bin", "");
  EXPECT_THAT(error_of(load), HasSubstr("its 0 bytes are no whole number"));
  write("c/test_batch.bin", record(0, 1) + record(10, 1));
  EXPECT_THAT(error_of(load), HasSubstr("image 2 is of class 10; 0 to 9 are wanted"));
}

TEST_F(DataFile, IsLookedForInEachFolderInTurn) {
  write("a/one.csv", "x,y\n1,0\n2,1\n");
  write("b/one.csv", "x,y\n5,0\n2,1\n");
  write("b/two.csv", "x,y\n3,0\n4,1\n");
  const auto folders = (folder.path() / "a").string() + ":" + (folder.path() / "b").string();
  EXPECT_EQ(read_table(folders, "one").numbers.front(), 1);
  EXPECT_EQ(read_table(folders, "two").numbers.front(), 3);
  EXPECT_EQ(read_table(folders, (folder.path() / "b/one").string()).numbers.front(), 5);
  EXPECT_THAT(error_of([&] { read_table("/a:/b", "my_set"); }),
              testing::AllOf(HasSubstr("data my_set: there is no such data set; expected NAME.csv, NAME.svm"),
                             HasSubstr("looked for /a/my_set, /b/my_set, /usr/share/datasets/my-set")));
  EXPECT_THAT(error_of([&] { read_table("/a:/b", "/c/my_set"); }), HasSubstr("; looked for /c/my_set"));
  EXPECT_THAT(error_of([&] { read_text("/a", "verse"); }), HasSubstr("expected NAME.txt; looked for /a/verse"));
}

TEST_F(DataFile, OfDebianIsNamedWhereItIsMissing) {
  EXPECT_EQ(data_paths("/x", "fashion_mnist"),
            (std::vector<std::string>{"/x/fashion_mnist", "/usr/share/datasets/fashion-mnist"}));
  EXPECT_THAT(error_of([&] { require_data("/x", "-", detail::wanted_classes("fashion_mnist")); }),
              HasSubstr("expected the Debian package dataset-fashion-mnist (scripts/bootstrap.sh --data)"));
  EXPECT_THAT(
      error_of([&] {
        load_classes<double>("/x", {"mnist", "none"});
      }),
      HasSubstr("expected NAME.csv, NAME.svm (LIBSVM's format), NAME.npy or NAME.npz (NumPy), or a folder NAME"));
}

TEST_F(DataFile, AnyFormatTrainsAnyProblem) {
  write("z.npz", written_by_numpy("one.npz"));
  write("s.svm", "1 1:1\n-1 1:2\n1 1:3\n-1 1:4\n1 1:5\n-1 1:6\n");
  write("n.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (6, 2), }",
                     bytes_of<double>({1, 1, 2, 0, 3, 1, 4, 0, 5, 1, 6, 0})));
  for (const auto* problem : {"mlp", "softmax_regression", "logistic_regression", "least_squares"}) {
    Opened svm(problem, {{"data", "s"}}, SLALOM_FLOAT64, folder.path());
    Opened array(problem, {{"data", "n"}}, SLALOM_FLOAT64, folder.path());
    Opened by_path(problem, {{"data", (folder.path() / "s").string()}});
    EXPECT_EQ(Opened(problem, {{"data", "z"}}, SLALOM_FLOAT64, folder.path()).examples(), 16U) << problem;
    const Numbers w(svm.dimension(), 0.5);
    EXPECT_EQ(svm.examples(), 4U) << problem;
    EXPECT_EQ(by_path.at(w).gradient, svm.at(w).gradient) << problem;
    EXPECT_EQ(svm.at(w).gradient, array.at(w).gradient) << problem;
    EXPECT_THAT(error_of([&] {
                  Opened(problem, {{"data", "x"}}, SLALOM_FLOAT64, folder.path());
                }),
                HasSubstr("data x: there is no such data set; expected NAME.csv, NAME.svm"));
  }
}

TEST_F(DataFile, IsSharedAsLongAsItIsUsed) {
  write("s.csv", "a,y\n1,0\n2,1\n3,0\n");
  const auto load = [&] { return share_classes<double>(folder.path().string(), {"s", "none"}); };
  auto first = load();
  EXPECT_EQ(load(), first);
  EXPECT_NE(share_classes<double>(folder.path().string(), {"s", "maximum"}), first);
  EXPECT_NE(share_classes<double>(folder.path().string(), {"s", "none", 0.5}), first);
  first.reset();
  write("s.csv", "a,y\n7,0\n8,1\n9,0\n");
  EXPECT_EQ(load()->test.x(0, 0), 7);
}

}  // namespace
}  // namespace slalom::test
