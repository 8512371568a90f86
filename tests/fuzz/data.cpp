// Any bytes as a data file, the first of which says in which format: finite numbers within the limit, or an error.
#include <slalom/cifar.hpp>
#include <slalom/csv.hpp>
#include <slalom/idx.hpp>
#include <slalom/npz.hpp>
#include <slalom/svmlight.hpp>

#include <sys/mman.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <string>

using namespace slalom;

namespace {

constexpr std::uint64_t limit = 1U << 20U;

std::string place;  // a folder of links to the same bytes, one with each ending

void check(const DataTable& table) {
  if (table.columns == 0 ? !table.numbers.empty() : table.numbers.size() % table.columns != 0) std::abort();
  if (table.numbers.size() * sizeof(double) > limit) std::abort();
  for (const double number : table.numbers)
    if (!std::isfinite(number)) std::abort();
}

void read(unsigned format) {
  switch (format % 7) {
    case 0:
      return check(read_csv(place + "/a.csv", limit));
    case 1:
      return check(read_svmlight(place + "/a.svm", limit));
    case 2:
      return check(read_npy(place + "/a.npy", limit));
    case 3:
      return check(read_npz(place + "/a.npz", limit));
    case 4:
      read_idx(place + "/a.csv", 1 + format / 7 % 3, limit);
      return;
    case 5:
      read_idx(place + "/a", 1 + format / 7 % 3, limit);
      return;  // a.gz
    default:
      read_cifar(place + "/a.csv", limit);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const int file = [] {
    const int opened = memfd_create("data", 0);
    std::string name = "/tmp/slalom-fuzz-XXXXXX";
    if (mkdtemp(name.data()) == nullptr) std::abort();
    place = name;
    for (const auto* link : {"/a.csv", "/a.svm", "/a.npy", "/a.npz", "/a.gz"})
      std::filesystem::create_symlink("/proc/self/fd/" + std::to_string(opened), place + link);
    std::atexit([] { std::filesystem::remove_all(place); });
    return opened;
  }();
  if (size == 0) return 0;
  const auto bytes = static_cast<off_t>(size - 1);
  if (ftruncate(file, bytes) != 0 || pwrite(file, data + 1, size - 1, 0) != bytes) std::abort();
  try {
    read(data[0]);
  } catch (const std::runtime_error& error) {
    if (std::string_view(error.what()).find("/a") == std::string_view::npos) std::abort();  // it names the file
  }
  return 0;
}
