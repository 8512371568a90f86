// The parts of a case as JSON, by nlohmann's conventions: json.get<Budget>(), Json(budget).
#pragma once

#include "suite/plan.hpp"

#include <algorithm>
#include <stdexcept>

namespace nlohmann {

template <class T>
struct adl_serializer<std::optional<T>> {
  static void to_json(json& j, const std::optional<T>& value) {
    if (value)
      j = *value;
    else
      j = nullptr;
  }
  static void from_json(const json& j, std::optional<T>& value) {
    if (j.is_null())
      value.reset();
    else
      value = j.get<T>();
  }
};

}  // namespace nlohmann

namespace slalom::suite {

template <class Enum, std::size_t N>
Enum named(const std::array<const char*, N>& names, const std::string& name) {
  const auto it = std::ranges::find(names, name);
  if (it == names.end()) throw std::invalid_argument("unknown name '" + name + "'");
  return static_cast<Enum>(it - names.begin());
}

template <class Enum, std::size_t N>
const char* name_of(const std::array<const char*, N>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

inline void to_json(Json& j, Precision p) { j = name_of(precision_names, p); }
inline void from_json(const Json& j, Precision& p) { p = named<Precision>(precision_names, j.get<std::string>()); }
inline void to_json(Json& j, Sampling s) { j = name_of(sampling_names, s); }
inline void from_json(const Json& j, Sampling& s) { s = named<Sampling>(sampling_names, j.get<std::string>()); }
inline void to_json(Json& j, Spacing s) { j = name_of(spacing_names, s); }
inline void from_json(const Json& j, Spacing& s) { s = named<Spacing>(spacing_names, j.get<std::string>()); }

inline void to_json(Json& j, Search s) { j = name_of(search_names, s); }
inline void from_json(const Json& j, Search& s) { s = named<Search>(search_names, j.get<std::string>()); }
inline void to_json(Json& j, Criterion c) { j = name_of(criterion_names, c); }
inline void from_json(const Json& j, Criterion& c) { c = named<Criterion>(criterion_names, j.get<std::string>()); }
inline void to_json(Json& j, Phase p) { j = name_of(phase_names, p); }
inline void from_json(const Json& j, Phase& p) { p = named<Phase>(phase_names, j.get<std::string>()); }

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Batch, sampling, size)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Budget, steps, evaluations, epochs, cpu_seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Recording, points, spacing, every, trajectory, effective_step,
                                                gradient_variance, metrics)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Stop, distance, gap, loss, gradient_norm)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Tuning, trials, search, on, seeds, seed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Trial, study, index, rung)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(SearchRange, setting, minimum, maximum, log, whole, choices, least,
                                                most)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(LearningRate, initial, schedule, settings, warmup)

}  // namespace slalom::suite
