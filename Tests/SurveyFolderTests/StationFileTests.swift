import Counting
import Testing

@testable import SurveyFolder

struct StationFileTests {
  private static let survey = {
    var survey = Survey(title: "Khảo sát", forms: ["f"], units: [])
    survey.review.people = [Person(name: "Nguyễn Văn Hòa", role: .adjudicator)]
    return survey
  }()

  private static func read(_ text: String, _ survey: Survey = survey) throws -> StationFile {
    try StationFile(text: text, survey: survey) { $0.hasPrefix("scrypt$") }
  }

  @Test func usersAreRead() throws {
    let file = try Self.read("users:\n  - login: hoa\n    name: nguyễn văn hoà\n    password: scrypt$1\n")
    #expect(file.users == [StationFile.User(login: "hoa", name: "nguyễn văn hoà", password: "scrypt$1")])
  }

  @Test(
    "What is wrong is said with its field",
    arguments: [
      ("{}", "users"),
      ("users: []", "users"),
      ("users: [{login: a, name: Nguyễn Văn Hòa, password: abc}]", "users[0].password"),
      ("users: [{login: a, name: Ai Đó, password: scrypt$1}]", "users[0].name"),
      ("users: [{login: a b, name: Nguyễn Văn Hòa, password: scrypt$1}]", "users[0].login"),
      ("users: [{login: a, name: Nguyễn Văn Hòa, password: scrypt$1, role: auditor}]", "users[0].role"),
      ("people: []", "people"),
    ])
  func mistakesHaveTheirField(text: String, field: String) {
    #expect { try Self.read(text) } throws: { ($0 as? FolderError)?.field == field }
  }

  @Test func loginIsOnePersons() {
    let survey = Survey(title: "Khảo sát", forms: ["f"], units: [])
    let users = "users: [{login: an, name: An, password: scrypt$1}, {login: AN, name: Bình, password: scrypt$1}]"
    #expect { try Self.read(users, survey) } throws: { ($0 as? FolderError)?.field == "users[1].login" }
    let names = "users: [{login: a, name: Hòa, password: scrypt$1}, {login: b, name: Hoà, password: scrypt$1}]"
    #expect { try Self.read(names, survey) } throws: { ($0 as? FolderError)?.field == "users[1].name" }
  }
}
