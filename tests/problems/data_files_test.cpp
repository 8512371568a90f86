// Data files of other formats than CSV: what they hold, and what is said of broken ones.
#include <slalom/classification.hpp>

#include "opened.hpp"
#include "support/error_of.hpp"
#include "support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace slalom::host {
namespace {

using test::error_of;

using testing::HasSubstr;
using namespace std::string_literals;

class DataFile : public testing::Test {
 protected:
  test::TemporaryFolder folder;

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
      {"1 999999999999:1\n", ": 1 examples of 999999999999 features are too many"},
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
      {npy("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2), }", data), "wanted is a two-dimensional array"},
      {npy("{'descr': '<f8', 'fortran_order': False, 'shape': (4,), }", data), "wanted is a two-dimensional array"},
      {npy("{'descr': '>f8', 'fortran_order': False, 'shape': (2, 2), }", data), "wanted is a two-dimensional array"},
      {npy("{'descr': '<i1', 'fortran_order': False, 'shape': (2, 2), }", data), "wanted is a two-dimensional array"},
      {npy("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 2), }", data), "numbers are too many"},
  };
  for (const auto& [bytes, expected] : cases) {
    const auto path = write("a.npy", bytes);
    EXPECT_THAT(error_of([&] { read_npy(path); }), testing::AllOf(HasSubstr(path), HasSubstr(expected)));
  }
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
  DataSet<double> load() const { return load_classes<double>(folder.path().string(), "set", "none"); }
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
      {"train-images-idx3-ubyte", "\x1f\x8b\x08", "it is compressed; unpack it with gunzip"},
      {"train-images-idx3-ubyte", "\x00\x00\x08\x01 is that of labels"s, "its first four bytes should be 0 0 8 3"},
      {"train-images-idx3-ubyte", "\x00\x00\x08\x03\x00"s, "truncated within its header"},
      {"train-images-idx3-ubyte", images(3, "12345"), "its header promises 6 bytes of data, but there are 5"},
      {"train-images-idx3-ubyte", images(0xffffffff, "123456"), "its header promises 8589934590 bytes of data"},
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

TEST_F(DataFile, AnyFormatTrainsAnyProblem) {
  write("s.svm", "1 1:1\n-1 1:2\n1 1:3\n-1 1:4\n1 1:5\n-1 1:6\n");
  write("n.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (6, 2), }",
                     bytes_of<double>({1, 1, 2, 0, 3, 1, 4, 0, 5, 1, 6, 0})));
  for (const auto* problem : {"mlp", "softmax_regression", "logistic_regression", "least_squares"}) {
    Opened svm(problem, {{"data", "s"}}, SLALOM_FLOAT64, folder.path());
    Opened array(problem, {{"data", "n"}}, SLALOM_FLOAT64, folder.path());
    Opened by_path(problem, {{"data", (folder.path() / "s").string()}});
    const Numbers w(svm.dimension(), 0.5);
    EXPECT_EQ(svm.examples(), 4U) << problem;
    EXPECT_EQ(by_path.at(w).gradient, svm.at(w).gradient) << problem;
    EXPECT_EQ(svm.at(w).gradient, array.at(w).gradient) << problem;
    EXPECT_THAT(error_of([&] {
                  Opened(problem, {{"data", "x"}}, SLALOM_FLOAT64, folder.path());
                }),
                HasSubstr("x: there is no such data set; wanted is NAME.csv, NAME.svm"));
  }
}

TEST_F(DataFile, IsSharedAsLongAsItIsUsed) {
  write("s.csv", "a,y\n1,0\n2,1\n3,0\n");
  const auto load = [&] { return share_classes<double>(folder.path().string(), "s", "none"); };
  auto first = load();
  EXPECT_EQ(load(), first);
  EXPECT_NE(share_classes<double>(folder.path().string(), "s", "maximum"), first);
  first.reset();
  write("s.csv", "a,y\n7,0\n8,1\n9,0\n");
  EXPECT_EQ(load()->test.x(0, 0), 7);
}

}  // namespace
}  // namespace slalom::host
