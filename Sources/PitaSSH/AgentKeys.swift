/// Which of the keys that an agent holds is used: the one that is wanted, or the only one.
enum AgentKeys {
    /// Why none of them is.
    struct Fault: Error {
        let detail: String
        var hint: String?
    }

    /// Reads an agent's list of keys behind its message number, and chooses.
    static func choose(from list: SSHWireReader, wanted: SSHPublicKey?) throws(Fault) -> SSHPublicKey {
        var reader = list
        var keys: [SSHPublicKey] = []
        guard let count = reader.uint32() else { throw Fault(detail: "its list of keys is malformed") }
        while keys.count < min(count, 1024), let blob = reader.string(), reader.string() != nil {
            if let key = SSHPublicKey(blob: blob) { keys.append(key) }
        }
        if let wanted {
            guard keys.contains(wanted) else {
                throw Fault(detail: "it does not hold \(wanted)", hint: "ssh-add the key")
            }
            return wanted
        }
        guard let only = keys.first else { throw Fault(detail: "it holds no key", hint: "ssh-add a key") }
        guard keys.count == 1 else {
            throw Fault(
                detail: "it holds \(keys.count) keys",
                hint: "name the key's public half behind `agent:`: more than one attempt could lock the account")
        }
        return only
    }
}
