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

  /// What the ballots that wait for a paper's next mixing are sealed with. Two generations of a paper have room beside
  /// each other: the one in use and the next. A later one takes the place of the one before the last.
  struct SpoolKey {
    std::int64_t position = 0, generation = 0;
    ballot::PollSecret key;
  };
  /// On disk when it returns. Throws where that cannot be done.
  virtual void keep_spool_keys(store::Id poll_id, const std::vector<SpoolKey>& keys) = 0;
  virtual std::optional<ballot::PollSecret> spool_key(store::Id poll_id, std::int64_t position,
                                                      std::int64_t generation) = 0;
  /// Overwritten: of each paper that of a generation before the one beside its position.
  virtual void destroy_older_spool_keys(store::Id poll_id, const std::map<std::int64_t, std::int64_t>& generations) = 0;
};

/// A folder that only the server's account may read, two files a poll: its secret and the keys of its spools. Servers
/// on one database share it.
class SecretFolder : public PollSecrets {
 public:
  explicit SecretFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}
  void keep(store::Id poll_id, const ballot::PollSecret& secret) override;
  std::optional<ballot::PollSecret> find(store::Id poll_id) override;
  void destroy(store::Id poll_id) override;
  std::vector<store::Id> kept() override;
  void keep_spool_keys(store::Id poll_id, const std::vector<SpoolKey>& keys) override;
  std::optional<ballot::PollSecret> spool_key(store::Id poll_id, std::int64_t position,
                                              std::int64_t generation) override;
  void destroy_older_spool_keys(store::Id poll_id, const std::map<std::int64_t, std::int64_t>& generations) override;

 private:
  [[nodiscard]] std::filesystem::path file_of(store::Id poll_id, std::string_view ending) const;
  std::filesystem::path folder_;
};

}  // namespace pingxing::office
