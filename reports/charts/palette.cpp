#include "charts/palette.hpp"

#include <fmt/format.h>

#include <array>

namespace slalom::charts {

namespace {

constexpr std::array<unsigned, 8> colors{0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7,
                                         0xE69F00, 0x56B4E9, 0x000000, 0x882255};
constexpr std::array dashes{"solid", "(9,4)", "(2,3)", "(12,3,2,3)", "(5,2)"};

/// Half way to white, again and again.
unsigned lightened(unsigned part, std::size_t rounds) {
  for (; rounds > 0; --rounds) part += (255 - part) / 2;
  return part;
}

}  // namespace

std::string color(const statistics::Style& style) {
  const unsigned rgb = colors[style.color % colors.size()];
  const auto rounds = style.dash / dashes.size();
  return fmt::format("#{:02x}{:02x}{:02x}", lightened(rgb >> 16U, rounds), lightened(rgb >> 8U & 255U, rounds),
                     lightened(rgb & 255U, rounds));
}

std::string dash(const statistics::Style& style) { return dashes[style.dash % dashes.size()]; }

}  // namespace slalom::charts
