// f(w) + c: nothing changes but the values.   Hansen et al. (2009), noiseless functions: f_opt.
#include <slalom/modifier.hpp>

template <class Real>
struct Offset : slalom::Modifier<Real> {
  const double by = this->setting("by", 1.0, slalom::any(), "c: is added");

  Offset() {
    if (this->description.minimum) *this->description.minimum += by;
  }
  using Workspace = typename slalom::Modifier<Real>::Workspace;
  double evaluate(Workspace& ws, std::span<const Real> w, slalom::Batch batch, std::span<Real> gradient) const {
    return ws.evaluate(w, batch, gradient) + by;
  }
};
SLALOM_PROBLEM(Offset, "offset", "A problem with a constant added", "Hansen et al. 2009, noiseless functions")
