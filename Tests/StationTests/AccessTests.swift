import Counting
import Testing

@testable import Station

struct SessionTests {
  @Test func cookieNamesItsPerson() {
    var book = SessionBook()
    let secret = book.begin("Nguyễn Văn An", at: .zero)
    #expect(book.session(secret, at: .seconds(1))?.person == "Nguyễn Văn An")
    #expect(book.session(secret + "0", at: .seconds(1)) == nil)
    #expect(book.session("", at: .seconds(1)) == nil)
  }

  @Test func secretsAreNeverTheSame() {
    var book = SessionBook()
    let secrets = (0..<50).map { _ in book.begin("An", at: .zero) }
    #expect(Set(secrets).count == 50)
    #expect(secrets.allSatisfy { $0.utf8.count == 64 })
  }

  @Test func idleSessionEnds() {
    var book = SessionBook()
    let secret = book.begin("An", at: .zero)
    #expect(book.session(secret, at: SessionBook.idleTime - .seconds(1)) != nil)
    // Used just now: the time begins anew.
    #expect(book.session(secret, at: SessionBook.idleTime + .seconds(1)) != nil)
    #expect(book.session(secret, at: SessionBook.idleTime * 2 + .seconds(1)) == nil)
  }

  @Test func everySessionEnds() {
    var book = SessionBook()
    let secret = book.begin("An", at: .zero)
    var now = Duration.zero
    while now < SessionBook.longestTime - .seconds(60) {
      #expect(book.session(secret, at: now) != nil)
      now += .seconds(20 * 60)
    }
    #expect(book.session(secret, at: SessionBook.longestTime) == nil)
  }

  @Test func signedOutIsOut() {
    var book = SessionBook()
    let (one, other) = (book.begin("An", at: .zero), book.begin("An", at: .zero))
    book.end(one)
    #expect(book.session(one, at: .zero) == nil)
    #expect(book.session(other, at: .zero) != nil)
  }

  @Test func sessionsAreBounded() {
    var book = SessionBook()
    let first = book.begin("An", at: .zero)
    let second = book.begin("An", at: .seconds(1))
    for place in 0..<SessionBook.most - 1 { _ = book.begin("An", at: .seconds(2 + place % 3)) }
    #expect(book.session(first, at: .seconds(9)) == nil)
    #expect(book.session(second, at: .seconds(9)) != nil)
  }

  @Test func formTokenBelongsToItsSession() {
    var book = SessionBook()
    let (one, other) = (book.begin("An", at: .zero), book.begin("Bình", at: .zero))
    let token = book.formToken(of: one)
    #expect(book.isFormToken(token, of: one))
    #expect(!book.isFormToken(token, of: other))
    #expect(!book.isFormToken("", of: one))
    #expect(!book.isFormToken(String(token.dropLast()) + "é", of: one))
    #expect(!SessionBook().isFormToken(token, of: one))
  }
}

struct LoginLimitTests {
  private static let office = "192.168.1.5"

  private static func failing(_ times: Int, names: (Int) -> String = { _ in "an" }) -> LoginLimit {
    var limit = LoginLimit()
    for time in 0..<times { limit.failed(names(time), from: office, at: .zero) }
    return limit
  }

  @Test func fewMistakesCostNothing() {
    #expect(Self.failing(LoginLimit.freeTries - 1).wait("an", from: Self.office, at: .zero) == nil)
  }

  @Test func waitsDoubleUpToALimit() {
    #expect(Self.failing(LoginLimit.freeTries).wait("an", from: Self.office, at: .zero) == LoginLimit.firstWait)
    #expect(
      Self.failing(LoginLimit.freeTries + 1).wait("an", from: Self.office, at: .zero) == LoginLimit.firstWait * 2)
    #expect(Self.failing(1000).wait("an", from: Self.office, at: .zero) == LoginLimit.longestWait)
  }

  @Test func waitPasses() {
    let limit = Self.failing(LoginLimit.freeTries)
    #expect(limit.wait("an", from: Self.office, at: LoginLimit.firstWait - .seconds(1)) == .seconds(1))
    #expect(limit.wait("an", from: Self.office, at: LoginLimit.firstWait) == nil)
  }

  @Test func colleagueElsewhereIsNotLockedOut() {
    #expect(Self.failing(1000).wait("an", from: "192.168.1.6", at: .zero) == nil)
  }

  @Test func guessingAtManyNamesIsSlowedDown() {
    let limit = Self.failing(LoginLimit.freeTriesOfAddress) { "user\($0)" }
    #expect(limit.wait("someone-else", from: Self.office, at: .zero) == LoginLimit.firstWait)
  }

  @Test func successForgetsTheNameAndNotTheAddress() {
    var limit = Self.failing(LoginLimit.freeTriesOfAddress + 1)
    limit.succeeded("an", from: Self.office)
    #expect(limit.wait("an", from: Self.office, at: .zero) == LoginLimit.firstWait)
    var few = Self.failing(LoginLimit.freeTries)
    few.succeeded("an", from: Self.office)
    #expect(few.wait("an", from: Self.office, at: .zero) == nil)
  }

  @Test func failuresAreForgottenAfterAWhile() {
    var limit = Self.failing(1000)
    limit.failed("an", from: Self.office, at: LoginLimit.memory)
    #expect(limit.wait("an", from: Self.office, at: LoginLimit.memory) == nil)
  }
}

struct PageThatAsksByItselfTests {
  @Test func isNoClick() {
    var book = SessionBook()
    let secret = book.begin("An", at: .zero)
    let nearly = SessionBook.idleTime - .seconds(1)
    #expect(book.session(secret, at: nearly, isClick: false) != nil)
    #expect(book.session(secret, at: SessionBook.idleTime) == nil)
  }
}

struct NeedTests {
  private static let policy = ReviewPolicy(people: [
    Person(name: "Nguyễn Văn An", role: .operator), Person(name: "Trần Thị Bình", role: .adjudicator),
    Person(name: "Lê Chi", role: .auditor),
  ])

  private static func session(_ person: String) -> SessionBook.Session { SessionBook.Session(person: person) }

  @Test func nobodySeesAnythingButTheDoor() throws {
    #expect(try Need.nothing.admit(nil, in: Self.policy) == nil)
    #expect(throws: Need.Refusal.notSignedIn) { try Need.session.admit(nil, in: Self.policy) }
    for act in Role.Act.allCases {
      #expect(throws: Need.Refusal.notSignedIn) { try Need.act(act).admit(nil, in: Self.policy) }
    }
  }

  @Test("Each role may what Role says, and look", arguments: Role.allCases)
  func rolesHold(role: Role) throws {
    let person = try #require(Self.policy.people.first { $0.role == role })
    let session = Self.session(person.name)
    #expect(try Need.session.admit(session, in: Self.policy)?.role == role)
    for act in Role.Act.allCases {
      if role.may(act) {
        #expect(try Need.act(act).admit(session, in: Self.policy)?.may(act) == true)
      } else {
        #expect(throws: Need.Refusal.notAllowed(role)) { try Need.act(act).admit(session, in: Self.policy) }
      }
    }
  }

  @Test func whoIsNoLongerListedSeesNothing() {
    #expect(throws: Need.Refusal.unknownPerson) { try Need.session.admit(Self.session("Ai Đó"), in: Self.policy) }
    #expect(throws: Need.Refusal.unknownPerson) {
      try Need.act(.decide).admit(Self.session("Ai Đó"), in: Self.policy)
    }
  }

  @Test func whereNobodyIsListedEveryoneMay() throws {
    for act in Role.Act.allCases {
      #expect(try Need.act(act).admit(Self.session("Ai Đó"), in: ReviewPolicy())?.may(act) == true)
    }
  }
}
