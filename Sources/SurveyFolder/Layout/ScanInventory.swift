public import Counting
internal import Foundation

/// The scans of one opening as they lie in a folder.
public struct ScanBatch: Hashable, Sendable {
  /// Whose scans they are by the folder's name; nil when only headers and codes can tell.
  public var opening: OpeningID?
  /// The folder, relative to the survey's: `scans/U01-H2`, or `scans`.
  public var folder: String
  /// The files, relative to the survey's folder, in natural order.
  public var files: [String]

  /// A batch from its parts.
  public init(opening: OpeningID?, folder: String, files: [String]) {
    self.opening = opening
    self.folder = folder
    self.files = files
  }
}

/// All scans of a survey, by batch. Every file is in exactly one batch.
public struct ScanInventory: Sendable {
  /// The batches in natural order of their folders; files that lie directly in `scans/` come first.
  public var batches: [ScanBatch]
  /// Folders whose names tell no listed unit, folders that cannot be read.
  public var notices: [FolderError]

  /// Every file in order.
  public var files: [String] { batches.flatMap(\.files) }

  /// The units that the folders name, in their order; name and code are the same, nothing is allocated.
  public var units: [SurveyUnit] {
    var seen: Set<String> = []
    return batches.compactMap { batch in
      guard let unit = batch.opening?.unit, seen.insert(unit).inserted else { return nil }
      return SurveyUnit(code: unit, name: unit)
    }
  }

  /// The batches of files that lie in `scans/`, given by their paths in natural order.
  public init(files: [String], units: [SurveyUnit]) {
    var batches: [ScanBatch] = []
    var notices: [FolderError] = []
    var index: [String: Int] = [:]
    for file in files {
      let parts = file.split(separator: "/", maxSplits: 2)
      let folder = parts.count == 3 ? "\(parts[0])/\(parts[1])" : "scans"
      if let known = index[folder] {
        batches[known].files.append(file)
        continue
      }
      index[folder] = batches.count
      let opening = parts.count == 3 ? OpeningID(folderName: String(parts[1]), units: units) : nil
      if parts.count == 3 {
        if let opening {
          if let other = batches.first(where: { $0.opening == opening }) {
            notices.append(FolderError(file: folder, .sameOpening(other: other.folder)))
          }
        } else {
          notices.append(FolderError(file: folder, Self.problem(of: String(parts[1]))))
        }
      }
      batches.append(ScanBatch(opening: opening, folder: folder, files: [file]))
    }
    if let loose = index["scans"], loose > 0 { batches.insert(batches.remove(at: loose), at: 0) }
    self.batches = batches
    self.notices = notices
  }

  /// Why a folder is no listed unit's: its name names another unit, or none.
  private static func problem(of folder: String) -> FolderProblem {
    OpeningID(folderName: folder, units: []).map { .unlistedFolder(unit: $0.unit) } ?? .unassignedFolder
  }
}

extension SurveyLayout {
  /// The scans of a survey by batch: `scans/<unit>-<box>[-<opening>]/`, with the files in folders below; files directly
  /// in `scans/` are one batch without opening. A folder that names no listed unit is a batch without opening and a
  /// notice.
  public func inventory(for survey: Survey) -> ScanInventory {
    let listing = list(scans)
    var inventory = ScanInventory(files: listing.files, units: survey.units)
    inventory.notices = listing.notices + inventory.notices
    return inventory
  }

  /// The units that the folders in `scans/` name: for a survey that lists none. Name and code are the same, nothing is
  /// allocated.
  public func unitsFromFolders() -> [SurveyUnit] {
    inventory(for: Survey(title: "", forms: [], units: [])).units
  }
}

extension OpeningID {
  /// The opening that a folder's name tells: `<unit>-<box>` or `<unit>-<box>-<opening>`; nil when it tells none. Codes may
  /// hold `-` themselves, so the longest listed unit that fits is taken. Without listed units the last `-` that is no
  /// opening's stands between unit and box.
  public init?(folderName: String, units: [SurveyUnit]) {
    let name = folderName.precomposedStringWithCanonicalMapping
    if units.isEmpty {
      let (rest, opening) = Self.splitOpening(name, minimumParts: 3)
      guard let dash = rest.lastIndex(of: "-"), dash > rest.startIndex, rest.index(after: dash) < rest.endIndex else {
        return nil
      }
      self.init(unit: String(rest[..<dash]), box: String(rest[rest.index(after: dash)...]), opening: opening)
      return
    }
    let fitting = units.filter { unit in
      let prefix = unit.code + "-"
      return name.lowercased().hasPrefix(prefix.lowercased()) && name.count > prefix.count
    }
    // Longest first; of two that differ in capitals only, the one written like the folder.
    let best = fitting.max { a, b in
      a.code.count != b.code.count
        ? a.code.count < b.code.count : !name.hasPrefix(a.code + "-") && name.hasPrefix(b.code + "-")
    }
    guard let unit = best?.code else { return nil }
    let (box, opening) = Self.splitOpening(String(name.dropFirst(unit.count + 1)), minimumParts: 2)
    guard !box.isEmpty else { return nil }
    self.init(unit: unit, box: box, opening: opening)
  }

  /// A trailing `-<number>` as the opening, when enough parts stand before it.
  private static func splitOpening(_ name: String, minimumParts: Int) -> (String, Int) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= minimumParts, let last = parts.last, last.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let opening = Int(last), opening >= 1
    else { return (name, 1) }
    return (parts.dropLast().joined(separator: "-"), opening)
  }
}
