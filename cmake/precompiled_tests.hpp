// What nearly every test includes, compiled once (cmake/precompile.cmake).
#pragma once
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <thread>

#include "precompiled.hpp"
