internal import Foundation
internal import HTTPTypes
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import UnixSignals

/// The edge towards the network: what comes becomes an ``Asked``, the ``Reply`` goes out. Everything else is the site's.
struct StationServer: Sendable {
  /// Idle connections are closed after this, s.
  private static let idleSeconds: Int64 = 120
  /// Connections at once: six a browser, for more PCs than an office has.
  private static let mostConnections = 300
  /// What is under way when the station is stopped has this long.
  private static let patience = Duration.seconds(10)

  let site: Site
  let place: StationPlace

  /// Serves until SIGTERM or SIGINT; `ready` is called with the port when it listens.
  func run(_ ready: @escaping @Sendable (Int) -> Void) async throws {
    let logger = Logger(label: "station") { _ in SwiftLogNoOpLogHandler() }
    let start = ContinuousClock.now
    let site = site
    let http = HTTPServerBuilder.http1(configuration: .init(idleTimeout: .seconds(Self.idleSeconds)))
    let builder = try place.certificate.map { try HTTPServerBuilder.tls(http, tlsConfiguration: $0.configuration()) }
    let server = try (builder ?? http).buildServer(
      configuration: ServerConfiguration(
        address: .hostname(place.address, port: place.port),
        availableConnectionsDelegate: MaximumAvailableConnections(Self.mostConnections, logger: logger)),
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: logger,
      responder: { request, writer, channel in
        let exchange = RequestExchange(request, from: channel.remoteAddress?.ipAddress ?? "")
        let reply: Reply =
          switch await exchange.asked() {
          case .success(let asked): await site.reply(to: asked, at: .now - start)
          case .failure(let refusal): .line(refusal.words, status: refusal.status)
          }
        try await exchange.send(reply, writer)
      },
      onServerRunning: { channel in ready(channel.localAddress?.port ?? 0) })
    var configuration = ServiceGroupConfiguration(
      services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = Self.patience
    try await ServiceGroup(configuration: configuration).run()
  }
}

extension StationPlace.Certificate {
  /// What the server shows to browsers.
  func configuration() throws -> TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: try NIOSSLCertificate.fromPEMFile(chain).map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
    // RFC 8996: older versions are not to be used.
    configuration.minimumTLSVersion = .tlsv12
    return configuration
  }
}
