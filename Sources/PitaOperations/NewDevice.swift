import PitaDiagnostics
import PitaInventory
import PitaNetwork
import PitaPlatforms

/// A device that the inventory does not know yet.
public struct NewDevice: Sendable {
    /// The address by which it is reached.
    public let address: Address
    /// The platform that drives it.
    public let platform: String
    /// What it will be called; `nil` for what it calls itself.
    public let name: String?
    /// What it is for.
    public let role: DeviceRole

    /// A device to be adopted; throws what an inventory would not take.
    ///
    /// - Parameter role: a word of ``PitaInventory/DeviceRole``.
    public init(address: String, platform: String, name: String?, role: String) throws(Diagnostics) {
        guard let address = Address(address) else {
            throw Diagnostics("`\(address)` is no address", hint: "write it like 10.0.0.1")
        }
        guard name.map({ HostName($0) != nil }) ?? true else {
            throw Diagnostics(
                "`\(name ?? "")` is no name for a device", hint: "letters, digits and inner hyphens (RFC 1123)")
        }
        guard let role = DeviceRole(rawValue: role) else {
            let words = DeviceRole.allCases.map(\.rawValue)
            throw Diagnostics(
                "`\(role)` is no role",
                hint: Suggestion.hint(for: role, among: words) ?? "roles: " + words.joined(separator: ", "))
        }
        self.address = address
        self.platform = try PlatformCatalogue.platform(named: platform).name
        self.name = name
        self.role = role
    }

    /// A device from `ADDRESS,PLATFORM[,NAME[,ROLE]]`; a part that is empty is as if it were not there.
    ///
    /// - Parameter role: what it is for where the text does not say.
    public init(_ text: String, role: String) throws(Diagnostics) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        func part(_ place: Int) -> String? { place < parts.count && !parts[place].isEmpty ? parts[place] : nil }
        guard parts.count <= 4, let address = part(0), let platform = part(1) else {
            throw Diagnostics("`\(text)` names no device", hint: "write it like 10.0.0.1,routeros,rtr-baru,router")
        }
        try self.init(address: address, platform: platform, name: part(2), role: part(3) ?? role)
    }
}
