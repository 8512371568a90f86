#include <slalom/detail/tape_members.hpp>

template class slalom::math::Tape<double>;
template class slalom::math::Tape<slalom::math::Dual<double, 1>>;
