# Unity builds (CMAKE_UNITY_BUILD): a target's sources compiled several at a time, in half of the time. All presets build
# so but the portable ones, by which CI sees that every source compiles by itself, with -Wshadow; who works on a few
# sources may configure with -DCMAKE_UNITY_BUILD=OFF.

# crossover_compile_alone(SOURCES...): in their target, others have the same names of their own; or one is compiled by itself
# for what it does to the compiler (Highway's sources include themselves, once for each instruction set).
function(crossover_compile_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
