#include "suite/plan.hpp"

#include "suite/plan_json.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <charconv>

namespace slalom::suite {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ProblemVariant, name, label, settings, start, plugin_hash, data_hash)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(OptimizerVariant, name, label, family, settings, learning_rate, plugin_hash,
                                   schedule_hash)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Case, experiment, problem, optimizer, batch, precision, budget, recording, stop,
                                   targets, phase, trial)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Study, reported, tuning, space, seeds, reported_seeds)

Json to_json(const Case& c) { return c; }

Json to_json(const Study& study) { return study; }
Study study_from_json(const Json& json) { return json.get<Study>(); }

Case case_from_json(const Json& json) {
  auto whole = json;
  whole.emplace("phase", Phase::report);  // which earlier versions did not write
  whole.emplace("trial", nullptr);
  return whole.get<Case>();
}

std::string canonical(const Case& c) {
  Json json = c;
  json.erase("experiment");
  json["problem"].erase("label");
  json.erase("phase");
  json.erase("trial");
  // These came later: runs to which they say nothing keep their names.
  if (c.problem.data_hash.empty()) json["problem"].erase("data_hash");
  if (c.recording.metrics) json["recording"].erase("metrics");
  json["optimizer"].erase("label");
  json["optimizer"].erase("family");
  return json.dump();  // the keys of an object are sorted
}

RunId identify(const std::string& canonical_case, std::uint64_t seed) {
  const auto text = fmt::format("{}\nseed {}", canonical_case, seed);
  XXH128_canonical_t hash;
  XXH128_canonicalFromHash(&hash, XXH3_128bits(text.data(), text.size()));
  RunId id;
  std::ranges::copy(hash.digest, id.bytes.begin());
  return id;
}

std::string RunId::text() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : bytes) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

RunId parse_run_id(const std::string& text) {
  RunId id;
  bool fine = text.size() == 2 * id.bytes.size();
  for (std::size_t i = 0; fine && i < id.bytes.size(); ++i) {
    const char* from = text.data() + 2 * i;
    fine = std::from_chars(from, from + 2, id.bytes[i], 16).ptr == from + 2;
  }
  if (!fine) throw std::invalid_argument(fmt::format("'{}' is not a run ID: it has 32 hexadecimal digits", text));
  return id;
}

std::string to_text(const Batch& batch) {
  const std::string sampling = name_of(sampling_names, batch.sampling);
  return batch.sampling == Sampling::full ? sampling : fmt::format("{} {}", batch.size, sampling);
}

std::string to_text(Precision precision) { return name_of(precision_names, precision); }

}  // namespace slalom::suite
