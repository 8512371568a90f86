// Colour images and labels in the binary format of CIFAR-10: 32 x 32 pixels in three channels. Krizhevsky (2009).
#pragma once

#include <slalom/gzip.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

inline constexpr std::size_t cifar_pixels = 3UL * 32 * 32;

/// Records of the class and the pixels, a byte each. Throws std::runtime_error.
inline std::string read_cifar(const std::string& path, std::uint64_t limit = default_data_limit) {
  auto bytes = read_unpacked(path, limit);
  if (bytes.empty() || bytes.size() % (1 + cifar_pixels) != 0)
    throw std::runtime_error(path + ": its " + std::to_string(bytes.size()) +
                             " bytes are no whole number of images of " + std::to_string(1 + cifar_pixels) + " bytes");
  for (std::size_t at = 0; at < bytes.size(); at += 1 + cifar_pixels)
    if (static_cast<unsigned char>(bytes[at]) > 9)
      throw std::runtime_error(path + ": image " + std::to_string(at / (1 + cifar_pixels) + 1) + " is of class " +
                               std::to_string(static_cast<unsigned char>(bytes[at])) + "; 0 to 9 are wanted");
  return bytes;
}

}  // namespace slalom
