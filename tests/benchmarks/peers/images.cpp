#include "images.hpp"

#include "network.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <random>
#include <span>

namespace slalom::peers {

Images make_images(std::size_t count, std::size_t side) {
  std::mt19937 random(1);
  Images images{.side = side, .pixels = std::vector<double>(count * side * side), .classes = {}};
  for (double& pixel : images.pixels) pixel = static_cast<double>(random() % 256) / 256;
  for (std::size_t i = 0; i < count; ++i) images.classes.push_back(static_cast<std::int64_t>(i % classes));
  return images;
}

void write_csv(const Images& images, const std::filesystem::path& path) {
  std::ofstream out(path);
  const auto size = images.side * images.side;
  for (std::size_t k = 0; k < size; ++k) out << "pixel" << k << ",";
  out << "class\n";
  const auto write = [&](std::size_t i) {
    out << fmt::format("{},{}\n", fmt::join(std::span(images.pixels).subspan(i * size, size), ","), images.classes[i]);
  };
  for (std::size_t i = 0; i < images.classes.size(); ++i) {
    if (i % 4 == 0) write(i);  // every fifth row, from the first on, is for testing
    write(i);
  }
}

}  // namespace slalom::peers
