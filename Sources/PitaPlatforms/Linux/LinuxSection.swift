/// The collections of a Linux router's config and how their objects are named.
enum LinuxSection {
    /// Queueing disciplines, keyed by device and place: `dev=lan0 parent=root`.
    static let qdisc = "tc qdisc"
    /// HTB classes: `dev=lan0 classid=1:10`.
    static let shapingClass = "tc class"
    /// Filters: `dev=lan0 parent=1: protocol=ip prio=10 handle=::10`.
    static let filter = "tc filter"
    /// VLAN sub-interfaces: `dev=lan0.20`.
    static let link = "ip link"
    /// Addresses: `dev=lan0 address=10.1.1.1/24`.
    static let address = "ip address"
    /// Static routes: `to=10.2.0.0/16`, with ` metric=N` where one is set.
    static let route = "ip route"

    /// The place of a qdisc.
    static func qdiscID(_ device: String, parent: String) -> ObjectID {
        ObjectID(section: qdisc, key: "dev=\(device) parent=\(parent)")
    }

    /// The place of a class.
    static func classID(_ device: String, _ classid: String) -> ObjectID {
        ObjectID(section: shapingClass, key: "dev=\(device) classid=\(classid)")
    }

    /// The place of a filter.
    static func filterID(_ device: String, parent: String, protocol name: String, prio: String, handle: String)
        -> ObjectID
    {
        ObjectID(section: filter, key: "dev=\(device) parent=\(parent) protocol=\(name) prio=\(prio) handle=\(handle)")
    }

    /// The place of a VLAN interface.
    static func linkID(_ device: String) -> ObjectID { ObjectID(section: link, key: "dev=\(device)") }

    /// The place of an address.
    static func addressID(_ device: String, _ address: String) -> ObjectID {
        ObjectID(section: Self.address, key: "dev=\(device) address=\(address)")
    }

    /// The place of a route.
    static func routeID(_ destination: String, metric: String?) -> ObjectID {
        ObjectID(section: route, key: "to=\(destination)" + (metric.map { " metric=\($0)" } ?? ""))
    }
}
