/// A place in a text file that a person wrote: `file:line:column`.
public struct SourceMark: Hashable, Sendable, Codable {
    /// The file as the user named it, or a name in angle brackets for a text that is no file (`<stdin>`, `<--set>`).
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The column in Unicode scalars, from 1.
    public let column: Int
    /// The place in octets of UTF-8 from the beginning of the file, from 0.
    public let offset: Int

    /// A place in `file`.
    public init(file: String, line: Int, column: Int, offset: Int = 0) {
        self.file = file
        self.line = line
        self.column = column
        self.offset = offset
    }
}

extension SourceMark: CustomStringConvertible, Comparable {
    /// `file:line:column`, the form that editors and compilers share.
    public var description: String { "\(file):\(line):\(column)" }

    /// By file, then by place in the file.
    public static func < (left: SourceMark, right: SourceMark) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
