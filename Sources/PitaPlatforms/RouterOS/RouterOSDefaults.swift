import PitaDiagnostics
import PitaNetwork

/// Brings objects into the form in which a device of one version reports them: what equals a default is not named.
struct RouterOSDefaults: Sendable {
    let version: RouterOSVersion

    /// The object without what goes without saying, and without what is no config.
    func reduced(_ object: ConfigObject) -> ConfigObject {
        let menu = RouterOSMenu.named(object.id.section)
        func goes(_ name: String, _ value: String) -> Bool {
            name.hasPrefix("!") || name == RouterOSTreeBuilder.placeBefore || value == Secret.mask
                || isDefault(name, value, menu, of: object)
        }
        guard object.properties.contains(where: { goes($0.key, $0.value) }) else { return object }
        var result = object
        result.properties = object.properties.filter { !goes($0.key, $0.value) }
        return result
    }

    /// A value as it is named in that form; `nil` where it goes without saying.
    func reduced(_ name: String, _ value: String, of object: ConfigObject) -> String? {
        isDefault(name, value, RouterOSMenu.named(object.id.section), of: object) ? nil : value
    }

    /// The whole tree in that form.
    func reduced(_ tree: ConfigTree) -> ConfigTree { ConfigTree(tree.objects.map(reduced)) }

    private func isDefault(_ name: String, _ value: String, _ menu: RouterOSMenu?, of object: ConfigObject) -> Bool {
        if object.id.section == "/ip address", name == "network" {
            return value == network(object.properties["address"])
        }
        if let menu { return menu.standard(name, version) == value }
        return (name == "comment" && value.isEmpty)
    }

    /// The device computes the network of an address, and exports it all the same.
    private func network(_ address: String?) -> String? {
        address.flatMap(InterfaceAddress.init).map { $0.prefix.network.description }
    }
}
