/// The names that Linux gives and takes for network interfaces, and that Open vSwitch shares.
enum InterfaceName {
    /// Whether the kernel would take the name (`dev_valid_name`: 1...15 octets, no `/`, no space), narrowed to printable ASCII
    /// that neither a shell nor a listing of `ip` or `tc` could read differently.
    static func isValid(_ name: String) -> Bool {
        guard (1...15).contains(name.utf8.count), name != ".", name != "..", name.utf8.first != UInt8(ascii: "-") else {
            return false
        }
        return name.utf8.allSatisfy { octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
                UInt8(ascii: "+"):
                true
            default: false
            }
        }
    }
}
