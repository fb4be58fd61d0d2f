# One folder = one library. `pingxing_folder(name USES other… LINKS targets…)` makes the library
# `pingxing_<name>` of all x.cpp of the folder and, where tests are built, `<name>_test` of all
# x_test.cpp beside them. USES is the only place that says which folder may include which.
# WAITS is said of a folder that mostly waits for people, disks and databases: a release optimises it lightly, which
# halves its compile time.
include(GoogleTest)
function(pingxing_folder name)
  cmake_parse_arguments(ARG "WAITS" "" "USES;LINKS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  add_library(pingxing_${name} STATIC ${sources})
  target_include_directories(pingxing_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  list(TRANSFORM ARG_USES PREPEND pingxing_)
  target_link_libraries(pingxing_${name} PUBLIC ${ARG_USES} PRIVATE ${ARG_LINKS})
  set(kind program)
  if(ARG_WAITS AND CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(pingxing_${name} PRIVATE -O1)
    set(kind waiting)
  endif()
  pingxing_precompile(pingxing_${name} AS ${kind})
  if(PINGXING_TESTS AND tests)
    foreach(source IN LISTS tests)
      # Only who asks for the folder of the project is told it: the others come out of ccache for every checkout.
      file(STRINGS ${source} uses_root REGEX "PINGXING_ROOT")
      if(uses_root)
        set_source_files_properties(${source} PROPERTIES COMPILE_DEFINITIONS "PINGXING_ROOT=\"${PROJECT_SOURCE_DIR}\"")
      endif()
      # g++ 12 sees uninitialised members inside std::regex where the sanitizers instrument it; there are none.
      file(STRINGS ${source} uses_regex REGEX "#include <regex>")
      if(uses_regex)
        set_source_files_properties(${source} PROPERTIES COMPILE_OPTIONS "-Wno-maybe-uninitialized")
      endif()
    endforeach()
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE pingxing_${name} ${ARG_LINKS} pingxing_listener GTest::gtest_main
      rapidcheck)
    pingxing_compile_as_test(${name}_test)
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}/" DISCOVERY_TIMEOUT 60)
  endif()
endfunction()
