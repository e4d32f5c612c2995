/// The tables of a switch's database that Pita manages, as the tree names them.
///
/// Rows of `QoS` and `Queue` have no name of their own: they are named by the port that refers to them, never by a uuid.
enum OpenVSwitchSection {
    /// Bridges, by name.
    static let bridge = "bridge"
    /// Ports, by name.
    static let port = "port"
    /// Interfaces, by name.
    static let interface = "interface"
    /// The QoS of a port: `port=p-disdik`.
    static let qos = "qos"
    /// A queue of a port's QoS: `port=p-disdik queue=0`.
    static let queue = "queue"

    /// The place of a port's QoS.
    static func qosID(_ port: String) -> ObjectID { ObjectID(section: qos, key: "port=\(port)") }

    /// The place of a queue.
    static func queueID(_ port: String, _ number: String) -> ObjectID {
        ObjectID(section: queue, key: "port=\(port) queue=\(number)")
    }

    /// What a column holds (ovs-vswitchd.conf.db(5)).
    enum Column {
        /// A text, or one of few words.
        case text([String]?)
        /// A number in a range; `standard` is what stands there when nothing was said.
        case number(ClosedRange<Int>, standard: String?)
        /// VLANs, `10,20`.
        case vlans
        /// Names and texts: written `column:name=value`.
        case map
        /// A row of another table: `qos=@q`, `queues:0=@q0`.
        case reference
    }

    /// The columns of each table that Pita manages. The names of a row are no columns here.
    static let columns: [String: [String: Column]] = [
        bridge: [
            "datapath_type": .text(nil), "fail_mode": .text(["standalone", "secure"]), "external_ids": .map,
            "other_config": .map,
        ],
        port: [
            "tag": .number(0...4094, standard: nil), "trunks": .vlans, "vlan_mode": .text(vlanModes), "qos": .reference,
            "external_ids": .map, "other_config": .map,
        ],
        interface: [
            "type": .text(nil), "ingress_policing_rate": .number(0...4_294_967_295, standard: "0"),
            "ingress_policing_burst": .number(0...4_294_967_295, standard: "0"),
            "mtu_request": .number(68...65535, standard: nil), "ofport_request": .number(1...65279, standard: nil),
            "options": .map, "external_ids": .map,
        ],
        qos: ["type": .text(nil), "queues": .reference, "external_ids": .map, "other_config": .map],
        queue: ["dscp": .number(0...63, standard: nil), "external_ids": .map, "other_config": .map],
    ]

    /// The values of `vlan_mode`.
    static let vlanModes = ["access", "trunk", "native-tagged", "native-untagged", "dot1q-tunnel"]

    /// Properties that name an object and are not written by `set`.
    static let naming: Set = ["name", "bridge", "port", "queue", "shared", "bond"]

    /// That an interface holds a secret, by its name. Only read; nothing is written there.
    static let secret = "secret"

    /// The options that are keys of a tunnel; they stay on the device.
    static let secrets: Set = ["psk", "private_key"]

    /// Whether a name in a column is that of a secret.
    static func isSecret(_ section: String, _ column: String, _ key: String) -> Bool {
        section == interface && column == "options" && secrets.contains(key)
    }

    /// The objects without which this one can't be.
    static func needs(_ object: ConfigObject) -> ObjectID? {
        let properties = object.properties
        switch object.id.section {
        case port: return properties["bridge"].map { ObjectID(section: bridge, key: $0) }
        case interface: return ObjectID(section: port, key: properties["port"] ?? object.id.key)
        case qos: return properties["port"].map { ObjectID(section: port, key: $0) }
        case queue: return properties["port"].map(qosID)
        default: return nil
        }
    }
}
