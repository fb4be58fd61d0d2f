// Files of the folder of secrets: for this account of the machine alone, whole or not there, on disk before the call
// returns. What fails throws std::runtime_error: what it is of, what could not be done, the path, the reason.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace pingxing::office {

inline constexpr int private_mode = 0600;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// Of errno. `of`: "The secret of a poll"; `done`: "written".
[[noreturn]] void fail_at(std::string_view of, std::string_view done, const std::filesystem::path& path);
void prepare_private_folder(std::string_view of, const std::filesystem::path& folder);
void sync_folder(std::string_view of, const std::filesystem::path& folder);

/// Nothing where there is no such file. One of another size throws.
std::optional<std::string> read_private(std::string_view of, const std::filesystem::path& path, std::size_t size);
enum class There { Replaced, Kept };  // Kept: another server may have been quicker
/// Into a folder that is there.
void write_private(std::string_view of, const std::filesystem::path& path, const std::string& bytes, There there);

}  // namespace pingxing::office
