// L-BFGS of libLBFGS (Okazaki 2007). Its test of the gradient is off; a failed line search ends the run.
#include <slalom/peer.hpp>

#include <lbfgs.h>

#define LIBLBFGS "libLBFGS " PEER_VERSION

namespace {

using slalom::PeerOracle;

struct Lbfgs : slalom::Settings<double> {
  const std::int64_t memory = setting("memory", 6, slalom::in(1, 1000), "pairs that are kept");

  std::string minimize(PeerOracle& f, std::vector<double>& start) const {
    lbfgs_parameter_t parameters;
    lbfgs_parameter_init(&parameters);
    parameters.m = static_cast<int>(memory);
    parameters.epsilon = 0;
    const auto n = static_cast<int>(start.size());
    const std::unique_ptr<double, void (*)(double*)> x(lbfgs_malloc(n), lbfgs_free);  // aligned as its loops want it
    if (x == nullptr) throw std::bad_alloc();
    std::ranges::copy(start, x.get());
    double value = 0;
    const int result = lbfgs(
        n, x.get(), &value,
        [](void* p, const double* w, double* g, int, double) { return static_cast<PeerOracle*>(p)->gradient(w, g); },
        [](void* p, const double*, const double*, double, double, double, double, int, int, int) {
          return static_cast<PeerOracle*>(p)->stopping() ? 1 : 0;
        },
        &f, &parameters);
    return "libLBFGS returns " + std::to_string(result);
  }
};

}  // namespace

SLALOM_PEER(Lbfgs, "liblbfgs_lbfgs", "L-BFGS of libLBFGS", "Nocedal 1980", LIBLBFGS)
