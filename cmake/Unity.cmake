# Unity builds (CMAKE_UNITY_BUILD): a target's sources compiled several at a time, in half of the time. All presets build so;
# who works on a few sources may configure with -DCMAKE_UNITY_BUILD=OFF.

# crossover_compile_alone(SOURCES...): in their target, others have the same names of their own; or one is compiled by itself
# for what it does to the compiler (Highway's sources include themselves, once for each instruction set).
function(crossover_compile_alone)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# crossover_unity_by_folder(TARGET PATTERN): one unity file for each folder that the parentheses in the pattern match in the
# names of sources, and one for the other sources.
function(crossover_unity_by_folder target pattern)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  foreach(source ${sources})
    set(folder other)
    if(source MATCHES ${pattern})
      set(folder ${CMAKE_MATCH_1})
    endif()
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder})
  endforeach()
endfunction()
