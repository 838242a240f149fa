/// This program, as others know it.
public enum Program {
  /// Its version: readings that another one made are not reused.
  public static let version = "0.1.0"
  /// The command that it runs itself to decode and read pages in processes of their own.
  public static let readPages = "read-pages"
}
