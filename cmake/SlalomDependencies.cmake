# What is missing is named with the Debian package that has it.

function(slalom_missing what packages)
  message(FATAL_ERROR "${what} was not found. On Debian: apt install ${packages}\n"
                      "(scripts/bootstrap.sh installs all that Slalom is built from)")
endfunction()

# slalom_find_package(DEBIAN_PACKAGES arguments of find_package…)
macro(slalom_find_package packages name)
  find_package(${name} ${ARGN} QUIET)
  if(NOT ${name}_FOUND)
    slalom_missing("${name}" "${packages}")
  endif()
endmacro()

# slalom_find_header(DEBIAN_PACKAGE HEADER)
function(slalom_find_header package header)
  string(MAKE_C_IDENTIFIER "SLALOM_HAS_${header}" found)
  find_path(${found} ${header})
  mark_as_advanced(${found})
  if(NOT ${found})
    slalom_missing("The header ${header}" "${package}")
  endif()
endfunction()
