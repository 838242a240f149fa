public import Ballots
internal import Crypto
internal import Foundation

/// A form as it was when pages were read with it: its geometry and which pictures of the blank it was held against.
public struct RememberedForm: Hashable, Sendable, Codable {
  /// The form.
  public let form: Form
  /// SHA-256 of the blank's picture of each page, lower-case hex, in page order; empty when there is none.
  public let blanks: [String]
  /// SHA-256 of both, lower-case hex: what a ``ReaderStamp`` names.
  public var hash: String { SHA256.hash(data: Body.encode(self)).hexadecimal }

  /// A form and its blanks.
  public init(form: Form, blanks: [String] = []) {
    self.form = form
    self.blanks = blanks
  }
}
