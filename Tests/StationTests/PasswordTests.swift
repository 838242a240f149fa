import Foundation
import Testing

@testable import Station

struct PasswordTests {
  private static let cheap = PasswordHash.Cost(logRounds: 4, blockSize: 1, parallelism: 1)
  private static let salt = Data(repeating: 7, count: 16)

  @Test("The hash is scrypt: the third example of RFC 7914, chapter 12")
  func isScrypt() throws {
    let hash = try #require(
      PasswordHash(
        of: "pleaseletmein", salt: Data("SodiumChloride".utf8),
        cost: PasswordHash.Cost(logRounds: 14, blockSize: 8, parallelism: 1)))
    let expected = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
    let written = try #require(hash.line.split(separator: "$").last.flatMap { Data(base64Encoded: String($0)) })
    #expect(written.map { String(format: "%02x", $0) }.joined() == expected)
  }

  @Test func onlyThePasswordMatches() throws {
    let hash = try #require(PasswordHash(of: "Mật khẩu 1", salt: Self.salt, cost: Self.cheap))
    #expect(hash.matches("Mật khẩu 1"))
    #expect(!hash.matches("mật khẩu 1"))
    #expect(!hash.matches(""))
  }

  @Test func compositionDoesNotMatter() throws {
    let hash = try #require(
      PasswordHash(of: "Hòa".precomposedStringWithCanonicalMapping, salt: Self.salt, cost: Self.cheap))
    #expect(hash.matches("Hòa".decomposedStringWithCanonicalMapping))
  }

  @Test func lineIsReadBack() throws {
    let hash = try #require(PasswordHash(of: "x", salt: Self.salt, cost: Self.cheap))
    #expect(PasswordHash(line: hash.line) == hash)
  }

  @Test func twoHashesOfOnePasswordDiffer() throws {
    let (one, other) = (PasswordHash(of: "x"), PasswordHash(of: "x"))
    #expect(try #require(one).line != #require(other).line)
  }

  @Test(arguments: [
    "", "x", "scrypt$15$8$3$$", "scrypt$15$8$3$AAAA$AAAA", "bcrypt$15$8$3$AAAAAAAAAAAAAAAAAAAAAA==$AAAA",
    // Would take 1 TiB.
    "scrypt$30$8$1$BwcHBwcHBwcHBwcHBwcHBw==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "scrypt$0$8$1$BwcHBwcHBwcHBwcHBwcHBw==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "scrypt$-1$8$1$BwcHBwcHBwcHBwcHBwcHBw==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  ])
  func otherLinesAreNoHash(line: String) { #expect(PasswordHash(line: line) == nil) }
}
