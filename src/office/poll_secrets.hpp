// Where the secrets of open polls lie: outside the database, so that no copy of it holds one, and gone after the close.
#pragma once
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "ballot/secret.hpp"
#include "store/accounts.hpp"

namespace pingxing::office {

class PollSecrets {
 public:
  virtual ~PollSecrets() = default;
  /// On disk when it returns. Throws where that cannot be done.
  virtual void keep(store::Id poll_id, const ballot::PollSecret& secret) = 0;
  virtual std::optional<ballot::PollSecret> find(store::Id poll_id) = 0;
  /// Overwritten and removed; fine where there is none.
  virtual void destroy(store::Id poll_id) = 0;
  virtual std::vector<store::Id> kept() = 0;
};

/// A folder that only the server's account may read, one file a poll. Servers on one database share it.
class SecretFolder : public PollSecrets {
 public:
  explicit SecretFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void keep(store::Id poll_id, const ballot::PollSecret& secret) override;
  std::optional<ballot::PollSecret> find(store::Id poll_id) override;
  void destroy(store::Id poll_id) override;
  std::vector<store::Id> kept() override;

 private:
  [[nodiscard]] std::filesystem::path file_of(store::Id poll_id) const;
  std::filesystem::path folder_;
};

}  // namespace pingxing::office
