#include "cluster/costs.hpp"

#include "process/output_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>

namespace slalom::cluster {

namespace {

/// The same for cases that differ in their labels only.
std::string key(const suite::Case& c) { return suite::identify(c, 0).text(); }

}  // namespace

void write_costs(const std::filesystem::path& file, const suite::Plan& plan, const std::vector<double>& seconds) {
  auto json = Json::object();
  for (std::size_t i = 0; i < plan.cases.size(); ++i) json[key(plan.cases[i])] = seconds.at(i);
  process::write_file(file, json.dump(1) + "\n");
}

std::vector<double> read_costs(const std::filesystem::path& file, const suite::Plan& plan) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(fmt::format("there is no {}", file.string()));
  try {
    const auto known = Json::parse(in).get<std::map<std::string, double>>();
    double sum = 0;
    for (const auto& [name, seconds] : known) sum += seconds;
    const double mean = known.empty() ? 1 : sum / static_cast<double>(known.size());
    std::vector<double> costs;
    for (const auto& c : plan.cases) {
      const auto found = known.find(key(c));
      costs.push_back(found == known.end() ? mean : found->second);
    }
    return costs;
  } catch (const Json::exception& error) {
    throw std::runtime_error(fmt::format("{} is damaged: {}", file.string(), error.what()));
  }
}

}  // namespace slalom::cluster
