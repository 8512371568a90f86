#include "markdown/mustache.hpp"

#include "statistics/numbers.hpp"

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <regex>
#include <sstream>
#include <vector>

namespace slalom::markdown {

namespace {

namespace fs = std::filesystem;
namespace mustache = kainjow::mustache;

mustache::data to_data(const Json& json) {
  if (json.is_object()) {
    mustache::data object(mustache::data::type::object);
    for (const auto& [key, value] : json.items()) object.set(key, to_data(value));
    return object;
  }
  if (json.is_array()) {
    mustache::data list(mustache::data::type::list);
    for (const auto& value : json) list.push_back(to_data(value));
    return list;
  }
  if (json.is_boolean()) return {json.get<bool>() ? mustache::data::type::bool_true : mustache::data::type::bool_false};
  if (json.is_null() || (json.is_number_float() && !std::isfinite(json.get<double>())))
    return {mustache::data::type::bool_false};
  if (json.is_number_integer()) return json.dump();
  if (json.is_number()) return statistics::short_number(json.get<double>());
  const auto& text = json.get_ref<const std::string&>();
  if (text.empty()) return {mustache::data::type::bool_false};  // {{#text}} is then left out
  return text;
}

[[noreturn]] void fail(const fs::path& file, const std::string& text, std::size_t offset, const std::string& what) {
  const auto before = std::string_view(text).substr(0, offset);
  const auto line = 1 + std::ranges::count(before, '\n');
  const auto column = before.size() - (before.rfind('\n') + 1);  // npos + 1 is 0
  throw TemplateError(fmt::format("{}:{}:{}: {}", file.string(), line, column + 1, what));
}

/// The library says "Unclosed tag at 12".
void check_syntax(const fs::path& file, const std::string& text) {
  const mustache::mustache parsed(text);
  if (parsed.is_valid()) return;
  static const std::regex message("(.*) at (\\d+)");
  std::smatch parts;
  if (!std::regex_match(parsed.error_message(), parts, message)) fail(file, text, 0, parsed.error_message());
  fail(file, text, std::stoul(parts[2]), parts[1]);
}

/// The text of a template with those that it includes in place of their tags. The library would look for them among the
/// data, where a name that a suite gave could stand in for a file.
std::string with_included(const fs::path& file, std::vector<fs::path>& open) {
  const auto text = read_template(file);
  check_syntax(file, text);
  open.push_back(file);
  static const std::regex tag(R"(\{\{>\s*([^{}\s]+)\s*\}\})");
  std::string result;
  std::size_t done = 0;
  for (std::sregex_iterator at(text.begin(), text.end(), tag), end; at != end; ++at) {
    const auto position = static_cast<std::size_t>(at->position());
    const auto other = file.parent_path() / ((*at)[1].str() + ".mustache");
    if (std::ranges::find(open, other) != open.end())
      fail(file, text, position, fmt::format("{} includes itself", other.string()));
    if (!fs::is_regular_file(other))
      fail(file, text, position, fmt::format("there is no {} to include", other.string()));
    result += text.substr(done, position - done) + with_included(other, open);
    done = position + static_cast<std::size_t>(at->length());
  }
  open.pop_back();
  return result + text.substr(done);
}

}  // namespace

std::string verbatim(std::string_view text) { return std::string(text); }

std::string read_template(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  if (!in || fs::is_directory(file)) throw TemplateError(file.string() + ": the template could not be read");
  return text.str();
}

std::string render(const fs::path& file, const Json& view, std::string (*escape)(std::string_view)) {
  std::vector<fs::path> open;
  mustache::mustache page(with_included(file, open));
  page.set_custom_escape([escape](const std::string& text) { return escape(text); });
  auto text = page.render(to_data(view));
  if (!page.is_valid()) throw TemplateError(file.string() + ": " + page.error_message());
  return text;
}

}  // namespace slalom::markdown
