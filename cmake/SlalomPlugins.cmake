# slalom_add_optimizer(NAME SOURCE…) and slalom_add_problem(NAME SOURCE…): one shared library, found by the program.
# Also for projects outside this one, after find_package(slalom).

function(slalom_add_plugin folder name)
  set(target slalom_${folder}_${name})
  add_library(${target} MODULE ${ARGN})
  target_link_libraries(${target} PRIVATE slalom::sdk)
  target_link_options(${target} PRIVATE LINKER:--as-needed) # only who reads compressed data needs zlib
  target_compile_features(${target} PRIVATE cxx_std_20)
  set_target_properties(
    ${target}
    PROPERTIES PREFIX ""
               OUTPUT_NAME ${name}
               CXX_VISIBILITY_PRESET hidden
               C_VISIBILITY_PRESET hidden
               VISIBILITY_INLINES_HIDDEN ON
               LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/${folder})
endfunction()

function(slalom_add_optimizer name)
  slalom_add_plugin(plugins ${name} ${ARGN})
endfunction()

function(slalom_add_problem name)
  slalom_add_plugin(problems ${name} ${ARGN})
endfunction()
