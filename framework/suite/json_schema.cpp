#include "suite/json_schema.hpp"

#include "loader/inner.hpp"
#include "suite/keys.hpp"
#include "suite/plan.hpp"
#include "suite/value_schema.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace slalom::suite {

namespace {

constexpr const char* line = "^[^\r\n]+$";
constexpr const char* file_name = "^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,199}$";

Json reference(const std::string& definition) { return {{"$ref", "#/definitions/" + definition}}; }

Json one_of_these(const Json& values) { return {{"enum", values}}; }

Json required(const std::string& name) { return {{"required", {name}}}; }

/// A text as YAML has it: what looks like a number or a truth value is taken as written.
Json text(const char* pattern) { return {{"type", {"string", "number", "boolean"}}, {"pattern", pattern}}; }

Json list_of(const Json& items) {
  return {{"type", "array"}, {"items", items}, {"minItems", 1}, {"uniqueItems", true}};
}

Json described(Json schema, const std::string& description) {
  schema["description"] = description;
  return schema;
}

/// A map of the key's members.
Json members(const Key& key, Json (*schema)(const loader::Setting&) = value_schema) {
  Json properties = Json::object();
  for (const auto& s : key.settings) properties[s.name] = described(schema(s), s.meaning);
  return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
}

Json batch_schema(const Key& key) {
  auto map = members(key);
  map["if"] = {{"properties", {{"sampling", {{"const", "full"}}}}}, {"required", {"sampling"}}};
  map["then"] = {{"properties", {{"size", false}}}};
  map["else"] = required("size");
  return {{"anyOf", {one_of_these({"full"}), value_schema(key.settings.front()), map}}};
}

Json record_schema(const Key& key) {
  auto map = members(key);
  map["dependencies"] = {{"every", {{"properties", {{"points", false}, {"spacing", false}}}}}};
  return map;
}

Json seeds_schema(const Key& key) {
  auto count = key.settings.front();
  count.minimum = 1;
  return {{"anyOf", {value_schema(count), list_of(value_schema(key.settings.front()))}}};
}

Json start_schema(const Key& key) {
  auto one = value_schema(key.settings.front());
  one["minItems"] = 1;
  return {{"anyOf", {one, list_of(one)}}};
}

Json clip_schema(const Key& key) {
  auto map = members(key, grid_or_search_schema);
  map["minProperties"] = 1;
  auto schema = grid_or_search_schema(key.settings.front());
  schema["anyOf"].push_back(map);
  return schema;
}

Json budget_schema(const Key& key) {
  auto map = members(key);
  map["minProperties"] = 1;
  return map;
}

/// A percentage, or a map of them by metric.
Json equivalence_schema() {
  const Json percentage{{"type", "string"}, {"pattern", "^([0-9]{1,2}(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)? ?%$"}};
  return {{"anyOf", {percentage, {{"type", "object"}, {"minProperties", 1}, {"additionalProperties", percentage}}}}};
}

/// What the value of a key may be. Names of plugins are known where they stand, and learning rates by optimizer.
Json key_schema(const Key& key) {
  const auto& name = key.name;
  if (name == "suite") return text(file_name);
  if (name == "about") return {{"type", {"string", "number", "boolean"}}, {"minLength", 1}};
  if (name == "name" || name == "label" || name == "question" || name == "baseline") return text(line);
  if (name == "equivalence") return equivalence_schema();
  if (name == "seeds") return seeds_schema(key);
  if (name == "budget") return budget_schema(key);
  if (name == "record") return record_schema(key);
  if (name == "stop") return members(key);
  if (name == "targets") return list_of(value_schema(key.settings.front()));
  if (name == "batch") return batch_schema(key);
  if (name == "precision") return value_schema(key.settings.front());
  if (name == "tune") return {{"anyOf", {one_of_these({"none"}), members(key)}}};
  if (name == "experiments") return list_of(reference("experiment"));
  if (name == "problems") return list_of(reference("problem"));
  if (name == "optimizers") return list_of(reference("optimizer"));
  if (name == "start") return start_schema(key);
  if (name == "clip") return clip_schema(key);
  if (name == "problem" || name == "optimizer" || name == "learning_rate") return Json::object();
  throw std::logic_error(fmt::format("no schema of the key '{}'", name));
}

Json properties_at(unsigned levels) {
  Json properties = Json::object();
  for (const auto& key : keys())
    if ((key.levels & levels) != 0) properties[key.name] = reference(key.name + "_key");
  return properties;
}

/// "my_rule.py", or "my_rule.py:MyRule": what settings it has, only the file says.
Json source_file() { return {{"type", "string"}, {"pattern", R"(^.+\.py(:[^:]*)?$)"}}; }

/// An experiment has lists of its own, or the suite's.
Json given_somewhere(const std::string& list) {
  return {{"anyOf",
           {required(list),
            {{"required", {"experiments"}}, {"properties", {{"experiments", {{"items", required(list)}}}}}}}}};
}

Json budget_given() {
  const auto in_all = [](const char* list) {
    return Json{{"required", {list}},
                {"properties", {{list, {{"items", {{"type", "object"}, {"required", {"budget"}}}}}}}}};
  };
  return {{"anyOf", {required("budget"), required("experiments"), in_all("problems"), in_all("optimizers")}}};
}

class SchemaMaker {
 public:
  explicit SchemaMaker(const loader::Registry& registry) : registry_(registry) {}

  Json make() {
    for (const auto& key : keys()) definitions_[key.name + "_key"] = described(key_schema(key), key.form);
    definitions_["experiment"] = {{"type", "object"},
                                  {"required", {"name"}},
                                  {"properties", properties_at(in_experiment)},
                                  {"additionalProperties", false}};
    add_schedules();
    add_without_learning_rate();
    add_entries("problem", registry_.problems(), in_problem, in_inner_problem);
    add_entries("optimizer", registry_.optimizers(), in_optimizer, in_inner_optimizer);
    return {{"$schema", "http://json-schema.org/draft-07/schema#"},
            {"title", "Suite of Slalom"},
            {"type", "object"},
            {"required", {"suite"}},
            {"properties", properties_at(in_suite)},
            {"additionalProperties", false},
            {"allOf", {given_somewhere("problems"), given_somewhere("optimizers"), budget_given()}},
            {"definitions", definitions_}};
  }

 private:
  /// The schema of a setting's value, as a definition that settings of the same range share.
  Json shared(const loader::Setting& setting, bool searchable) {
    const auto make = searchable ? grid_or_search_schema : grid_schema;
    auto name = schema_name(setting);
    if (name.empty()) return make(setting);
    if (searchable) name += setting.log_scale ? "_or_log_search" : "_or_search";
    if (!definitions_.contains(name)) definitions_[name] = make(setting);
    return {{"allOf", {reference(name)}}};
  }

  Json property(const loader::Setting& setting, bool searchable) {
    auto schema = described(shared(setting, searchable), setting.meaning);
    if (setting.kind != loader::Kind::inner_optimizer && setting.kind != loader::Kind::inner_problem)
      schema["default"] = setting.default_value;
    return schema;
  }

  /// What a map of the plugin may hold besides the properties given.
  template <class Plugin>
  Json settings_schema(const Plugin& plugin, bool searchable, Json properties) {
    for (const auto& setting : plugin.settings) properties[setting.name] = property(setting, searchable);
    Json schema{{"properties", properties}, {"additionalProperties", false}};
    if (!plugin.title.empty()) schema["title"] = plugin.title;
    if (const auto* inner = loader::inner_setting(plugin.settings)) schema["required"] = {inner->name};
    return schema;
  }

  /// The real types that the plugin offers.
  static Json precision_schema(const loader::RealTypes& offers) {
    Json names = Json::array();
    for (std::size_t real = 0; real < offers.size(); ++real)
      if (offers[real]) names.push_back(precision_names[real]);
    return one_of_these(names);
  }

  void add_schedules() {
    const Json members{{"schedule", true}, {"initial", true}, {"warmup", true}};
    definitions_["constant_schedule"] = {{"properties", members}, {"additionalProperties", false}};
    for (const auto& [name, schedule] : registry_.schedules())
      definitions_[name + "_schedule"] = settings_schema(schedule, false, members);
  }

  Json schedule_schema(const loader::Setting& rate) {
    Json names{"constant"};
    for (const auto& [name, schedule] : registry_.schedules()) names.push_back(name);
    auto schema = members(key("learning_rate"), grid_schema);
    schema.erase("additionalProperties");
    schema["properties"]["schedule"] = {{"anyOf", {one_of_these(names), list_of(one_of_these(names))}}};
    schema["properties"]["initial"] = shared(rate, true);
    Json rules = Json::array();
    for (const auto& name : names) {
      const Json is_it{{"const", name}};
      const Json contains{{"type", "array"}, {"contains", is_it}};
      rules.push_back(
          {{"if", {{"required", {"schedule"}}, {"properties", {{"schedule", {{"anyOf", {is_it, contains}}}}}}}},
           {"then", reference(name.get<std::string>() + "_schedule")}});
    }
    rules.push_back({{"if", required("schedule")}, {"else", reference("constant_schedule")}});
    schema["allOf"] = rules;
    return schema;
  }

  Json learning_rate_schema(const loader::Setting& rate) {
    const auto name = "learning_rate_" + schema_name(rate) + (rate.log_scale ? "_log" : "");
    if (!definitions_.contains(name)) {
      const auto schedule = schedule_schema(rate);
      auto list = list_of({{"anyOf", {value_schema(rate), schedule}}});
      definitions_[name] = {{"anyOf", {value_schema(rate), search_schema(rate), schedule, list}}};
    }
    return {{"allOf", {reference(name)}}, {"description", key("learning_rate").form}, {"default", rate.default_value}};
  }

  Json own_schema(const loader::ProblemEntry& problem, const Json& keys) {
    return settings_schema(problem, false, keys);
  }

  Json own_schema(const loader::OptimizerEntry& optimizer, const Json& keys) {
    auto schema = settings_schema(optimizer, true, keys);
    if (const auto* inner = loader::inner_setting(optimizer.settings)) {
      schema["if"] = {{"required", {inner->name}}, {"properties", {{inner->name, reference("without_learning_rate")}}}};
      schema["then"] = {{"properties", {{"learning_rate", false}}}};
    } else if (optimizer.learning_rate) {
      schema["properties"]["learning_rate"] = learning_rate_schema(*optimizer.learning_rate);
    } else {
      schema["properties"].erase("learning_rate");
    }
    return schema;
  }

  /// An inner optimizer that takes no learning rate, nor does what is inside of it.
  void add_without_learning_rate() {
    const auto optimizer = [](const Json& name) {
      return Json{{"type", "object"}, {"required", {"optimizer"}}, {"properties", {{"optimizer", name}}}};
    };
    Json names = Json::array(), ways = Json::array();
    for (const auto& [name, entry] : registry_.optimizers())
      if (const auto* inner = loader::inner_setting(entry.settings)) {
        auto wrapper = optimizer({{"const", name}});
        wrapper["required"].push_back(inner->name);
        wrapper["properties"][inner->name] = reference("without_learning_rate");
        ways.push_back(wrapper);
      } else if (!entry.learning_rate) {
        names.push_back(name);
      }
    ways.push_back(one_of_these(names));
    ways.push_back(optimizer(one_of_these(names)));
    definitions_["without_learning_rate"] = {{"anyOf", ways}};
  }

  /// `kind` and "inner_" + kind: a name or a map. `level` has all keys of the inner level and more.
  template <class Entries>
  void add_entries(const std::string& kind, const Entries& entries, Level level, Level inner_level) {
    auto inner = properties_at(inner_level);
    Json known_keys = Json::object();
    for (const auto& key : keys()) {
      if ((key.levels & level) == 0) continue;
      known_keys[key.name] = true;
      if (!inner.contains(key.name)) inner[key.name] = false;
    }
    Json names = Json::array(), alone = Json::array(), titles = Json::array(), rules = Json::array();
    for (const auto& [name, entry] : entries) {
      names.push_back(name);
      titles.push_back(entry.title);
      if (loader::inner_setting(entry.settings) == nullptr) alone.push_back(name);
      auto own = own_schema(entry, known_keys);
      own["properties"]["precision"] = precision_schema(entry.offers);
      definitions_[name + "_" + kind] = own;
      rules.push_back({{"if", {{"required", {kind}}, {"properties", {{kind, {{"const", name}}}}}}},
                       {"then", reference(name + "_" + kind)}});
    }
    definitions_[kind + "_key"]["anyOf"] = {Json{{"enum", names}, {"enumDescriptions", titles}}, source_file()};
    definitions_[kind + "_settings"] = {{"allOf", rules}};

    const auto entry = [&](const Json& properties) {
      const Json map{{"type", "object"},
                     {"required", {kind}},
                     {"properties", properties},
                     {"allOf", {reference(kind + "_settings")}}};
      return Json{{"anyOf", {one_of_these(alone), source_file(), map}}};
    };
    definitions_[kind] = entry(properties_at(level));
    definitions_["inner_" + kind] = entry(inner);
  }

  const loader::Registry& registry_;
  Json definitions_ = Json::object();
};

}  // namespace

Json suite_schema(const loader::Registry& registry) { return SchemaMaker(registry).make(); }

std::string schema_text(const Json& schema) {
  std::string text = "{\n";
  for (const auto& [name, part] : schema.items())
    if (name != "definitions") text += fmt::format("{}: {},\n", Json(name).dump(), part.dump());
  text += "\"definitions\": {";
  const char* separator = "\n";
  for (const auto& [name, definition] : schema.at("definitions").items()) {
    text += fmt::format("{}{}: {}", separator, Json(name).dump(), definition.dump());
    separator = ",\n";
  }
  return text + "\n}\n}\n";
}

}  // namespace slalom::suite
