# slalom_precompile(TARGET HEADERS…): what most sources include, parsed once for all of them. These are headers of the system
# alone, so that no change of ours compiles everything again. Sources include what they use all the same: the preset lint
# is built without.
function(slalom_precompile target)
  target_link_libraries(${target} PUBLIC nlohmann_json::nlohmann_json fmt::fmt Boost::filesystem OpenMP::OpenMP_CXX)
  target_precompile_headers(${target} PRIVATE <algorithm> <array> <cmath> <cstdint> <filesystem> <fstream> <functional> <iostream>
    <limits> <map> <memory> <numeric> <optional> <set> <span> <sstream> <stdexcept> <string> <string_view> <utility> <vector>
    <fmt/format.h> <fmt/ranges.h> <nlohmann/json.hpp> ${ARGN})
  target_compile_options(${target} PRIVATE ${SLALOM_PRECOMPILED_OPTION})
endfunction()

# slalom_reuse_precompiled(TARGET FROM): the same headers as another target, which has the same options.
function(slalom_reuse_precompiled target from)
  target_link_libraries(${target} PUBLIC ${from})
  target_precompile_headers(${target} REUSE_FROM ${from})
  target_compile_options(${target} PRIVATE ${SLALOM_PRECOMPILED_OPTION})
endfunction()

add_library(slalom_precompiled STATIC ${PROJECT_SOURCE_DIR}/cmake/precompiled.cpp)
slalom_precompile(slalom_precompiled)

# slalom_precompile_for_plugins(TARGET HEADERS…): a library gets the options of plugins, and precompiles headers of the SDK,
# with those of the system that they include, for itself and for plugins of its folder.
function(slalom_precompile_for_plugins target)
  set_target_properties(${target} PROPERTIES CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_link_libraries(${target} PRIVATE slalom_compiled)
  target_precompile_headers(${target} PRIVATE ${ARGN})
  target_compile_options(${target} PRIVATE ${SLALOM_PRECOMPILED_OPTION})
endfunction()

# A plugin that takes them. They need not be all that it includes, nor need it include them all.
function(slalom_reuse_precompiled_for_plugins target from)
  target_link_libraries(${target} PRIVATE slalom_compiled)
  target_precompile_headers(${target} REUSE_FROM ${from})
  target_compile_options(${target} PRIVATE ${SLALOM_PRECOMPILED_OPTION})
endfunction()

# Compiled in two thirds of the time.
function(slalom_optimize_little target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# Sources are compiled eight at a time (unity build), in the time of two or three: most of what a source costs is to read what
# is precompiled, and templates of the headers. So names in unnamed namespaces differ within a module; the compiler says which
# do not. A constant of one source may have the name of a variable in another. -DCMAKE_UNITY_BUILD=OFF compiles each alone.
function(slalom_compile_together target)
  if(NOT DEFINED CMAKE_UNITY_BUILD)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON)
  endif()
  target_compile_options(${target} PRIVATE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local>)
endfunction()

# slalom_add_module(NAME [HOT] LINKS…): the static library slalom_NAME from all sources in this folder. HOT: time is spent
# there.
#
# Others include its headers as "NAME/header.hpp", and only those can that link it: every module has an include folder of
# its own, which holds nothing but a link to this folder. So the arrows between modules are what CMake says they are.
function(slalom_add_module name)
  cmake_parse_arguments(arg HOT "" "" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  if(NOT sources)
    add_library(slalom_${name} INTERFACE)
    set(PUBLIC INTERFACE)
  else()
    add_library(slalom_${name} STATIC ${sources})
    set(PUBLIC PUBLIC)
    slalom_reuse_precompiled(slalom_${name} slalom_precompiled)
    slalom_compile_together(slalom_${name})
    if(NOT arg_HOT)
      slalom_optimize_little(slalom_${name})
    endif()
  endif()
  set(include ${CMAKE_BINARY_DIR}/modules/${name})
  file(MAKE_DIRECTORY ${include})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${include}/${name} SYMBOLIC)
  target_include_directories(slalom_${name} ${PUBLIC} ${include})
  target_link_libraries(slalom_${name} ${PUBLIC} ${arg_UNPARSED_ARGUMENTS})
endfunction()
