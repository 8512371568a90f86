// Ipopt (Waechter and Biegler 2006), an interior-point method, without constraints but for bounds; Hessians are
// approximated by L-BFGS. Its tolerances are at their tightest.
#include "last_gradient.hpp"

#include <IpStdCInterface.h>

#include <mutex>

#define IPOPT "Ipopt " PEER_VERSION

namespace {

using slalom::PeerOracle;

/// Ipopt's linear solver, MUMPS, has global state: one thread at a time is in the library.
std::mutex in_library;

struct Outside {
  Outside() { in_library.unlock(); }
  ~Outside() { in_library.lock(); }
};

struct Function {
  PeerOracle& f;
  LastGradient last{f};
};

Bool value(Index, Number* x, Bool, Number* out, UserDataPtr data) {
  auto& [f, last] = *static_cast<Function*>(data);
  const Outside outside;
  *out = last.value(x);
  return !f.stopping() && std::isfinite(*out) ? TRUE : FALSE;
}
Bool gradient(Index, Number* x, Bool, Number* out, UserDataPtr data) {
  auto& [f, last] = *static_cast<Function*>(data);
  const Outside outside;
  std::ranges::copy(last.gradient(x), out);
  return !f.stopping() && std::all_of(out, out + f.dimension(), [](double g) { return std::isfinite(g); }) ? TRUE
                                                                                                           : FALSE;
}
Bool no_constraints(Index, Number*, Bool, Index, Number*, UserDataPtr) { return TRUE; }
Bool no_jacobian(Index, Number*, Bool, Index, Index, Index*, Index*, Number*, UserDataPtr) { return TRUE; }
Bool no_hessian(Index, Number*, Bool, Number, Index, Number*, Bool, Index, Index*, Index*, Number*, UserDataPtr) {
  return FALSE;
}
Bool go_on(Index, Index, Number, Number, Number, Number, Number, Number, Number, Number, Index, UserDataPtr data) {
  return static_cast<Function*>(data)->f.stopping() ? FALSE : TRUE;
}

struct Ipopt : slalom::Settings<double> {
  const std::int64_t memory = setting("memory", 6, slalom::in(1, 1000), "pairs that are kept");

  std::string minimize(PeerOracle& f, std::vector<double>& x) const {
    const std::scoped_lock lock(in_library);
    const auto n = static_cast<Index>(x.size());
    constexpr double infinite = 2e19;  // as Ipopt sees it
    std::vector<double> lower(x.size(), -infinite), upper(x.size(), infinite);
    if (f.has_hard_bounds()) {
      lower = f.domain()->lower;
      upper = f.domain()->upper;
    }
    const std::unique_ptr<IpoptProblemInfo, void (*)(IpoptProblem)> problem(
        CreateIpoptProblem(n, lower.data(), upper.data(), 0, nullptr, nullptr, 0, 0, 0, value, no_constraints, gradient,
                           no_jacobian, no_hessian),
        FreeIpoptProblem);
    if (problem == nullptr) throw std::runtime_error("Ipopt refuses the problem");
    const auto number = [&](const char* name, double x_) { AddIpoptNumOption(problem.get(), text(name).data(), x_); };
    const auto word = [&](const char* name, const char* w) {
      AddIpoptStrOption(problem.get(), text(name).data(), text(w).data());
    };
    const auto integer = [&](const char* name, int i) { AddIpoptIntOption(problem.get(), text(name).data(), i); };
    word("sb", "yes");
    integer("print_level", 0);
    word("hessian_approximation", "limited-memory");
    integer("limited_memory_max_history", static_cast<int>(memory));
    integer("max_iter", std::numeric_limits<int>::max());
    integer("acceptable_iter", 0);
    for (const auto* tolerance : {"tol", "dual_inf_tol", "compl_inf_tol"}) number(tolerance, 1e-300);
    number("bound_relax_factor", 0);
    number("diverging_iterates_tol", 1e300);
    SetIntermediateCallback(problem.get(), go_on);
    Function function{f};
    double least = 0;
    const auto status = IpoptSolve(problem.get(), x.data(), nullptr, &least, nullptr, nullptr, nullptr, &function);
    return "Ipopt returns " + std::to_string(status);
  }

 private:
  static std::string text(const char* words) { return words; }
};

}  // namespace

SLALOM_PEER(Ipopt, "ipopt", "Interior point with L-BFGS of Ipopt", "Waechter and Biegler 2006", IPOPT)
