// One table of all routes: method, pattern, permission, handler. It is the only place that says which pages there are;
// tests hold the manual of the API and the table of roles against it.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "web/http.hpp"

namespace pingxing::web {

/// What a route takes of a body unless its row says more: a form with a few fields, a small JSON object.
inline constexpr JsonLimits takes_form{.bytes_max = 64 << 10, .depth_max = 8, .values_max = 1'000};
/// Where there is no route: enough to be told so.
inline constexpr std::size_t unknown_bytes_max = 4 << 10;

struct Route {
  using Work = std::function<Response(const Request&)>;
  using Asks = std::function<bool(const Request&)>;
  Route(std::string its_method, std::string its_pattern, std::string its_permission, JsonLimits what_it_takes,
        Work its_handler, Asks whether_it_is_grave = {})
      : method(std::move(its_method)),
        pattern(std::move(its_pattern)),
        permission(std::move(its_permission)),
        takes(what_it_takes),
        handler(std::move(its_handler)),
        is_grave(std::move(whether_it_is_grave)) {}
  Route(std::string its_method, std::string its_pattern, std::string its_permission, Work its_handler,
        Asks whether_it_is_grave = {})
      : Route(std::move(its_method), std::move(its_pattern), std::move(its_permission), takes_form,
              std::move(its_handler), std::move(whether_it_is_grave)) {}

  std::string method;      // GET (answers HEAD too), POST, PUT, PATCH, DELETE
  std::string pattern;     // "/rounds/{round}/board": a part in braces takes any text, a last {rest...} all
  std::string permission;  // a word of the application; the router only carries it
  JsonLimits takes;        // of the body: its bytes; of JSON in it, the depth and the number of values
  Work handler;
  /// Whether a request does what cannot be undone, so that the application asks for the password once more. None:
  /// never.
  Asks is_grave;
};

class Router {
 public:
  /// The page of 404 and 405.
  using ErrorPage = std::function<Response(int status, const Request&)>;
  /// Runs before each handler: an answer ends the matter (not signed in, not allowed), nothing lets the handler run.
  /// May set the request's visitor.
  using Guard = std::function<std::optional<Response>(const Route&, Request&)>;

  /// CHECKs that patterns are well-formed and that no two routes are the same.
  explicit Router(std::vector<Route> routes, ErrorPage error_page = {}, Guard guard = {});

  Router(const Router&) = delete;  // its nodes point to its routes; for a Handler: std::ref(router)
  Router& operator=(const Router&) = delete;

  /// Finds the route, fills `parts`, asks the guard, runs the handler. The route's pattern stands in the answer.
  Response operator()(Request& request) const;

  /// The route that takes such a request, or none. What is written in a pattern goes before what is in braces.
  [[nodiscard]] const Route* find(std::string_view method, std::string_view path) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }
  /// Bytes of a body, for ServerOptions::takes.
  [[nodiscard]] std::size_t takes(std::string_view method, std::string_view path) const {
    const Route* const route = find(method, path);
    return route ? route->takes.bytes_max : unknown_bytes_max;
  }

 private:
  struct Node {  // what patterns with the same beginning go on with
    std::map<std::string, Node, std::less<>> written;
    std::unique_ptr<Node> any;              // {name}
    std::vector<const Route*> here, below;  // of patterns that end here, and of {name...}
  };

  void insert(const Route& route);
  [[nodiscard]] const Route* find(std::string_view method, std::string_view path, std::set<std::string>& allowed) const;
  static const Route* find(const Node& node, std::string_view method, const std::vector<std::string_view>& parts,
                           std::size_t at, std::set<std::string>& allowed);

  const std::vector<Route> routes_;
  const ErrorPage error_page_;
  const Guard guard_;
  Node root_;
};

}  // namespace pingxing::web
