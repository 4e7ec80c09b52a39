# Sanitizers for all code, and what keeps their builds short: they make compiling three times as long.

set(CROSSOVER_SANITIZE "" CACHE STRING "Sanitizers for all code: address,undefined or thread")

if(CROSSOVER_SANITIZE)
  add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${CROSSOVER_SANITIZE}>
                      $<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize-recover=all>
                      $<$<COMPILE_LANGUAGE:CXX>:-fno-omit-frame-pointer>)
  add_link_options(-fsanitize=${CROSSOVER_SANITIZE})
endif()

# For code that takes little time when it runs: sanitized, but not optimized.
function(crossover_sanitize_unoptimized target)
  if(CROSSOVER_SANITIZE)
    target_compile_options(${target} PRIVATE -O0)
  endif()
endfunction()

# For a program that only starts the one under test.
function(crossover_leave_unsanitized target)
  if(CROSSOVER_SANITIZE)
    target_compile_options(${target} PRIVATE -fno-sanitize=all)
    target_link_options(${target} PRIVATE -fno-sanitize=all)
  endif()
endfunction()
