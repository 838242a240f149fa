internal import ArgumentParser
internal import Canvass
internal import Foundation
internal import Pipeline

/// `read-pages`: what the program runs in processes of their own to decode and read pages; nobody types it.
struct ReadPagesCommand: ParsableCommand {
  static let name = Program.readPages
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "Chỉ chương trình tự dùng. / Used by the program itself.", shouldDisplay: false)

  @Argument(help: "Thư mục tạm. / Directory for temporary files.")
  var scratch: String

  @Flag(help: "Đã bỏ mọi quyền không cần. / What is not needed was given up.")
  var confined = false

  func run() {
    if !confined { ReaderLoop.confine(scratch: scratch, thenRun: [Self.name, scratch, "--confined"]) }
    ReaderLoop.run()
  }
}
