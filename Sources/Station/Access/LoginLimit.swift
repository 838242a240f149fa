/// How often somebody may try to sign in: a few times freely, then after waits that double. Counted for a name as tried
/// from one address, and for the address: who guesses at many names is slowed down, and nobody locks a colleague out from
/// another PC. Times are counted from the start of the station.
struct LoginLimit: Sendable {
  /// Failures of a name at an address before the first wait.
  static let freeTries = 5
  /// Failures of an address in all before the first wait.
  static let freeTriesOfAddress = 20
  /// The first wait; each further failure doubles it.
  static let firstWait = Duration.seconds(15)
  /// The longest wait.
  static let longestWait = Duration.seconds(15 * 60)
  /// After this long without a failure they are forgotten.
  static let memory = Duration.seconds(3600)
  /// Names and addresses that are remembered; names can be made up.
  static let most = 10_000

  private enum Key: Hashable {
    case name(String, address: String)
    case address(String)

    var freeTries: Int {
      switch self {
      case .name: LoginLimit.freeTries
      case .address: LoginLimit.freeTriesOfAddress
      }
    }
  }

  private struct Failures {
    var count = 0
    var last = Duration.zero
  }

  private var failures: [Key: Failures] = [:]

  /// No failures yet.
  init() {}

  /// How long a name has to wait at an address; nil when it may try.
  func wait(_ name: String, from address: String, at now: Duration) -> Duration? {
    Self.keys(name, address).compactMap { wait($0, at: now) }.max()
  }

  /// A password was wrong, or the name.
  mutating func failed(_ name: String, from address: String, at now: Duration) {
    if failures.count >= Self.most { failures = failures.filter { now - $0.value.last < Self.memory } }
    for key in Self.keys(name, address) {
      guard failures[key] != nil || failures.count < Self.most else { continue }
      var known = failures[key] ?? Failures()
      if now - known.last >= Self.memory { known.count = 0 }
      known.count += 1
      known.last = now
      failures[key] = known
    }
  }

  /// Somebody signed in whose try was counted as a failure before: what was mistyped is forgotten. What others tried from
  /// the same address is not.
  mutating func succeeded(_ name: String, from address: String) {
    failures[.name(name, address: address)] = nil
    failures[.address(address)]?.count -= 1
  }

  private func wait(_ key: Key, at now: Duration) -> Duration? {
    guard let known = failures[key], known.count >= key.freeTries else { return nil }
    let doublings = min(known.count - key.freeTries, 16)
    let wait = min(Self.firstWait * (1 << doublings), Self.longestWait)
    let left = known.last + wait - now
    return left > .zero ? left : nil
  }

  private static func keys(_ name: String, _ address: String) -> [Key] {
    [.name(name, address: address), .address(address)]
  }
}
