import PitaDiagnostics

/// Reads YAML files that people write: YAML 1.2 with the core schema, one document, in UTF-8, within limits.
public enum YAML {
    /// Reads a file's octets; `file` is the name that marks and messages carry.
    ///
    /// An empty file is a null at 1:1. Everything else that is not a document Pita takes is thrown with place, excerpt
    /// and hint; what can be found in one run is found in one run.
    public static func parse(
        _ bytes: [UInt8], file: String, limits: YAMLLimits = .standard
    ) throws(Diagnostics) -> Node {
        let source = try SourceText(bytes, file: file, limit: limits.bytes)
        var builder = DocumentBuilder(source: source, limits: limits)
        let document = try builder.build()
        return Node(document: document, index: 0)
    }

    /// Reads a text; see ``parse(_:file:limits:)-([UInt8],_,_)``.
    public static func parse(
        _ text: String, file: String, limits: YAMLLimits = .standard
    ) throws(Diagnostics) -> Node {
        try parse(Array(text.utf8), file: file, limits: limits)
    }
}
