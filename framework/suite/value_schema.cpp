#include "suite/value_schema.hpp"

#include "loader/integer.hpp"
#include "suite/scalar.hpp"

#include <fmt/format.h>

#include <cmath>

namespace slalom::suite {

namespace {

bool is_number(loader::Kind kind) { return kind == loader::Kind::real || kind == loader::Kind::integer; }

Json number(double x) {
  return std::floor(x) == x && std::abs(x) <= loader::max_integer ? Json(static_cast<std::int64_t>(x)) : Json(x);
}

Json number_schema(const loader::Setting& s, bool whole) {
  Json schema{{"type", whole ? "integer" : "number"}};
  if (whole) schema.update({{"minimum", number(-loader::max_integer)}, {"maximum", number(loader::max_integer)}});
  const auto limit = [&](const std::string& inclusive, const std::string& exclusive, bool excludes, double value) {
    if (!std::isfinite(value)) return;
    if (excludes) schema.erase(inclusive);
    schema[excludes ? exclusive : inclusive] = number(value);
  };
  limit("minimum", "exclusiveMinimum", s.excludes_minimum, s.minimum);
  limit("maximum", "exclusiveMaximum", s.excludes_maximum, s.maximum);
  return schema;
}

/// A choice whose name looks like a number is one to YAML.
Json choices_schema(const loader::Setting& s) {
  Json values = Json::array();
  for (const auto& choice : s.choices) {
    values.push_back(choice);
    if (const auto read = resolve(choice); !read.is_string()) values.push_back(read);
  }
  return {{"enum", values}};
}

Json list_of(const Json& items, std::size_t least) {
  return {{"type", "array"}, {"items", items}, {"minItems", least}, {"uniqueItems", true}};
}

}  // namespace

Json value_schema(const loader::Setting& s) {
  switch (s.kind) {
    case loader::Kind::real:
      return number_schema(s, false);
    case loader::Kind::integer:
      return number_schema(s, true);
    case loader::Kind::boolean:
      return {{"type", "boolean"}};
    case loader::Kind::choice:
      return choices_schema(s);
    case loader::Kind::text:
      return {{"type", {"string", "number", "boolean"}}};
    case loader::Kind::list:
      return {{"type", "array"}, {"items", number_schema(s, s.integers)}};
    case loader::Kind::inner_optimizer:
      return {{"$ref", "#/definitions/inner_optimizer"}};
    case loader::Kind::inner_problem:
      return {{"$ref", "#/definitions/inner_problem"}};
  }
  return false;
}

Json grid_schema(const loader::Setting& s) {
  const auto value = value_schema(s);
  if (s.kind == loader::Kind::inner_optimizer || s.kind == loader::Kind::inner_problem) return value;
  return {{"anyOf", {value, list_of(value, 1)}}};
}

Json search_schema(const loader::Setting& s) {
  Json range = false;
  if (is_number(s.kind)) {
    range = list_of(value_schema(s), 2);
    range["maxItems"] = 2;
  }
  Json schema{{"type", "object"},
              {"properties",
               {{"range", range}, {"choices", list_of(value_schema(s), 2)}, {"scale", {{"enum", {"log", "linear"}}}}}},
              {"additionalProperties", false},
              {"oneOf", {{{"required", {"range"}}}, {{"required", {"choices"}}}}},
              {"dependencies", {{"scale", {"range"}}}}};
  const auto scale = [&](const char* name) { return Json{{"scale", {{"const", name}}}}; };
  schema["if"] = s.log_scale ? Json{{"not", {{"required", {"scale"}}, {"properties", scale("linear")}}}}
                             : Json{{"required", {"scale"}}, {"properties", scale("log")}};
  schema["then"] = {{"properties", {{"range", {{"items", {{"exclusiveMinimum", 0}}}}}}}};
  return schema;
}

Json grid_or_search_schema(const loader::Setting& s) {
  auto schema = grid_schema(s);
  if (schema.contains("anyOf")) schema["anyOf"].push_back(search_schema(s));
  return schema;
}

std::string schema_name(const loader::Setting& s) {
  std::string name;
  switch (s.kind) {
    case loader::Kind::boolean:
      return "boolean";
    case loader::Kind::text:
      return "text";
    case loader::Kind::real:
      name = "number";
      break;
    case loader::Kind::integer:
      name = "integer";
      break;
    case loader::Kind::list:
      name = s.integers ? "integers" : "numbers";
      break;
    default:
      return "";
  }
  if (std::isfinite(s.minimum)) name += fmt::format("_{}_{}", s.excludes_minimum ? "above" : "from", s.minimum);
  if (std::isfinite(s.maximum)) name += fmt::format("_{}_{}", s.excludes_maximum ? "below" : "to", s.maximum);
  return name;
}

}  // namespace slalom::suite
