#include <slalom/detail/optimizer.hpp>
#include <slalom/detail/problem.hpp>
#include <slalom/detail/settings.hpp>
#include <slalom/detail/table_members.hpp>

namespace [[gnu::visibility("hidden")]] slalom {

template class Settings<float>;
template class Settings<double>;
template class Optimizer<float>;
template class Optimizer<double>;

}  // namespace slalom
