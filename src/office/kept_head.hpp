// The newest head of the journal that this server has seen stored, outside the database: so that an older database put
// in its place is noticed.
#pragma once
#include <filesystem>
#include <optional>

#include "store/journal.hpp"

namespace pingxing::office {

/// A small file in the folder of secrets, which servers on one database may share.
class KeptHead {
 public:
  explicit KeptHead(std::filesystem::path folder) : file_(std::move(folder) / "journal-head") {}
  /// Nothing where there is none, or where the file holds something else.
  [[nodiscard]] std::optional<store::JournalHead> find() const;
  /// Whole or not at all. Throws where that cannot be done.
  void keep(const store::JournalHead& head) const;

 private:
  std::filesystem::path file_;
};

}  // namespace pingxing::office
