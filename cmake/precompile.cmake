# Precompiled headers, where PINGXING_PRECOMPILE is on: in the sanitize preset, and in a release, which a newcomer waits
# for. Not in the dev preset: there a file that forgets an include does not compile, and ccache serves every checkout.
# Through a precompiled header an optimising g++ 12 tells false alarms of three kinds about std::string: these are off
# there; dev, bench and release_tests hear them without it.
# `pingxing_precompile(target AS kind)`: the first target of a kind makes the header, the others take it over. A kind is
# compiled with the same options throughout; with others g++ 12 may crash.
function(pingxing_precompile target AS kind)
  if(NOT PINGXING_PRECOMPILE)
    return()
  endif()
  if(kind STREQUAL "test")
    set(header precompiled_tests.hpp)
  else()
    set(header precompiled.hpp)
  endif()
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(${target} PRIVATE -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
  endif()
  get_property(maker GLOBAL PROPERTY pingxing_precompiled_${kind})
  if(maker)
    target_precompile_headers(${target} REUSE_FROM ${maker})
  else()
    target_precompile_headers(${target} PRIVATE ${PROJECT_SOURCE_DIR}/cmake/${header})
    set_property(GLOBAL PROPERTY pingxing_precompiled_${kind} ${target})
  endif()
endfunction()

# The options of tests: not optimised and not instrumented where the sanitizers are on. It is the program that they
# watch, and tests make up half of a build.
function(pingxing_compile_as_test target)
  target_compile_options(${target} PRIVATE ${PINGXING_TEST_OPTIONS})
  pingxing_precompile(${target} AS test)
endfunction()
