#include "loader/table_json.hpp"

#include "loader/require.hpp"
#include "loader/search_mistake.hpp"

#include <fmt/format.h>

namespace slalom::loader {

namespace {

Json to_json(const Setting& s) {
  return {{"name", s.name},
          {"meaning", s.meaning},
          {"kind", s.kind},
          {"default", s.default_value},
          {"range", {s.minimum, s.maximum}},
          {"excludes", {s.excludes_minimum, s.excludes_maximum}},
          {"log_scale", s.log_scale},
          {"whole_numbers", s.integers},
          {"choices", s.choices},
          {"search", {s.search_minimum, s.search_maximum}}};
}

template <class Entry>
Json common_json(const Entry& entry) {
  auto settings = Json::array();
  for (const auto& s : entry.settings) settings.push_back(to_json(s));
  return {{"name", entry.name}, {"title", entry.title}, {"source", entry.source}, {"settings", settings}};
}

std::string line_of(const Json& json, const std::string& what) {
  auto text = json.get<std::string>();
  require(text.find('\0') == std::string::npos, what + " has a null character");
  require_line(text.c_str(), what);
  return text;
}

bool is_hash(const std::string& text) {
  constexpr std::size_t digits = 32;
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string name_of(const Json& json) {
  auto name = line_of(json, "a name");
  require_name(name.c_str(), "what it offers");
  return name;
}

Setting setting_from(const Json& json) {
  Setting s;
  s.name = name_of(json.at("name"));
  const auto what = fmt::format("the setting '{}'", s.name);
  s.meaning = line_of(json.at("meaning"), "the meaning of " + what);
  const auto kind = json.at("kind").get<int>();
  require(kind >= 0 && kind <= static_cast<int>(Kind::inner_problem), what + " has an unknown kind");
  s.kind = static_cast<Kind>(kind);
  s.default_value = json.at("default");
  s.minimum = json.at("range").at(0);
  s.maximum = json.at("range").at(1);
  s.excludes_minimum = json.at("excludes").at(0);
  s.excludes_maximum = json.at("excludes").at(1);
  s.log_scale = json.at("log_scale");
  s.integers = json.at("whole_numbers");
  for (const auto& choice : json.at("choices")) s.choices.push_back(line_of(choice, "a choice of " + what));
  s.search_minimum = json.at("search").at(0);
  s.search_maximum = json.at("search").at(1);
  require(s.minimum <= s.maximum && s.search_minimum <= s.search_maximum, what + " has an empty range");
  require(s.search_minimum == s.search_maximum ||
              search_mistake(s.search_minimum, s.search_maximum, s.log_scale) == nullptr,
          what + " has a search range that cannot be searched");
  // Open ends are tolerated in defaults, as tables have them.
  auto closed = s;
  closed.excludes_minimum = closed.excludes_maximum = false;
  if (const auto wrong = diagnose(closed, s.default_value)) throw Unsound("a default is wrong: " + *wrong);
  const bool inner = s.kind == Kind::inner_optimizer || s.kind == Kind::inner_problem;
  if (inner) name_of(s.default_value.at(s.kind == Kind::inner_optimizer ? "optimizer" : "problem"));
  return s;
}

/// Stops where values are nested so deep that reading them, which is recursive, would take the stack.
class Depth : public nlohmann::json_sax<Json> {
 public:
  bool start_object(std::size_t) override { return ++depth_ <= max_depth; }
  bool start_array(std::size_t) override { return ++depth_ <= max_depth; }
  bool end_object() override { return --depth_ >= 0; }
  bool end_array() override { return --depth_ >= 0; }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(std::int64_t) override { return true; }
  bool number_unsigned(std::uint64_t) override { return true; }
  bool number_float(double, const std::string&) override { return true; }
  bool string(std::string&) override { return true; }
  bool binary(Json::binary_t&) override { return true; }
  bool key(std::string&) override { return true; }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) override { return false; }

 private:
  static constexpr int max_depth = 20;
  int depth_ = 0;
};

template <class Entry>
Entry common_from(const Json& json) {
  Entry entry;
  entry.name = name_of(json.at("name"));
  entry.title = line_of(json.at("title"), "a title");
  entry.source = line_of(json.at("source"), "a source");
  for (const auto& s : json.at("settings")) entry.settings.push_back(setting_from(s));
  return entry;
}

}  // namespace

Json to_json(const FileTables& tables) {
  auto optimizers = Json::array(), problems = Json::array(), schedules = Json::array();
  for (const auto& o : tables.optimizers) {
    auto& json = optimizers.emplace_back(common_json(o));
    json["offers"] = o.offers;
    if (o.learning_rate) json["learning_rate"] = to_json(*o.learning_rate);
  }
  for (const auto& p : tables.problems) {
    auto& json = problems.emplace_back(common_json(p));
    json["offers"] = p.offers;
    json["preferred"] = static_cast<int>(p.preferred);
  }
  for (const auto& s : tables.schedules) schedules.emplace_back(common_json(s))["needs_total"] = s.needs_total;
  return {{"version", tables.version},
          {"hash", tables.hash},
          {"optimizers", std::move(optimizers)},
          {"problems", std::move(problems)},
          {"schedules", std::move(schedules)}};
}

FileTables tables_from_json(const Json& json) {
  FileTables tables{
      .version = line_of(json.at("version"), "the version"), .optimizers = {}, .problems = {}, .schedules = {}};
  tables.hash = json.at("hash").get<std::string>();
  require(tables.hash.empty() || is_hash(tables.hash), "the hash of the file is not one");
  for (const auto& o : json.at("optimizers")) {
    auto& entry = tables.optimizers.emplace_back(common_from<OptimizerEntry>(o));
    entry.offers = o.at("offers").get<RealTypes>();
    if (o.contains("learning_rate")) entry.learning_rate = setting_from(o.at("learning_rate"));
    require(!entry.learning_rate || entry.learning_rate->kind == Kind::real, "a learning rate is not a real number");
  }
  for (const auto& p : json.at("problems")) {
    auto& entry = tables.problems.emplace_back(common_from<ProblemEntry>(p));
    entry.offers = p.at("offers").get<RealTypes>();
    const auto preferred = p.at("preferred").get<int>();
    require(preferred >= 0 && preferred < SLALOM_REAL_TYPES, "a problem prefers an unknown real type");
    entry.preferred = static_cast<slalom_real>(preferred);
  }
  for (const auto& s : json.at("schedules"))
    tables.schedules.emplace_back(common_from<ScheduleEntry>(s)).needs_total = s.at("needs_total");
  return tables;
}

FileTables tables_from_cbor(std::span<const std::uint8_t> bytes) {
  Depth depth;
  require(Json::sax_parse(bytes.begin(), bytes.end(), &depth, nlohmann::detail::input_format_t::cbor),
          "it is not CBOR, or nested too deep");
  return tables_from_json(Json::from_cbor(bytes.begin(), bytes.end()));
}

}  // namespace slalom::loader
