// Preloaded, it makes the clock on the wall jump a day, to and fro, each time that it is read.
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>

#include <atomic>

namespace {

constexpr time_t a_day = 86400;

time_t jump() {
  static std::atomic<int> readings = 0;
  return readings++ % 2 == 0 ? a_day : -a_day;
}

template <class Function>
Function original(const char* name) {
  return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

__attribute__((visibility("default"))) int clock_gettime(clockid_t clock, timespec* t) {
  static const auto ask = original<int (*)(clockid_t, timespec*)>("clock_gettime");
  const int result = ask(clock, t);
  if (clock == CLOCK_REALTIME) t->tv_sec += jump();
  return result;
}

__attribute__((visibility("default"))) int gettimeofday(timeval* t, void* zone) {
  static const auto ask = original<int (*)(timeval*, void*)>("gettimeofday");
  const int result = ask(t, zone);
  t->tv_sec += jump();
  return result;
}

__attribute__((visibility("default"))) time_t time(time_t* t) {
  static const auto ask = original<time_t (*)(time_t*)>("time");
  const auto now = ask(nullptr) + jump();
  if (t != nullptr) *t = now;
  return now;
}
}
