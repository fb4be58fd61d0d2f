// Units and people from a table: the template, the preview of what would change, and the import of exactly that. The
// preview page carries the file along, so that nothing is kept on the server before somebody confirms.

#include "base/base64.hpp"
#include "base/json.hpp"
#include "office/messages.hpp"
#include "site/job_pages.hpp"
#include "site/office_views.hpp"
#include "site/site.hpp"
#include "site/takes.hpp"

namespace pingxing::site {

namespace {

constexpr std::size_t rows_shown_max = 500;

bool is_known(const std::string& table) { return table == "units" || table == "people"; }

web::Response import_page(const Site& site, const web::Request& request, const Json& extra) {
  Json view = {{"title", site.word("import.title", language_of(request))}};
  view.update(extra);
  return site.page(request, "import", view);
}

web::Response template_file(const Site& site, const web::Request& request) {
  const auto choices = template_choices(site.office(), actor_of(request));
  return request.parts.at("table") == "units.xlsx"
             ? attachment(office::units_template(choices.unit_kinds), xlsx_type, "units.xlsx")
         : request.parts.at("table") == "people.xlsx"
             ? attachment(office::people_template(choices.person_kinds, choices.unit_codes), xlsx_type, "people.xlsx")
             : site.error(404, request);
}

web::Response preview(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto& table = request.parts.at("table");
  if (!is_known(table)) return site.error(404, request);
  const auto* file = upload_of(request, "file");
  Problems problems;
  const auto seen =
      !file ? Result<office::ImportPreview>(refuse(office::text_missing, {Phrase("文件", "file")}))
      : table == "units"
          ? office::preview_units(site.office(), actor_of(request), file->filename, file->bytes, problems)
          : office::preview_people(site.office(), actor_of(request), file->filename, file->bytes, problems);
  if (!seen)
    return import_page(site, request,
                       {{"refusal", json_of(seen.refusal(), problems, language)}, {"at_" + table, true}});
  return site.page(request, "import_preview",
                   {{"title", site.word("import.preview", language)},
                    {"table", table},
                    {"is_units", table == "units"},
                    {"filename", file->filename},
                    {"file", base64_of(file->bytes)},
                    {"warnings", json_of(problems, language)},
                    {"has_warnings", !problems.empty()},
                    {"preview", json_of(*seen, false, rows_shown_max, language)}});
}

web::Response import(const Site& site, const web::Request& request) {
  const auto language = language_of(request);
  const auto& table = request.parts.at("table");
  if (!is_known(table)) return site.error(404, request);
  const auto bytes = bytes_of_base64(request.form.get("file"));
  if (!bytes) return site.error(400, request);
  Problems problems;
  const auto filename = request.form.get("filename"), fingerprint = request.form.get("fingerprint");
  if (auto job = import_as_job(site, request, table == "units", filename, *bytes, fingerprint)) return std::move(*job);
  const auto done =
      table == "units"
          ? office::import_units(site.office(), actor_of(request), filename, *bytes, fingerprint, problems)
          : office::import_people(site.office(), actor_of(request), filename, *bytes, fingerprint, problems);
  if (!done)
    return import_page(site, request,
                       {{"refusal", json_of(done.refusal(), problems, language)}, {"at_" + table, true}});
  return import_page(
      site, request,
      {{"imported", {{"added", done->added}, {"changed", done->changed}, {"unchanged", done->unchanged}}}});
}

}  // namespace

void add_import_routes(Routes& routes, const Site& site) {
  routes.push_back({"GET", "/units/import", "manage_units",
                    [&site](const web::Request& request) { return import_page(site, request, Json::object()); }});
  routes.push_back({"GET", "/units/import/{table}", "manage_units",
                    [&site](const web::Request& request) { return template_file(site, request); }});
  routes.push_back({"POST", "/units/import/{table}/preview", "manage_units", takes_file,
                    [&site](const web::Request& request) { return preview(site, request); }});
  routes.push_back({"POST", "/units/import/{table}", "manage_units", takes_file,
                    [&site](const web::Request& request) { return import(site, request); }});
}

}  // namespace pingxing::site
