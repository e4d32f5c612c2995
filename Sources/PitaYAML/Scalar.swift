/// The value of a scalar by YAML 1.2's core schema (section 10.3.2).
///
/// `no`, `on`, `yes`, `22:30` and `2026-01-01` are text; `1e3` is a float; a quoted scalar is always text.
public enum Scalar: Hashable, Sendable {
    /// `null`, `~` or an empty place.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number, exactly: decimal, `0o17` or `0x1F`.
    case int(Int64)
    /// A finite number with a point or an exponent.
    case float(Double)
    /// Everything else.
    case text(String)
}
