public import Ballots
internal import Codecs
internal import Raster
public import Reading

/// Makes forms ready for reading from the files of their blanks.
public enum FormPreparation {
  /// Why a form cannot be used.
  public enum Failure: Error, Sendable, Hashable, Codable {
    /// A blank's picture could not be decoded.
    case unreadable(path: String, Refusal)
    /// There are not as many blank pages as the form has, or one is coarser than 150 dpi.
    case unfit(form: String)
  }

  /// Prepares a form with its blank's pictures, one file of one page for each page of the form, or one file for all.
  public static func prepare(_ form: Form, blanks paths: [String]) throws(Failure) -> PreparedForm {
    var blanks: [GrayImage] = []
    for path in paths {
      do {
        let file = try ScanFile(path: path)
        for index in 0..<min(file.pageCount, form.pages.count) { blanks.append(try file.page(index).image.grayscale) }
      } catch {
        throw .unreadable(path: path, error.refusal)
      }
    }
    guard let prepared = PreparedForm(form: form, blanks: blanks) else { throw .unfit(form: form.id) }
    return prepared
  }
}
