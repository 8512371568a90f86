#include "suite/diagnostics.hpp"

#include "loader/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace slalom::suite {

namespace {

constexpr std::size_t max_message = 500;

auto place_and_text(const Diagnostic& m) { return std::tie(m.line, m.column, m.message); }

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  auto& message = diagnostic.message;
  if (message.size() > max_message) {
    auto end = max_message;
    while (!loader::begins_character(message[end])) --end;
    message.resize(end);
    message += "…";
  }
  all_.push_back(std::move(diagnostic));
}

DiagnosticList Diagnostics::sorted() const {
  DiagnosticList sorted = all_;
  std::ranges::stable_sort(sorted, {}, place_and_text);
  const auto repeated = std::ranges::unique(sorted, {}, place_and_text);
  sorted.erase(repeated.begin(), repeated.end());
  return sorted;
}

std::string Diagnostic::text() const {
  return line == 0 ? fmt::format("{}: {}", file.string(), message)
                   : fmt::format("{}:{}:{}: {}", file.string(), line, column, message);
}

}  // namespace slalom::suite
