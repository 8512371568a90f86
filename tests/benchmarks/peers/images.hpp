// Made-up images with classes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace slalom::peers {

struct Images {
  std::size_t side;
  std::vector<double> pixels;         ///< image after image, row after row; multiples of 1/256 from 0 on, less than 1
  std::vector<std::int64_t> classes;  ///< of each image
};

Images make_images(std::size_t count, std::size_t side);

/// Writes a table in which these are the examples for training.
void write_csv(const Images& images, const std::filesystem::path& path);

}  // namespace slalom::peers
