import Foundation
import SurveyFolder
import Testing

@Suite("Tables that are filled in")
struct FilledTableTests {
  @Test("a cell is filled in, all else stays") func cells() throws {
    let folder = try TemporaryFolder()
    try folder.write("\u{FEFF}file;question;answer\r\n\"a;b\";Q1;\r\nc;Q2;5\r\n", to: "t.csv")
    let file = folder.url.appendingPathComponent("t.csv")
    var table = try FilledTable.read(file, name: "t.csv", columns: ["answer"])
    #expect(throws: FolderError(file: "t.csv", field: "reply", .missing(.column))) {
      try FilledTable.read(file, name: "t.csv", columns: ["answer", "reply"])
    }
    #expect(table.header == ["file", "question", "answer"])
    #expect(table.first { table[$0, "answer"].isEmpty } == 0)
    table[0, "answer"] = "3"
    #expect(table.rows == [["a;b", "Q1", "3"], ["c", "Q2", "5"]])
    #expect(table.first { table[$0, "answer"].isEmpty } == nil)
    // No such cell: nothing to fill in.
    table[7, "answer"] = "1"
    table[0, "other"] = "1"
    #expect(table.rows.count == 2 && table[0, "other"].isEmpty && table[9, "answer"].isEmpty)
  }
}
