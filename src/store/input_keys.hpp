// The step of migration 24: headers of columns become keys of inputs.
#pragma once
#include "store/connection.hpp"

namespace pingxing::store {

/// In the transaction of the migrations. A name that the scheme of its round knows gets the key of that input, any
/// other the key that its text has. Figures of two columns never become those of one: where two names of a round would
/// have one key, that of an input of the scheme gets it and the other stays as it is (with a ? behind it, if it was the
/// key); two that the scheme does not know both stay.
void name_by_input_keys(Connection& connection);

}  // namespace pingxing::store
