// y = shortcut(x) + body(x), shortcut being x itself where it is empty.   He et al. (2016).
#pragma once

#include "network.hpp"

namespace [[gnu::visibility("hidden")]] slalom {
namespace layers {

/// Make both by net.branch().
template <class Real>
void residual(Network<Real>& net, Network<Real> body, Network<Real> shortcut);

}  // namespace layers
}  // namespace slalom
