#include "rating/columns.hpp"
namespace pingxing::rating {
struct ColumnProgram::Impl {};
ColumnProgram::ColumnProgram() = default;
ColumnProgram::~ColumnProgram() = default;
std::unique_ptr<ColumnProgram> ColumnProgram::bind(const scheme::Scheme&, const Facts&, std::string*) { return nullptr; }
void ColumnProgram::prepare(Rating&) const {}
void ColumnProgram::run(Rating&, std::size_t, std::size_t) const {}
bool ColumnProgram::has_keys() const { return false; }
std::size_t ColumnProgram::kernel_count() const { return 0; }
}
