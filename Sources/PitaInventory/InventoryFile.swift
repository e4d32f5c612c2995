/// A file of an office: its name as the user sees it (`Inventory/links.yaml`) and its octets.
public struct InventoryFile: Sendable {
    /// The name relative to the office directory, with `/`.
    public let name: String
    /// What stands in it.
    public let bytes: [UInt8]

    /// A file from its octets.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// A file from its text.
    public init(name: String, text: String) { self.init(name: name, bytes: Array(text.utf8)) }
}
