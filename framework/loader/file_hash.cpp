#include "loader/file_hash.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <stdexcept>

namespace slalom::loader {

std::string file_hash(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("it cannot be read");
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(), &XXH3_freeState);
  XXH3_128bits_reset(state.get());
  std::array<char, 1 << 16> block;
  auto left = std::filesystem::file_size(file);  // no more: what the system makes up, as in /proc, may have no end
  for (std::streamsize count = 1; left > 0 && count > 0; left -= static_cast<std::uintmax_t>(count)) {
    in.read(block.data(), static_cast<std::streamsize>(std::min<std::uintmax_t>(left, block.size())));
    count = in.gcount();
    XXH3_128bits_update(state.get(), block.data(), static_cast<std::size_t>(count));
  }
  const auto hash = XXH3_128bits_digest(state.get());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace slalom::loader
