#include "site/office_views.hpp"
#include "store/people_list.hpp"

#include <algorithm>
#include <set>

namespace pingxing::site {

Json json_of(const store::Unit& unit) {
  return {{"id", unit.id},     {"parent", unit.parent_id ? Json(*unit.parent_id) : Json()},
          {"code", unit.code}, {"name", unit.name},
          {"kind", unit.kind}, {"closed_on", unit.closed_on ? Json(*unit.closed_on) : Json()}};
}

Json json_of(const office::OpenedUnit& opened) {
  Json json = json_of(opened.unit);
  Json path = Json::array(), targets = Json::array(), moves = Json::array();
  for (const auto& unit : opened.path) path.push_back(json_of(unit));
  for (const auto& unit : opened.targets) targets.push_back(json_of(unit));
  for (const auto& move : opened.moves)
    moves.push_back({{"from", move.from}, {"to", move.to}, {"reason", move.reason}, {"at", shown_moment(move.at)}});
  json["path"] = path;
  json["targets"] = targets;
  json["moves"] = moves;
  return json;
}

Json json_of(const office::OpenedPerson& opened) {
  const auto& person = opened.person;
  return {{"id", person.id},
          {"code", person.code},
          {"name", person.name},
          {"unit", person.unit_id},
          {"unit_name", opened.unit.name},
          {"kind", person.kind},
          {"post", opened.title},
          {"phone", person.phone},
          {"identity_number", person.identity_number},
          {"joined_on", person.joined_on.value_or("")},
          {"left_on", person.left_on.value_or("")}};
}

Json json_of(const office::ImportPreview& preview, bool with_unchanged, std::size_t rows_max, Language language) {
  using Change = office::ImportRow::Change;
  Json rows = Json::array();
  for (const auto& row : preview.rows) {
    if (rows.size() == rows_max) break;
    if (row.change == Change::Unchanged && !with_unchanged) continue;
    Json fields = Json::array();
    for (const auto& field : row.fields)
      fields.push_back({{"field", field.field.in(language)}, {"before", field.before}, {"after", field.after}});
    rows.push_back({{"code", row.code},
                    {"name", row.name},
                    {"place", row.place.text()},
                    {"change", row.change == Change::New       ? "new"
                               : row.change == Change::Changed ? "changed"
                                                               : "unchanged"},
                    {"is_new", row.change == Change::New},
                    {"fields", fields}});
  }
  const std::size_t wanted = with_unchanged ? preview.rows.size() : preview.added + preview.changed;
  return {{"added", preview.added},
          {"changed", preview.changed},
          {"unchanged", preview.unchanged},
          {"has_changes", preview.added + preview.changed > 0},
          {"fingerprint", preview.fingerprint},
          {"rows", rows},
          {"more", wanted > rows.size() ? Json(wanted - rows.size()) : Json()}};
}

Json json_of(const office::EvidenceView& view, const office::OpenedRound& round) {
  const auto& evidence = view.evidence;
  const auto& subjects = round.subjects;
  const auto subject =
      std::find_if(subjects.begin(), subjects.end(), [&](const auto& one) { return one.id == evidence.subject_id; });
  return {{"id", evidence.id},
          {"subject", evidence.subject_id},
          {"subject_name", subject == subjects.end() ? "" : subject->name},
          {"indicator", office::shown_requirement(round.scheme(), evidence.indicator)},
          {"filename", evidence.filename},
          {"type", evidence.type},
          {"size", evidence.size},
          {"shown_size", shown_size(evidence.size)},
          {"sha256", evidence.file_hash},
          {"by", view.by},
          {"at", shown_moment(evidence.added_at)},
          {"may_withdraw", view.may_withdraw}};
}

Json json_of(const store::Message& message) {
  const bool is_sent = message.sent_at.has_value(), is_failed = !is_sent && message.attempts >= office::attempts_max;
  return {{"id", message.id},
          {"channel", message.channel},
          {"is_mail", message.channel == "mail"},
          {"address", message.address},
          {"title", message.title},
          {"at", shown_moment(message.created_at)},
          {"state", is_sent     ? "sent"
                    : is_failed ? "failed"
                                : "waiting"},
          {"is_sent", is_sent},
          {"is_failed", is_failed},
          {"is_waiting", !is_sent && !is_failed},
          {"sent_at", shown_moment(message.sent_at)},
          {"attempts", message.attempts},
          {"failure", is_sent ? "" : message.failure}};
}

Json json_of(const office::SettingsView& settings) {
  return {{"office_name", settings.office_name},   {"smtp_url", settings.smtp_url},
          {"smtp_user", settings.smtp_user},       {"has_smtp_password", settings.has_smtp_password},
          {"needs_tls", settings.needs_tls},       {"mail_from", settings.mail_from},
          {"webhook_host", settings.webhook_host}, {"has_webhook", !settings.webhook_host.empty()}};
}

Json json_of(const store::Holiday& day) {
  return {
      {"day", day.day}, {"kind", day.is_working ? "work" : "rest"}, {"is_working", day.is_working}, {"name", day.name}};
}

std::string shown_size(std::int64_t bytes) {
  constexpr std::int64_t kb = 1024, mb = kb * kb;
  if (bytes < kb) return std::to_string(bytes) + " B";
  if (bytes < mb) return std::to_string((bytes + kb / 2) / kb) + " KB";
  const auto tenths = (bytes * 10 + mb / 2) / mb;
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

web::Response attachment(std::string bytes, std::string type, const std::string& filename) {
  std::string plain, encoded;
  for (const char c : filename) {
    const auto code = static_cast<unsigned char>(c);
    const bool is_word =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || c == '_';
    plain += is_word ? c : '_';
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (is_word)
      encoded += c;
    else
      (encoded += '%') += {digits[code >> 4], digits[code & 15]};
  }
  web::Response response;
  response.content_type = std::move(type);
  response.body = std::move(bytes);
  response.headers.emplace_back("Content-Disposition",
                                "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded);
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

const web::Upload* upload_of(const web::Request& request, std::string_view field) {
  for (const auto& upload : request.uploads)
    if (upload.field == field) return &upload;
  return nullptr;
}

TemplateChoices template_choices(const office::Office& office, const office::Actor& actor) {
  return office::look(office, [&](store::Reading& db) {
    TemplateChoices choices;
    std::set<std::string> unit_kinds, person_kinds;
    for (const auto& unit : store::all_units(db)) {
      if (!actor.may(round::Command::ManageUnits, unit.id) || unit.closed_on) continue;
      if (!unit.kind.empty()) unit_kinds.insert(unit.kind);
      choices.unit_codes.push_back(unit.code);
    }
    for (const auto& [unit_id, kind] : store::kinds_of_people(db))
      if (actor.may(round::Command::ManageUnits, unit_id)) person_kinds.insert(kind);
    choices.unit_kinds.assign(unit_kinds.begin(), unit_kinds.end());
    choices.person_kinds.assign(person_kinds.begin(), person_kinds.end());
    return choices;
  });
}

}  // namespace pingxing::site
