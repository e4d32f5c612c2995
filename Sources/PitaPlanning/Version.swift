/// Pita's own version, which stands in every plan and record.
public enum PitaVersion {
    /// The version (semver.org).
    public static let current = "0.1.0"
}
