internal import Foundation
internal import Journal
internal import SurveyFolder
public import Wording

extension SurveyContext {
  /// Refuses to begin a new store where one was: it would know of no decision and no closing, and nobody would be told.
  /// What only a counted survey has is a sure sign: a closing sheet, or the table of boxes.
  public func refuseNewStoreForOld(_ language: Language) throws(Problem) {
    do throws(JournalError) {
      _ = try Journal(at: layout.store, access: .readOnly)
      return
    } catch .missing {
    } catch {
      // Whoever opens it for writing is told why not.
      return
    }
    let sheets = layout.list(layout.closingSheets).files.filter { $0.lowercased().hasSuffix(".pdf") }
    let tables = ["results/boxes.csv"].filter {
      FileManager.default.fileExists(atPath: layout.folder.appendingPathComponent($0).path)
    }
    guard let sign = (sheets + tables).first else { return }
    throw Problem(
      Phrase(
        "\(layout.store.path): không còn sổ kiểm phiếu, trong khi có \(sign) của lần kiểm trước. Lấy lại sổ từ bản sao lưu; nếu muốn kiểm lại từ đầu, bỏ mọi quyết định và lần chốt, hãy chuyển results/ và closing/ đi chỗ khác.",
        "\(layout.store.path): the store is gone, but \(sign) of an earlier count is there. Restore the store from a copy; to count anew without any decision or closing, move results/ and closing/ away."
      ).text(in: language))
  }
}
