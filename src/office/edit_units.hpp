// Units one by one: added, renamed, moved with a reason, closed by a day. By who manages units there. Tables of them:
// import_people.hpp.
#pragma once
#include <string>
#include <vector>

#include "office/office.hpp"

namespace pingxing::office {

struct NewUnit {
  Id parent_id = 0;
  std::string code, name, kind;
};
Result<Id> create_unit(const Office& office, const Actor& actor, const NewUnit& wanted);
Result<> rename_unit(const Office& office, const Actor& actor, Id unit_id, const std::string& name,
                     const std::string& kind);
/// By who manages it, the unit above it, and the one it goes to; the top of a tree by administrators.
Result<> move_unit(const Office& office, const Actor& actor, Id unit_id, Id to_id, const std::string& reason);
/// By that day; an empty one opens it again. Refused while anybody or any open unit is in it.
Result<> close_unit(const Office& office, const Actor& actor, Id unit_id, const std::string& day);

struct UnitMoveView {
  std::string from, to, reason;  // names of the units above it
  std::int64_t at = 0;
};
struct OpenedUnit {
  store::Unit unit;
  std::vector<store::Unit> path;     // from the top, without itself: those that the actor may see
  std::vector<store::Unit> targets;  // where the actor may move it
  std::vector<UnitMoveView> moves;   // newest first
};
/// By who manages it.
Result<OpenedUnit> open_unit(const Office& office, const Actor& actor, Id unit_id);

}  // namespace pingxing::office
