/// The command tree of one RouterOS version: which menus there are, with which verbs and properties.
struct RouterOSSchema: Sendable {
    /// What a menu can do.
    struct Menu: Sendable {
        let verbs: Set<String>
        let properties: Set<String>
    }

    /// The version that the tree was recorded from.
    let version: RouterOSVersion
    /// The menus by path. The trees are cut to what concerns queues, VLANs, addresses, marks and the system.
    let menus: [String: Menu]

    /// The tree of the nearest version at or below `version`; the oldest for what is older than all of them.
    static func nearest(to version: RouterOSVersion) -> RouterOSSchema {
        if version >= newest.version { return newest }
        return version >= middle.version ? middle : oldest
    }

    /// The trees that are known, from the oldest.
    static let all = [oldest, middle, newest]

    private static let oldest = RouterOSSchema(RouterOSVersion(7, 10, 2), v7_10_2)
    private static let middle = RouterOSSchema(RouterOSVersion(7, 16, 1), v7_16_1)
    private static let newest = RouterOSSchema(RouterOSVersion(7, 22, 3), v7_22_3)

    private init(_ version: RouterOSVersion, _ text: String) {
        var menus: [String: Menu] = [:]
        var path = ""
        var verbs: Set<String> = []
        var properties: Set<String> = []
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":"), line.hasPrefix("/") else {
                properties.formUnion(line.split(separator: " ").map(String.init))
                menus[path] = Menu(verbs: verbs, properties: properties)
                continue
            }
            path = String(line[..<colon])
            verbs = Set(line[line.index(after: colon)...].split(separator: " ").map(String.init))
            properties = []
            menus[path] = Menu(verbs: verbs, properties: properties)
        }
        self.version = version
        self.menus = menus
    }
}
