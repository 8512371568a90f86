#include "suite/findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace slalom::host {

namespace {

constexpr std::size_t longest_message = 500;

auto key(const Mistake& m) { return std::tie(m.line, m.column, m.message); }

}  // namespace

void Findings::add(Mistake mistake) {
  auto& message = mistake.message;
  if (message.size() > longest_message) {
    const auto inside_a_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    auto end = longest_message;
    while (inside_a_character(message[end])) --end;
    message.resize(end);
    message += "…";
  }
  all_.push_back(std::move(mistake));
}

Mistakes Findings::sorted() const {
  Mistakes sorted = all_;
  std::ranges::stable_sort(sorted, {}, key);
  const auto repeated = std::ranges::unique(sorted, {}, key);
  sorted.erase(repeated.begin(), repeated.end());
  return sorted;
}

std::string Mistake::text() const {
  return line == 0 ? fmt::format("{}: {}", file.string(), message)
                   : fmt::format("{}:{}:{}: {}", file.string(), line, column, message);
}

}  // namespace slalom::host
