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
  /// Files that are no minutes by their name (scans of the signed sheets and the like).
  public var otherFiles: [String]

  /// Reads every `.yaml`, `.yml` and `.json` file of a survey's `minutes/`. Of several files of one opening the highest
  /// `revision` holds; when two have the same, neither is used and the problem names both.
  public static func read(in layout: SurveyLayout, survey: Survey) -> MinutesFolder {
    let listing = layout.list(layout.minutes)
    var result = MinutesFolder(minutes: [], problems: listing.notices, notes: [], otherFiles: [])
    var byOpening: [OpeningID: [OpeningMinutes]] = [:]
    for file in listing.files {
      let url = layout.folder.appendingPathComponent(file)
      guard ["yaml", "yml", "json"].contains(url.pathExtension.lowercased()) else {
        result.otherFiles.append(file)
        continue
      }
      do throws(FolderError) {
        let read = try MinutesFile.read(url, name: file, survey: survey)
        byOpening[read.minutes.opening, default: []].append(read.minutes)
        result.notes += read.notes
      } catch {
        result.problems.append(error)
        result.note(error, at: MinutesFile.opening(url, name: file, survey: survey))
      }
    }
    for notice in listing.notices {
      result.note(notice, at: MinutesFile.openingNamed(by: notice.file, survey: survey))
    }
    for (_, all) in byOpening.sorted(by: { $0.key < $1.key }) { result.choose(among: all) }
    return result
  }

  private mutating func note(_ problem: FolderError, at opening: OpeningID?) {
    guard let opening else { return }
    unusable.append(
      UnusableMinutes(
        opening: opening, inVietnamese: problem.sentence(vietnamese: true),
        inEnglish: problem.sentence(vietnamese: false)))
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
