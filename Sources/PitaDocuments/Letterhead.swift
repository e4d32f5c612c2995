/// The head of the office's letters.
public struct Letterhead: Hashable, Sendable {
    /// The lines of the name, the last one the office itself.
    public var lines: [String]
    /// The lines of the address.
    public var address: [String]
    /// The coat of arms; `nil` for none.
    public var logo: Logo?

    /// A picture.
    public struct Logo: Hashable, Sendable {
        /// The kinds that are taken: an SVG could name other files.
        public enum MediaType: String, Sendable {
            /// PNG.
            case png = "image/png"
            /// JPEG.
            case jpeg = "image/jpeg"
        }

        /// The kind of picture.
        public var type: MediaType
        /// The picture.
        public var bytes: [UInt8]

        /// A picture.
        public init(type: MediaType, bytes: [UInt8]) {
            self.type = type
            self.bytes = bytes
        }
    }

    /// A letterhead.
    public init(lines: [String], address: [String], logo: Logo? = nil) {
        self.lines = lines
        self.address = address
        self.logo = logo
    }
}
