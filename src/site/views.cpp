#include "site/views.hpp"

#include <kainjow/mustache.hpp>
#include <mutex>
#include <stdexcept>

#include "base/check.hpp"
#include "base/json.hpp"
#include "web/embedded.hpp"

namespace pingxing::web {
std::span<const EmbeddedFile> site_templates();
std::span<const EmbeddedFile> site_locales();
}  // namespace pingxing::web

namespace pingxing::site {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;
using Words = std::map<std::string, std::string, std::less<>>;

std::string_view file(std::span<const web::EmbeddedFile> files, const std::string& path) {
  for (const auto& one : files)
    if (one.path == path) return one.bytes;
  throw std::logic_error("there is no " + path);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else
      out += c;
  }
  return out;
}

data data_of(const Json& json) {
  switch (json.kind()) {
    case Json::Kind::Object: {
      data out(data::type::object);
      for (const auto& [key, value] : json.members()) out.set(key, data_of(value));
      return out;
    }
    case Json::Kind::Array: {
      data out(data::type::list);
      for (const auto& value : json) out.push_back(data_of(value));
      return out;
    }
    case Json::Kind::Boolean:
      return json.boolean() ? data(data::type::bool_true) : data(data::type::bool_false);
    case Json::Kind::Text: {
      const auto& text = json.text();
      return text.empty() ? data(data::type::bool_false)
                          : data(text);  // an empty text is nothing: {{#x}} leaves it out
    }
    case Json::Kind::Null:
      return data(data::type::bool_false);
    default:
      return data(json.dump());
  }
}

/// [[…]] replaced, templates inside templates too.
std::string resolved(std::string_view text, const Words& words,
                     const std::function<std::string(std::string_view)>& asset) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto open = text.find("[[", at);
    if (open == text.npos) {
      out += text.substr(at);
      break;
    }
    out += text.substr(at, open - at);
    const auto close = text.find("]]", open);
    if (close == text.npos) throw std::logic_error("a [[ is never closed");
    const auto inside = text.substr(open + 2, close - open - 2);
    if (inside.starts_with("> ")) {
      out += resolved(file(web::site_templates(), std::string(inside.substr(2)) + ".html"), words, asset);
    } else if (inside.starts_with("asset ")) {
      out += asset(inside.substr(6));
    } else {
      const auto found = words.find(inside);
      if (found == words.end()) throw std::logic_error("the catalogue lacks " + std::string(inside));
      out += escaped(found->second);
    }
    at = close + 2;
  }
  return out;
}

Words read_catalogue(const std::string& name) {
  Words words;
  const auto json = Json::parse(file(web::site_locales(), name + ".json"));
  for (const auto& [key, value] : json.members()) words.emplace(key, value.text());
  return words;
}

}  // namespace

const std::map<std::string, std::string, std::less<>>& catalogue(Language language) {
  static const Words zh = read_catalogue("zh-CN"), en = read_catalogue("en");
  return language == Language::Chinese ? zh : en;
}

struct Views::Impl {
  std::map<std::pair<std::string, Language>, std::string> texts;  // of whole pages, layout around them
  // Parsed ones that nobody renders just now. As many as were rendered at once, not one a thread: 64 workers that each
  // kept every page took 200 MB.
  std::mutex mutex;
  std::map<const std::string*, std::vector<std::unique_ptr<mustache>>> parsed;
};

Views::Views(const std::function<std::string(std::string_view)>& asset) : impl_(std::make_unique<Impl>()) {
  for (const auto language : {Language::Chinese, Language::English}) {
    const auto& words = catalogue(language);
    const std::string layout = resolved(file(web::site_templates(), "layout.html"), words, asset);
    constexpr std::string_view place = "<!--body-->";
    const auto at = layout.find(place);
    CHECK(at != layout.npos);
    for (const auto& one : web::site_templates()) {
      if (one.path == "layout.html" || !one.path.ends_with(".html")) continue;
      const std::string body = resolved(one.bytes, words, asset), name(one.path.substr(0, one.path.size() - 5));
      std::string page = layout;
      page.replace(at, place.size(), body);
      const mustache checked(page);
      if (!checked.is_valid()) throw std::logic_error(std::string(one.path) + ": " + checked.error_message());
      impl_->texts[{name, language}] = std::move(page);
      impl_->texts[{"part of " + name, language}] = body;
    }
  }
}
Views::~Views() = default;

std::string Views::page(const std::string& name, Language language, const Json& view) const {
  const auto found = impl_->texts.find({name, language});
  CHECK(found != impl_->texts.end());
  // Rendering writes into the template object: each is rendered by one at a time.
  std::unique_ptr<mustache> own;
  {
    const std::lock_guard lock(impl_->mutex);
    auto& free = impl_->parsed[&found->second];
    if (!free.empty()) {
      own = std::move(free.back());
      free.pop_back();
    }
  }
  if (!own) {
    own = std::make_unique<mustache>(found->second);
    own->set_custom_escape([](const std::string& text) { return escaped(text); });
  }
  auto page = own->render(data_of(view));
  const std::lock_guard lock(impl_->mutex);
  impl_->parsed[&found->second].push_back(std::move(own));
  return page;
}

std::string Views::part(const std::string& name, Language language, const Json& view) const {
  return page("part of " + name, language, view);
}

const std::string* Views::find_word(std::string_view key, Language language) const {
  const auto& words = catalogue(language);
  const auto found = words.find(key);
  return found == words.end() ? nullptr : &found->second;
}

const std::string& Views::word(std::string_view key, Language language) const {
  const auto* found = find_word(key, language);
  CHECK(found);
  return *found;
}

}  // namespace pingxing::site
