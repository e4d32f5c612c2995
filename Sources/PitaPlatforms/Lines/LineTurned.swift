extension LineConfig.Change {
    /// Entries of a map that have one number and two actions, as `A permit 10` and `A deny 10`: the device has them as one.
    ///
    /// - Parameter section: of the map's entries, whose names are name, action and number.
    func turnedEntries(of section: String) -> [(ObjectID, ObjectID)] {
        let entries = (target.objects(in: section) + before.objects(in: section).filter { !$0.isAbsent }).map(\.id)
        var known: [String: ObjectID] = [:]
        var found: [(ObjectID, ObjectID)] = []
        for id in entries {
            let words = id.key.words
            guard words.count == 3 else { continue }
            let place = "\(words[0]) \(words[2])"
            if let other = known[place], other != id { found.append((other, id)) }
            known[place] = id
        }
        return found
    }
}
