#include "writer/fingerprint.hpp"

#include <fmt/format.h>
#include <xxhash.h>

namespace slalom::writer {

namespace {

std::string text_of(const suite::Plan& plan) {
  auto text = plan.suite + "\n" + plan.about + "\n" + plan.text + "\n";
  for (const auto& experiment : plan.experiments) text += experiment.name + "\n" + experiment.about + "\n";
  for (const auto& c : plan.cases)
    text += suite::to_json(c).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  for (const auto& run : plan.runs) text += fmt::format("{} {} {}\n", run.case_index, run.seed, run.id.text());
  return text;
}

}  // namespace

std::string fingerprint(const store::Store& store) {
  std::string text;
  for (const auto& plan : store.plans()) text += text_of(plan);
  for (const auto& provenance : store.provenance())
    text += provenance.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  for (const auto& id : store.done()) text += id.text() + "\n";
  const auto hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace slalom::writer
