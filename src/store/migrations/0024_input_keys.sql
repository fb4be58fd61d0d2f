-- fact.input, and evidence.indicator and assignment.indicator where they mean an input, hold the key of the input
-- (scheme/input_key.hpp) instead of the header of its column: the number of its item and its folded name, without a
-- unit. The old headers become keys, round by round (store/input_keys.cpp). The journal keeps the words it was written
-- with. Enduring.
@CHANGEABLE fact@
@STEP input_keys@
@APPEND_ONLY fact@
