import PitaDiagnostics

/// The place of an object in a config: its section and its natural key.
public struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The platform's name for the collection: a RouterOS menu (`/queue simple`), `tc class`, an OVSDB table.
    public let section: String
    /// What names the object within its section, in the platform's own words: `name=pita-disdik`, `dev=eth1 classid=1:10`.
    /// Empty for a section that holds a single record.
    public let key: String
    /// The hash of both, made once: an object of a config is looked up many times.
    private let hash: Int

    /// The place of an object.
    public init(section: String, key: String) {
        self.section = section
        self.key = key
        var hasher = Hasher()
        hasher.combine(section)
        hasher.combine(key)
        hash = hasher.finalize()
    }

    /// Equal in section and key.
    public static func == (left: ObjectID, right: ObjectID) -> Bool {
        left.hash == right.hash && left.key == right.key && left.section == right.section
    }

    /// By section and key.
    public func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// By section, then key.
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        left.section == right.section ? left.key < right.key : left.section < right.section
    }

    /// `section key`.
    public var description: String { key.isEmpty ? section : "\(section) \(key)" }
}

/// One configured thing: a queue, a VLAN, a class, a port.
public struct ConfigObject: Sendable, Equatable {
    /// Where it is.
    public let id: ObjectID
    /// Its properties, normalised so that equal means equal (`10M` and `10000k` are both `10000000`).
    public var properties: [String: String]
    /// `true` when the text says that the object must not exist (RouterOS `remove [ find name=x ]`, `tc class del`).
    public var isAbsent: Bool
    /// Where a template or an export said so. Not part of equality.
    public var mark: SourceMark?

    /// An object, present unless said otherwise.
    public init(id: ObjectID, properties: [String: String], isAbsent: Bool = false, mark: SourceMark? = nil) {
        self.id = id
        self.properties = properties
        self.isAbsent = isAbsent
        self.mark = mark
    }

    /// Equal in place, presence and properties; where it was written does not matter.
    public static func == (left: ConfigObject, right: ConfigObject) -> Bool {
        left.id == right.id && left.isAbsent == right.isAbsent && left.properties == right.properties
    }
}

/// A config as objects with natural keys, in the order in which the device lists them.
///
/// Each key stands once. Order matters to a device only in ordered sections; the platform knows which.
public struct ConfigTree: Sendable {
    /// The objects in order.
    public private(set) var objects: [ConfigObject] = []
    /// The lines that an intended config was written in; empty for a running one. Not part of equality.
    public var lines: [IntendedLine] = []
    /// What whoever reads the text should know of it: lines that were no config. Not part of equality.
    public var remarks: [Diagnostic] = []
    /// What masked words stand for, by the platform's own names for them: so that two configs in memory can be compared.
    /// Not part of equality, never printed and never stored.
    var hidden: [String: Secret] = [:]
    /// Lines of which the config holds several where one was expected: by their objects and names the value of an earlier one.
    /// Not part of equality.
    var doubled: [ObjectID: [String: String]] = [:]
    /// What a platform made the objects from, so that it need not be worked out again; forgotten as soon as one of them changes.
    /// Not part of equality.
    private(set) var reading: (any Sendable)?
    private var places: [ObjectID: Int] = [:]
    /// The places of each section's objects.
    private var sections: [String: [Int]] = [:]

    /// A tree of objects; of two with one key the later wins, in the place of the earlier.
    public init(_ objects: some Sequence<ConfigObject> = []) {
        self.objects.reserveCapacity(objects.underestimatedCount)
        places.reserveCapacity(objects.underestimatedCount)
        for object in objects {
            let place = places[object.id]
            if let place { self.objects[place] = object } else { append(object) }
        }
    }

    /// The object with this key. Setting a new one appends it; setting `nil` removes it, in time that grows with the tree
    /// (see ``remove(_:)``).
    public subscript(id: ObjectID) -> ConfigObject? {
        get { places[id].map { objects[$0] } }
        _modify {
            reading = nil
            guard let place = places[id] else {
                var added: ConfigObject?
                defer { if let added { append(added) } }
                yield &added
                return
            }
            // Taken out meanwhile, so that a change of one property copies none of the others.
            var object: ConfigObject? = objects[place]
            objects[place] = Self.vacant
            defer {
                if let object {
                    objects[place] = object
                } else {
                    objects[place] = ConfigObject(id: id, properties: [:])
                    remove([id])
                }
            }
            yield &object
        }
    }

    private static let vacant = ConfigObject(id: ObjectID(section: "", key: ""), properties: [:])

    /// Removes objects, all in the time that one takes.
    public mutating func remove(_ ids: Set<ObjectID>) {
        guard ids.contains(where: { places[$0] != nil }) else { return }
        reading = nil
        let kept = objects.filter { !ids.contains($0.id) }
        (objects, places, sections) = ([], [:], [:])
        for object in kept { append(object) }
    }

    private mutating func append(_ object: ConfigObject) {
        places[object.id] = objects.count
        sections[object.id.section, default: []].append(objects.count)
        objects.append(object)
    }

    /// Keeps what the objects were made from, until one of them changes.
    mutating func keep(_ reading: some Sendable) { self.reading = reading }

    /// Puts objects that it does not have yet behind the others.
    mutating func add(_ others: some Sequence<ConfigObject>) {
        reading = nil
        for object in others where places[object.id] == nil { append(object) }
    }

    /// Where an object stands among all.
    func place(of id: ObjectID) -> Int? { places[id] }

    /// Whether the section has objects.
    func hasObjects(in section: String) -> Bool { sections[section]?.isEmpty == false }

    /// The same config read further: other objects, and what was noted of its lines.
    func holding(_ objects: some Sequence<ConfigObject>) -> ConfigTree {
        var tree = ConfigTree(objects)
        tree.doubled = doubled
        return tree
    }

    /// The objects of a section, in order.
    public func objects(in section: String) -> [ConfigObject] { (sections[section] ?? []).map { objects[$0] } }
}

extension ConfigTree: Equatable {
    /// The same objects in the same order.
    public static func == (left: ConfigTree, right: ConfigTree) -> Bool { left.objects == right.objects }
}
