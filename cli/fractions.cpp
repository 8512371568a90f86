#include "fractions.hpp"

#include "exit_code.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace slalom::cli {

double fraction(const Given& given, const char* option, double limit) {
  const auto text = *given.text(option);
  try {
    std::size_t used = 0;
    double value = std::stod(text, &used);
    const auto rest = text.substr(used);
    if (rest == "%") value /= 100;
    if ((rest == "%" || (rest.empty() && value < 1)) && value >= 0 && value < limit) return value;
  } catch (const std::logic_error&) {  // not a number: reported below
  }
  throw WrongRequest(fmt::format("--{} must be a fraction such as 1% or 0.01{}, not '{}'", option,
                                 limit < 1e6 ? fmt::format(", below {}", limit) : "", text));
}

void add_level(po::options_description& options) {
  options.add_options()("alpha", po::value<std::string>()->value_name("P")->default_value("0.05"),
                        "level of the tests");
}

double level_of(const Given& given) {
  const double value = fraction(given, "alpha", 1);
  if (value > 0) return value;
  throw WrongRequest("--alpha must be above 0, such as 5% or 0.05");
}

}  // namespace slalom::cli
