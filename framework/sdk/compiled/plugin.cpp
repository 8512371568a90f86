#include <slalom/detail/function.hpp>
#include <slalom/detail/optimizer.hpp>
#include <slalom/detail/problem.hpp>
#include <slalom/detail/residual_problem.hpp>
#include <slalom/detail/settings.hpp>
#include <slalom/detail/table_members.hpp>

template class slalom::Settings<float>;
template class slalom::Settings<double>;
template class slalom::Optimizer<float>;
template class slalom::Optimizer<double>;
