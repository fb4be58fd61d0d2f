#include "web/router.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace pingxing::web {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  CHECK(path.starts_with('/'));
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    parts.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return parts;
}

bool is_name(std::string_view part) { return part.size() > 2 && part.starts_with('{') && part.ends_with('}'); }
bool is_rest(std::string_view part) { return is_name(part) && part.ends_with("...}"); }

/// {name} → name, {name...} → name.
std::string name_of(std::string_view part) {
  return std::string(part.substr(1, part.size() - (is_rest(part) ? 5 : 2)));
}

bool takes(const Route& route, std::string_view method) {
  return route.method == method || (route.method == "GET" && method == "HEAD");
}

const Route* of_method(const std::vector<const Route*>& routes, std::string_view method,
                       std::set<std::string>& allowed) {
  for (const Route* route : routes) {
    if (takes(*route, method)) return route;
    allowed.insert(route->method);
    if (route->method == "GET") allowed.insert("HEAD");
  }
  return nullptr;
}

}  // namespace

Router::Router(std::vector<Route> routes, ErrorPage error_page, Guard guard)
    : routes_(std::move(routes)), error_page_(std::move(error_page)), guard_(std::move(guard)) {
  for (const auto& route : routes_) insert(route);
}

void Router::insert(const Route& route) {
  CHECK(route.handler != nullptr && !route.method.empty());
  Node* node = &root_;
  const auto parts = parts_of(route.pattern);
  bool is_whole = true;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool has_brace = parts[i].find_first_of("{}") != std::string_view::npos;
    CHECK(!has_brace || is_name(parts[i]));
    is_whole = !is_rest(parts[i]);
    CHECK(is_whole || i + 1 == parts.size());
    if (!is_whole) break;
    if (has_brace) {
      if (!node->any) node->any = std::make_unique<Node>();
      node = node->any.get();
    } else {
      node = &node->written[std::string(parts[i])];
    }
  }
  auto& routes = is_whole ? node->here : node->below;
  for (const Route* other : routes) CHECK(other->method != route.method);  // two routes for one request
  routes.push_back(&route);
}

const Route* Router::find(const Node& node, std::string_view method, const std::vector<std::string_view>& parts,
                          std::size_t at, std::set<std::string>& allowed) {
  if (at == parts.size()) return of_method(node.here, method, allowed);
  if (const auto next = node.written.find(parts[at]); next != node.written.end())
    if (const Route* route = find(next->second, method, parts, at + 1, allowed)) return route;
  if (node.any && !parts[at].empty())
    if (const Route* route = find(*node.any, method, parts, at + 1, allowed)) return route;
  return of_method(node.below, method, allowed);
}

const Route* Router::find(std::string_view method, std::string_view path, std::set<std::string>& allowed) const {
  if (!path.starts_with('/')) return nullptr;
  return find(root_, method, parts_of(path), 0, allowed);
}

const Route* Router::find(std::string_view method, std::string_view path) const {
  std::set<std::string> allowed;
  return find(method, path, allowed);
}

Response Router::operator()(Request& request) const {
  std::set<std::string> allowed;
  const Route* const route = find(request.method, request.path, allowed);
  if (!route) {
    const int status = allowed.empty() ? 404 : 405;
    Response response;
    if (error_page_) response = error_page_(status, request);
    response.status = status;
    if (!allowed.empty()) {
      std::string list;
      for (const auto& method : allowed) list += (list.empty() ? "" : ", ") + method;
      response.headers.emplace_back("Allow", list);
    }
    return response;
  }
  const auto pattern = parts_of(route->pattern);
  const auto parts = parts_of(request.path);
  request.parts.clear();
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (is_rest(pattern[i]))
      request.parts[name_of(pattern[i])] =
          request.path.substr(static_cast<std::size_t>(parts[i].data() - request.path.data()));
    else if (is_name(pattern[i]))
      request.parts[name_of(pattern[i])] = parts[i];
  }
  request.takes = route->takes;
  auto refused = guard_ ? guard_(*route, request) : std::nullopt;
  Response response = refused ? std::move(*refused) : route->handler(request);
  response.route = route->pattern;
  return response;
}

}  // namespace pingxing::web
