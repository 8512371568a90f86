# slalom_add_module(NAME LINKS…): the static library slalom_NAME from all sources in this folder.
#
# Others include its headers as "NAME/header.hpp", and only those can that link it: every module has an include folder of
# its own, which holds nothing but a link to this folder. So the arrows between modules are what CMake says they are.
function(slalom_add_module name)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  if(NOT sources)
    add_library(slalom_${name} INTERFACE)
    set(PUBLIC INTERFACE)
  else()
    add_library(slalom_${name} STATIC ${sources})
    set(PUBLIC PUBLIC)
  endif()
  set(include ${CMAKE_BINARY_DIR}/modules/${name})
  file(MAKE_DIRECTORY ${include})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${include}/${name} SYMBOLIC)
  target_include_directories(slalom_${name} ${PUBLIC} ${include})
  target_link_libraries(slalom_${name} ${PUBLIC} ${ARGN})
endfunction()
