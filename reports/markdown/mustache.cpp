#include "markdown/mustache.hpp"

#include "statistics/numbers.hpp"

#include <kainjow/mustache.hpp>

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace slalom::report {

namespace {

namespace mustache = kainjow::mustache;

constexpr auto suffix = ".mustache";

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
  if (json.is_null()) return {mustache::data::type::bool_false};
  if (json.is_number()) return short_number(json.get<double>());
  const auto& text = json.get_ref<const std::string&>();
  if (text.empty()) return {mustache::data::type::bool_false};  // {{#text}} is then left out
  return text;
}

}  // namespace

std::string read_template(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error("the report template " + file.string() + " could not be read");
  return text.str();
}

std::string render(const std::filesystem::path& folder, const std::string& name, const Json& view,
                   std::string (*escape)(std::string_view)) {
  auto data = to_data(view);
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto& file = entry.path();
    if (file.extension() != suffix) continue;
    data.set(file.stem().string(), mustache::partial([text = read_template(file)] { return text; }));
  }
  const auto file = folder / (name + suffix);
  mustache::mustache page(read_template(file));
  page.set_custom_escape([escape](const std::string& text) { return escape(text); });
  auto text = page.render(data);
  if (!page.is_valid()) throw std::runtime_error(file.string() + ": " + page.error_message());
  return text;
}

}  // namespace slalom::report
