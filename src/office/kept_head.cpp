#include "office/kept_head.hpp"

#include <fstream>
#include <iterator>

#include "office/private_file.hpp"

namespace pingxing::office {

std::optional<store::JournalHead> KeptHead::find() const {
  std::ifstream in(file_, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  return store::head_in(text);
}

void KeptHead::keep(const store::JournalHead& head) const {
  constexpr std::string_view of = "The head of the journal";
  prepare_private_folder(of, file_.parent_path());
  write_private(of, file_, store::text_of(head) + "\n", There::Replaced);
}

}  // namespace pingxing::office
