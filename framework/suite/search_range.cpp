#include "suite/search_range.hpp"

#include "loader/search_mistake.hpp"
#include "suite/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace slalom::suite {

namespace {

const std::vector<std::string> range_members{"range", "scale", "choices"};
constexpr const char* form = "a map such as {range: [0.01, 1], scale: log} or {choices: [0.5, 0.9]}";

/// What a search of the setting may not leave.
SearchRange unbounded(const loader::Setting& setting) {
  SearchRange range{.setting = setting.name,
                    .minimum = 0,
                    .maximum = 0,
                    .log = setting.log_scale,
                    .whole = setting.kind == loader::Kind::integer,
                    .choices = {},
                    .least = {},
                    .most = {}};
  if (std::isfinite(setting.minimum)) range.least = setting.minimum;
  if (std::isfinite(setting.maximum)) range.most = setting.maximum;
  return range;
}

bool is_number(const loader::Setting& setting) {
  return setting.kind == loader::Kind::real || setting.kind == loader::Kind::integer;
}

class RangeReader {
 public:
  RangeReader(const loader::Setting& setting, const std::string& owner, Diagnostics& diagnostics)
      : setting_(setting), owner_(owner), findings_(diagnostics), found_(unbounded(setting)) {}

  SearchRange read(const Node& node) {
    for (const auto& child : node.children) read_member(child);
    const auto *range = node.find("range"), *scale = node.find("scale");
    if (!all_known_) return found_;
    if ((range == nullptr) == (node.find("choices") == nullptr) || (scale != nullptr && range == nullptr))
      add(node.location, fmt::format("the search must be {}", form));
    if (range != nullptr && found_.log && !(found_.minimum > 0) && found_.minimum < found_.maximum)
      add(range->location, "a range on a logarithmic scale begins above 0");
    else if (range != nullptr && found_.log && found_.minimum < found_.maximum &&
             loader::search_mistake(found_.minimum, found_.maximum, true) != nullptr)
      add(range->location, fmt::format("the range {}", loader::search_mistake(found_.minimum, found_.maximum, true)));
    return found_;
  }

 private:
  void add(SourceLocation location, const std::string& what) {
    findings_.add(location, fmt::format("{}: {}: {}", owner_, setting_.name, what));
  }

  void read_member(const Node& child) {
    if (child.key == "range") {
      read_ends(child);
    } else if (child.key == "choices") {
      if (!child.is_list() || child.children.size() < 2)
        add(child.location, "choices must be a list of at least two values");
      if (child.is_list()) found_.choices = read_axis(child, setting_, owner_, findings_).values;
    } else if (child.key == "scale") {
      if (child.text != "log" && child.text != "linear") add(child.location, "scale must be log or linear");
      found_.log = child.text == "log";
    } else {
      add(child.key_location, fmt::format("unknown key '{}' of a search{}", child.key, hint(child.key, range_members)));
      all_known_ = false;
    }
  }

  void read_ends(const Node& node) {
    if (!is_number(setting_)) return add(node.location, "only numbers have a range: give choices");
    if (!node.is_list() || node.children.size() != 2)
      return add(node.location, "range must be two numbers: [from, to]");
    std::vector<double> ends;
    for (const auto& child : node.children)
      if (const auto end = read_value(child, setting_, owner_, findings_); !loader::diagnose(setting_, end))
        ends.push_back(end.get<double>());
    if (ends.size() < 2) return;
    found_.minimum = ends[0];
    found_.maximum = ends[1];
    if (!(ends[0] < ends[1]))
      add(node.location, "a range goes from the smaller number to the larger one");
    else if (const auto* diagnostic = loader::search_mistake(ends[0], ends[1], false))
      add(node.location, fmt::format("the range {}", diagnostic));
  }

  const loader::Setting& setting_;
  const std::string& owner_;
  Diagnostics& findings_;
  SearchRange found_;
  bool all_known_ = true;
};

}  // namespace

bool is_search_range(const Node& node) {
  return node.is_map() && std::ranges::any_of(node.children, [](const Node& child) {
           return nearest(child.key, range_members).has_value();
         });
}

SearchRange read_search_range(const Node& node, const loader::Setting& setting, const std::string& owner,
                              Diagnostics& diagnostics) {
  return RangeReader(setting, owner, diagnostics).read(node);
}

std::optional<SearchRange> declared_range(const loader::Setting& setting) {
  if (!(setting.search_minimum < setting.search_maximum)) return std::nullopt;
  auto range = unbounded(setting);
  range.minimum = setting.search_minimum;
  range.maximum = setting.search_maximum;
  return range;
}

}  // namespace slalom::suite
