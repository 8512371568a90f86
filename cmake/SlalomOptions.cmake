# Language, warnings and optimisation for all of our code.

set(CMAKE_C_STANDARD 17)
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

option(SLALOM_NATIVE "use all instructions of this machine's processor; the presets do" OFF)
option(SLALOM_WERROR "warnings are errors; the presets want it so" OFF)
set(SLALOM_LEVEL "" CACHE STRING "build plugins for this level of x86-64, such as x86-64-v3; install has a folder for each")
set(SLALOM_PLUGINS ".*" CACHE STRING "build only the plugins whose names match this regular expression")
set(SLALOM_SANITIZE "" CACHE STRING "sanitizers, as for -fsanitize")

# Plugins, where time is spent, are built with -O3 (plugins/CMakeLists.txt, problems/CMakeLists.txt), modules that are not HOT
# with -O1, tests with -O0: what runs once costs more to optimise than it gives back.
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
add_compile_options(-fno-math-errno)
if(SLALOM_NATIVE AND NOT SLALOM_SANITIZE)
  add_compile_options(-march=native)
endif()
if(SLALOM_LEVEL)
  if(SLALOM_NATIVE)
    message(FATAL_ERROR "SLALOM_LEVEL and SLALOM_NATIVE exclude each other")
  endif()
  set(SLALOM_LEVEL_OPTION -march=${SLALOM_LEVEL}) # of plugins, and of what they link
endif()
if(SLALOM_SANITIZE)
  set(CMAKE_C_FLAGS_SANITIZE "-O1 -g1")
  set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g1")
  add_compile_options(-fsanitize=${SLALOM_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer
                      $<$<CXX_COMPILER_ID:Clang>:-Wno-pass-failed>) # loops that are watched are no vector instructions
  add_link_options(-fsanitize=${SLALOM_SANITIZE})
endif()

# A designated initialiser leaves out what keeps its default, on purpose.
add_compile_options(-Wall -Wextra -Wpedantic -Wconversion -Wshadow $<$<BOOL:${SLALOM_WERROR}>:-Werror>
                    -Wno-missing-field-initializers)

# GCC clears its memory away only when it has filled 500 MB; by default it does so from 128 MB on, which takes 5 % of its time.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  add_compile_options(--param=ggc-min-heapsize=500000)
endif()

# For some processors, such as Zen, GCC fuses a product and a sum in some loops and not in others: the bits of a number would depend
# on the loop that computes it. Fused everywhere, products of matrices are 3 to 50 % faster there. Plugins outside get it too.
set(SLALOM_FUSE_EVERYWHERE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:--param=avoid-fma-max-bits=0>)
add_compile_options(${SLALOM_FUSE_EVERYWHERE})

find_program(CCACHE ccache)
if(CCACHE)
  # Else it keeps nothing that is compiled with a precompiled header.
  set(launcher env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    set(SLALOM_PRECOMPILED_OPTION -fpch-preprocess)
  else()
    set(SLALOM_PRECOMPILED_OPTION "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endif()

# GCC 12 sees overlapping copies in std::string where there are none (its bug 105651), and takes the lanes that AVX-512's
# intrinsics leave undefined for forgotten variables (105593); builds without them look for those.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  set(false_alarms -Wno-restrict)
  if(SLALOM_NATIVE AND NOT SLALOM_SANITIZE)
    list(APPEND false_alarms -Wno-uninitialized -Wno-maybe-uninitialized)
  endif()
  add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:${false_alarms}>")
endif()
