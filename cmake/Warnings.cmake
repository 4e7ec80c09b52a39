# crossover_layer(NAME SOURCES...): one layer of the program as a static library, warnings as errors.

add_library(crossover_warnings INTERFACE)
target_compile_options(crossover_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor -Wcast-align
  -Wunused $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond;-Wlogical-op>
  $<$<BOOL:${CROSSOVER_WARNINGS_AS_ERRORS}>:-Werror>)

function(crossover_layer name)
  add_library(crossover_${name} STATIC ${ARGN})
  add_library(crossover::${name} ALIAS crossover_${name})
  target_include_directories(crossover_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(crossover_${name} PRIVATE crossover_warnings)
endfunction()
