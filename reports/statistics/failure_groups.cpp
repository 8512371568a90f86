#include "statistics/failure_groups.hpp"

#include "statistics/numbers.hpp"

#include <algorithm>
#include <cctype>

namespace slalom::statistics {

namespace {

constexpr std::size_t max_output = 2000;

bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// The text with every number replaced by one sign.
std::string without_numbers(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (!digit(text[i]))
      result += text[i];
    else if (i == 0 || !digit(text[i - 1]))
      result += '#';
  return result;
}

void gather(const std::string& optimizer, const char* status, const run::RunRecord& run,
            std::vector<FailureGroup>& all) {
  const auto cliques = std::find_if(all.begin(), all.end(), [&](const FailureGroup& i) {
    return i.optimizer == optimizer && i.status == status &&
           without_numbers(i.reason) == without_numbers(clean_text(run.reason, 500));
  });
  if (cliques != all.end()) {
    cliques->seeds.push_back(run.seed);
    return;
  }
  all.push_back({.optimizer = optimizer,
                 .status = status,
                 .reason = clean_text(run.reason, 500),
                 .output = clean_lines(run.output, max_output),
                 .seeds = {run.seed},
                 .run = run.id.text()});
}

}  // namespace

std::vector<FailureGroup> failure_groups(const std::vector<CaseRuns>& cases) {
  std::vector<FailureGroup> all;
  for (const auto& c : cases)
    for (const auto& run : c.failures) gather(clean_text(c.c->optimizer.label), "failed", run, all);
  for (const auto& c : cases)
    for (const auto& run : c.skipped) gather(clean_text(c.c->optimizer.label), "skipped", run, all);
  for (const auto& c : cases)
    for (const auto& run : c.results)
      if (run.status == run::Status::diverged) gather(clean_text(c.c->optimizer.label), "diverged", run, all);
  return all;
}

}  // namespace slalom::statistics
