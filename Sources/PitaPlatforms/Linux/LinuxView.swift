import PitaNetwork

/// What a Linux router's config says of what an office intends.
struct LinuxView {
    private let running: ConfigTree
    private var result = LiveView()

    init(_ running: ConfigTree) { self.running = running }

    /// The view.
    func view() -> LiveView {
        var copy = self
        for object in running.objects where !object.isAbsent {
            switch object.id.section {
            case LinuxSection.link: copy.readLink(object)
            case LinuxSection.address:
                copy.result.add(
                    address: object.properties["address"], on: object.properties["dev"], from: object.id)
            case LinuxSection.route:
                copy.result.add(
                    route: object.properties["to"], by: object.properties["via"] ?? object.properties["dev"],
                    from: object.id)
            case LinuxSection.qdisc: copy.readRoot(object)
            case LinuxSection.filter: copy.readFilter(object)
            default: break
            }
        }
        copy.result.finish(running) { $0 }
        return copy.result
    }

    private mutating func readLink(_ link: ConfigObject) {
        let properties = link.properties
        guard let name = properties["dev"], let below = properties["link"],
            let id = properties["id"].flatMap({ Int($0) }).flatMap(VLANID.init)
        else { return }
        result.add(interface: name, isEnabled: properties["state"] == "up")
        result.withVLANs(VLANSet([id]), in: below, from: link.id) { vlan in
            vlan.name = name
            vlan.interface = name
            vlan.tagged.insert(below)
        }
    }

    // MARK: classes

    /// What no filter takes elsewhere goes into the default class of the root: that is the limit of the interface.
    private mutating func readRoot(_ qdisc: ConfigObject) {
        let properties = qdisc.properties
        guard properties["parent"] == "root", properties["kind"] == "htb", let device = properties["dev"],
            let handle = properties["handle"], let minor = properties["default"].flatMap(Self.number)
        else { return }
        let classid = handle + String(minor, radix: 16)
        guard let rates = rates(of: classid, on: device) else { return }
        result.tell(qdisc.id)
        tellClasses(rates.classes)
        result.add(
            LiveView.Shaper(
                object: LinuxSection.classID(device, classid), name: "\(device) \(classid)",
                scope: .interface(device, .egress, rates.limit), whole: rates.whole))
    }

    /// A filter for one network leads its traffic into a class; whichever interface that is, what has the network as its
    /// destination is its download.
    private mutating func readFilter(_ filter: ConfigObject) {
        let properties = filter.properties
        guard let device = properties["dev"], let classid = properties["flowid"], properties["options"] == nil,
            let (prefix, isDestination) = network(of: filter), let rates = rates(of: classid, on: device)
        else { return }
        result.tell(filter.id)
        tellClasses(rates.classes)
        result.add(
            LiveView.Shaper(
                object: LinuxSection.classID(device, classid), name: "\(device) \(classid)",
                scope: .networks(
                    [prefix], download: isDestination ? rates.limit : nil, upload: isDestination ? nil : rates.limit),
                whole: rates.whole))
    }

    private mutating func tellClasses(_ ids: [ObjectID]) { for id in ids { result.tell(id) } }

    /// What a class lets through: its ceiling, and none above those of the classes that it stands in.
    private func rates(
        of classid: String, on device: String
    ) -> (limit: Bandwidth, whole: Bandwidth?, classes: [ObjectID])? {
        var (limit, whole): (Bandwidth?, Bandwidth?)
        var classes: [ObjectID] = []
        var next: String? = classid
        while let name = next, name != "root", !classes.contains(LinuxSection.classID(device, name)) {
            guard let found = running[LinuxSection.classID(device, name)],
                let ceil = found.properties["ceil"].flatMap({ UInt64($0) }).map(Bandwidth.init(bitsPerSecond:))
            else { return nil }
            if limit != nil { whole = ceil }
            limit = limit.map { min($0, ceil) } ?? ceil
            classes.append(found.id)
            next = found.properties["parent"]
        }
        return limit.map { ($0, whole, classes) }
    }

    /// The network that a filter takes by itself, and whether it is the destination.
    private func network(of filter: ConfigObject) -> (Prefix, isDestination: Bool)? {
        let properties = filter.properties
        if properties["kind"] == "flower" {
            let keys = FilterStatement.flowerKeys.filter { properties[$0] != nil }
            guard keys.count == 1, let key = keys.first, ["dst_ip", "src_ip"].contains(key), let text = properties[key]
            else { return nil }
            let prefix = Prefix(text) ?? Address(text).flatMap { Prefix($0, length: $0.family.width) }
            return prefix.map { ($0, key == "dst_ip") }
        }
        guard properties["kind"] == "u32", properties["protocol"] == "ip", let match = properties["match"] else {
            return nil
        }
        // `0a010200/ffffff00 at 16`: the source stands at 12, the destination at 16 (RFC 791).
        let words = match.split(separator: " ")
        guard words.count == 3, words[1] == "at", let read = U32Match.shown(words[0], offset: words[2]),
            [12, 16].contains(read.offset), (~read.mask).leadingZeroBitCount + (~read.mask).nonzeroBitCount == 32,
            let prefix = Prefix(
                Address(family: .ipv4, bits: UInt128(read.value)), length: read.mask.nonzeroBitCount)
        else { return nil }
        return (prefix, read.offset == 16)
    }

    private static func number(_ text: String) -> Int? {
        text.hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text, radix: 16)
    }
}
