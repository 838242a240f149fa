public import Counting
internal import Foundation

/// Minutes as somebody enters them field by field. A field is called like the place where ``FolderError`` finds something
/// wrong with it: `place`, `incident.by`, `participants[0].name`.
public struct EnteredMinutes: Hashable, Sendable {
  /// What was entered, by field; what is empty is not there.
  public private(set) var fields: [String: String]

  /// Lists of the schema with the fields of an item.
  public static let lists: [String: [String]] = [
    "participants": ["name", "title", "org", "role", "signed"], "bundles": ["bundle_no", "count"],
    "objections": ["by", "text", "resolution"],
  ]
  /// Items of a list at most.
  public static let mostItems = 200
  /// Characters of a field at most.
  public static let longest = 2000

  /// What was entered; spaces around it, line breaks and empty fields are left out, and moments as people write them (8h30
  /// 26/10/2026, 26.10.2026 8:30) stand as files have them.
  public init(_ fields: [String: String]) {
    self.fields = [:]
    for (name, text) in fields {
      let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingCharacters(in: .whitespaces)
      guard !line.isEmpty else { continue }
      let value = String(line.precomposedStringWithCanonicalMapping.prefix(Self.longest))
      self.fields[name] = Self.isMoment(name) ? Self.moment(value) ?? value : value
    }
  }

  /// Takes a field out; false where nothing stands in it.
  public mutating func remove(_ field: String) -> Bool { fields.removeValue(forKey: field) != nil }

  private static func isMoment(_ name: String) -> Bool { name.hasSuffix("_at") || name.hasSuffix(".at") }

  /// A moment as `dd/mm/yyyy HH:mm`; nil where this is not one that people write.
  private static func moment(_ text: String) -> String? {
    typealias Parts = (day: Substring, month: Substring, year: Substring, hour: Substring, minute: Substring?)
    let parts: Parts
    // After a colon the minutes are still to come.
    if text.hasSuffix(":") || text.contains(/:\s*(?:,|ngày|\d{1,2}[\/.-])/) { return nil }
    if let match = text.firstMatch(
      of: /^(\d{1,2})[\/.-](\d{1,2})[\/.-](\d{4}),?\s+(?:lúc\s+)?(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?:\s*phút)?$/)
    {
      parts = (match.output.1, match.output.2, match.output.3, match.output.4, match.output.5)
    } else if let match = text.firstMatch(
      of: /^(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?:\s*phút)?,?\s+(?:ngày\s+)?(\d{1,2})[\/.-](\d{1,2})[\/.-](\d{4})$/)
    {
      parts = (match.output.3, match.output.4, match.output.5, match.output.1, match.output.2)
    } else {
      return nil
    }
    func two(_ digits: Substring) -> String { digits.count < 2 ? "0\(digits)" : String(digits) }
    return "\(two(parts.day))/\(two(parts.month))/\(parts.year) \(two(parts.hour)):\(parts.minute ?? "00")"
  }

  /// The fields of a minutes file, whatever stands in them; nothing where it is no YAML or JSON.
  public init(text: String, name: String) {
    let isJSON = name.lowercased().hasSuffix(".json")
    var fields: [String: String] = [:]
    func add(_ document: Document, _ path: String) {
      switch document.content {
      case .scalar(let text, _): if !document.isNull { fields[path] = text }
      case .list(let items):
        for (place, item) in items.prefix(Self.mostItems).enumerated() { add(item, "\(path)[\(place)]") }
      case .map(let entries):
        for entry in entries { add(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)") }
      }
    }
    if let document = try? Document.parse(text, isJSON: isJSON, name: name) { add(document, "") }
    fields["ballots_in_box_words"] = fields["ballots_in_box_words"] ?? fields["so_phieu_bang_chu"]
    self.init(fields)
  }

  /// The items of a list in which something was entered, in their order.
  public func items(_ list: String) -> [[String: String]] {
    let names = Self.lists[list] ?? []
    return (0..<Self.mostItems).compactMap { place in
      let pairs = names.compactMap { name in fields["\(list)[\(place)].\(name)"].map { (name, $0) } }
      // A role and a tick are chosen beforehand: by themselves they name nobody.
      guard pairs.contains(where: { !["role", "signed"].contains($0.0) }) else { return nil }
      return Dictionary(uniqueKeysWithValues: pairs)
    }
  }

  /// The minutes file of an opening.
  public func text(
    for opening: OpeningID, unitName: String?, periodID: String?, revision: Int, scan: MinutesFile.Attachment?
  ) -> String {
    var filled = MinutesFile.Filled(scan: scan)
    for (field, text) in fields where !field.contains("[") { filled.values[field] = Self.written(text, field) }
    for (list, names) in Self.lists {
      let items = items(list).map { item in
        "{"
          + names.compactMap { name in item[name].map { "\(name): \(Self.written($0, name))" } }
          .joined(separator: ", ") + "}"
      }
      if !items.isEmpty { filled.items[list] = items }
    }
    filled.values["revision"] = String(revision)
    return MinutesFile.blank(for: opening, unitName: unitName, periodID: periodID, filled: filled)
  }

  /// Numbers and yes or no stand bare where they are such; all else in quotes.
  private static func written(_ text: String, _ field: String) -> String {
    let isNumber = text.utf8.count < 10 && text.utf8.allSatisfy { 48...57 ~= $0 }
    let isNumeric = field.hasPrefix("ballots_") || field.hasPrefix("hand_") || numbers.contains(field)
    if isNumeric, isNumber { return text }
    return ["true", "false"].contains(text) ? text : Quoted.always(text)
  }

  private static let numbers: Set<String> = ["foreign_items", "respondent_list_count", "count", "handover.count"]
}
