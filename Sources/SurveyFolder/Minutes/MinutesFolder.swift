public import Counting
internal import Foundation

/// All minutes of a survey. A file with a problem does not keep the others from being used.
public struct MinutesFolder: Sendable {
  /// The minutes that hold, one an opening, by opening.
  public var minutes: [OpeningMinutes]
  /// Files that could not be used, and openings with two files; in natural order of the files.
  public var problems: [FolderError]
  /// The same problems by the opening whose minutes they keep from being used, as far as that can be told.
  public var unusable: [UnusableMinutes] = []
  /// Fields that were passed over, revisions that a newer one replaces.
  public var notes: [FolderError]
  /// Reads every `.yaml`, `.yml` and `.json` file of a survey's `minutes/`. Of several files of one opening the highest
  /// `revision` holds; when two have the same, neither is used and the problem names both.
  public static func read(in layout: SurveyLayout, survey: Survey) -> MinutesFolder {
    let listing = MinutesListing(layout, survey: survey)
    var result = MinutesFolder(listing.written, survey: survey)
    result.problems = listing.problems + result.problems
    return result
  }

  /// The minutes that written files hold. The same files give the same minutes, wherever they are remembered.
  public init(_ written: [WrittenMinutes], survey: Survey) {
    minutes = []
    problems = []
    notes = []
    var byOpening: [OpeningID: [OpeningMinutes]] = [:]
    for file in written.sorted(by: { NaturalOrder.precedes($0.file, $1.file) }) {
      guard let text = file.text else {
        if let known = file.unusable { unusable.append(known) }
        continue
      }
      do throws(FolderError) {
        let read = try MinutesFile.read(text: text, name: file.file, survey: survey)
        byOpening[read.minutes.opening, default: []].append(read.minutes)
        notes += read.notes
      } catch {
        problems.append(error)
        note(error, at: MinutesFile.opening(text: text, name: file.file, survey: survey))
      }
    }
    for (_, all) in byOpening.sorted(by: { $0.key < $1.key }) { choose(among: all) }
  }

  private mutating func note(_ problem: FolderError, at opening: OpeningID?) {
    guard let opening else { return }
    unusable.append(UnusableMinutes(problem, at: opening))
  }

  private mutating func choose(among all: [OpeningMinutes]) {
    let newest = all.map { $0.revision ?? 1 }.max() ?? 1
    let candidates = all.filter { ($0.revision ?? 1) == newest }
    guard let chosen = candidates.first else { return }
    if candidates.count > 1 {
      for other in candidates.dropFirst() {
        let problem = FolderError(file: other.file, field: "revision", .sameOpening(other: chosen.file))
        problems.append(problem)
        note(problem, at: chosen.opening)
      }
      return
    }
    minutes.append(chosen)
    for other in all where other.file != chosen.file {
      notes.append(FolderError(file: other.file, field: "revision", .superseded(by: chosen.file)))
    }
  }
}

extension UnusableMinutes {
  init(_ problem: FolderError, at opening: OpeningID) {
    self.init(
      opening: opening, inVietnamese: problem.sentence(vietnamese: true),
      inEnglish: problem.sentence(vietnamese: false))
  }
}

/// What stands in a survey's `minutes/`, not yet understood.
public struct MinutesListing: Sendable {
  /// The minutes files as they stand there, those that could not be read without a text.
  public private(set) var written: [WrittenMinutes] = []
  /// Why files could not be read, and what could not be listed.
  public private(set) var problems: [FolderError]
  /// Files that are no minutes by their name (scans of the signed sheets and the like).
  public private(set) var otherFiles: [String] = []

  /// Lists and reads `minutes/`; the survey's units tell whose a file is that cannot be read.
  public init(_ layout: SurveyLayout, survey: Survey) {
    let listing = layout.list(layout.minutes)
    problems = listing.notices
    for file in listing.files {
      let url = layout.folder.appendingPathComponent(file)
      guard ["yaml", "yml", "json"].contains(url.pathExtension.lowercased()) else {
        otherFiles.append(file)
        continue
      }
      do throws(FolderError) {
        written.append(WrittenMinutes(file: file, text: try TextFile.read(url, name: file)))
      } catch {
        problems.append(error)
        written.append(Self.unread(file, error, survey))
      }
    }
    for notice in listing.notices { written.append(Self.unread(notice.file, notice, survey)) }
  }

  private static func unread(_ file: String, _ problem: FolderError, _ survey: Survey) -> WrittenMinutes {
    WrittenMinutes(
      file: file,
      unusable: MinutesFile.openingNamed(by: file, survey: survey).map { UnusableMinutes(problem, at: $0) })
  }
}
