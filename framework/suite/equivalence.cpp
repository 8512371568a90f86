#include "suite/equivalence.hpp"

#include "suite/values.hpp"

#include <charconv>
#include <optional>
#include <string_view>

namespace slalom::suite {

namespace {

/// "1 %", "0.5%"
std::optional<double> percentage(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto unit = text.substr(static_cast<std::size_t>(end - text.data()));
  const bool is_one = error == std::errc() && (unit == "%" || unit == " %") && value >= 0 && value < 100;
  return is_one ? std::optional(value / 100) : std::nullopt;
}

void read_into(const Node& node, double& tolerance, Diagnostics& diagnostics) {
  if (const auto value = node.is_scalar() ? percentage(node.text) : std::nullopt)
    tolerance = *value;
  else
    add_wrong_form(node, key("equivalence"), diagnostics);
}

}  // namespace

Equivalence read_equivalence(const Node& node, Diagnostics& diagnostics) {
  Equivalence all;
  if (!node.is_map())
    read_into(node, all[""], diagnostics);
  else if (node.children.empty())
    add_wrong_form(node, key("equivalence"), diagnostics);
  else
    for (const auto& child : node.children) read_into(child, all[child.key], diagnostics);
  return all;
}

}  // namespace slalom::suite
