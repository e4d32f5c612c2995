/// How templates are read; the same options as of Jinja2's `Environment`, with its defaults.
public struct TemplateOptions: Sendable, Hashable {
    /// Whether the newline at the end of a template is kept.
    public var keepTrailingNewline: Bool
    /// Whether the newline after a block tag is dropped.
    public var trimBlocks: Bool
    /// Whether white space from the beginning of the line to a block tag is dropped.
    public var lstripBlocks: Bool
    /// Whether what is printed is escaped for HTML.
    public var autoescape: Bool

    /// Options; all off unless given.
    public init(
        keepTrailingNewline: Bool = false, trimBlocks: Bool = false, lstripBlocks: Bool = false,
        autoescape: Bool = false
    ) {
        self.keepTrailingNewline = keepTrailingNewline
        self.trimBlocks = trimBlocks
        self.lstripBlocks = lstripBlocks
        self.autoescape = autoescape
    }
}

/// The bounds of a template and of its rendering. A limit that is hit is a diagnostic, never a crash.
public struct RenderLimits: Sendable, Hashable {
    /// Rounds of all loops together, and steps of filters over sequences.
    public var iterations = 5_000_000
    /// Macros, includes, blocks and recursive loops inside one another.
    public var depth = 100
    /// Octets of output.
    public var outputBytes = 256 << 20
    /// Numbers in a `range()`.
    public var rangeLength = 100_000
    /// Octets of one text that an operator or a filter makes, and items of one list (in sixteenths).
    public var textBytes = 64 << 20
    /// Bits of an integer.
    public var integerBits = 65_536
    /// Octets of one template.
    public var templateBytes = 4 << 20
    /// Expressions and statements inside one another.
    public var templateDepth = 120

    /// The defaults, meant for templates that colleagues write.
    public init() {}
}
