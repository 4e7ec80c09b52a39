# crossover_layer(NAME SOURCES...): one layer of the program as a static library, warnings as errors.

add_library(crossover_warnings INTERFACE)
target_compile_options(crossover_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wsign-conversion;-Wold-style-cast>
  # In a unity build, one source's names of its own would shadow those of the next.
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<NOT:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>>:-Wshadow>
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor;-Wcast-align;-Wunused>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wduplicated-cond;-Wlogical-op>
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<BOOL:${CROSSOVER_WARNINGS_AS_ERRORS}>>:-Werror>
  # CUDA's own compiler, and the host compiler on what that makes of the code (whose pragmas are no standard's).
  $<$<COMPILE_LANGUAGE:CUDA>:-Xcompiler=-Wall,-Wextra,-Wshadow,-Wno-unknown-pragmas;-diag-suppress=1675>
  # Registers that spill to memory, but for a library's kernels: their target has the property MAY_SPILL.
  $<$<AND:$<COMPILE_LANGUAGE:CUDA>,$<NOT:$<BOOL:$<TARGET_PROPERTY:MAY_SPILL>>>>:-Xptxas=-warn-spills>
  $<$<AND:$<COMPILE_LANGUAGE:CUDA>,$<BOOL:${CROSSOVER_WARNINGS_AS_ERRORS}>>:-Werror=all-warnings>)

function(crossover_layer name)
  add_library(crossover_${name} STATIC ${ARGN})
  add_library(crossover::${name} ALIAS crossover_${name})
  target_include_directories(crossover_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(crossover_${name} PRIVATE crossover_warnings)
endfunction()
