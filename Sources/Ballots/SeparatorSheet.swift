/// A sheet between bundles of ballots of one batch. It names nobody and changes nothing; it is no ballot either.
public enum SeparatorSheet {
  /// What its QR code says.
  public static let payload = "KIEMPHIEU:NGAN"
}
