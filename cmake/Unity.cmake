# Unity builds (CMAKE_UNITY_BUILD): a target's sources compiled several at a time, in half of the time. What ./run builds
# is built so, all tests are, and all code in the presets with sanitizers; the preset dev, which people work with, is not.

# crossover_compile_alone(SOURCES...): in their target, others have the same names of their own; or one is compiled by itself
# for what it does to the compiler (Highway's sources include themselves, once for each instruction set).
function(crossover_compile_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
