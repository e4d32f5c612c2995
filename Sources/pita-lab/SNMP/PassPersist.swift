import Foundation

/// Answers snmpd's `pass_persist` protocol on stdin and stdout.
struct PassPersist {
    let store: RouterStore
    private var router: Router
    private var mib: RouterMIB
    private var stamp = timespec()
    private var isWrong = false

    init(_ store: RouterStore) throws {
        self.store = store
        router = store.router(try store.load())
        mib = RouterMIB(router)
    }

    /// Reads the state again when it has changed.
    private mutating func refresh() {
        isWrong = store.faults.has("snmp-wrong")
        var information = stat()
        guard stat(store.directory.device(store.device.name, "state.json"), &information) == 0 else { return }
        let changed = information.st_mtim
        guard changed.tv_sec != stamp.tv_sec || changed.tv_nsec != stamp.tv_nsec else { return }
        guard let state = try? store.load() else { return }
        stamp = changed
        router = store.router(state)
        mib = RouterMIB(router)
    }

    mutating func serve() {
        while let line = readLine() {
            switch line {
            case "PING": Wire.write(Array("PONG\n".utf8))
            case "get", "getnext":
                let oid = readLine().flatMap { ManagedObject.parse($0) } ?? []
                refresh()
                Wire.write(Array(answer(line == "get" ? mib.exact(oid) : mib.next(oid)).utf8))
            case "set":
                _ = readLine()
                _ = readLine()
                Wire.write(Array("not-writable\n".utf8))
            default: return
            }
        }
    }

    private func answer(_ object: ManagedObject?) -> String {
        guard let object else { return "NONE\n" }
        var value = object.value(router)
        if isWrong, object.type.hasPrefix("counter"), let number = UInt64(value) {
            value = String((object.type == "counter64" ? UInt64(1) << 40 : 1 << 31) &- number & (UInt64(1) << 63 - 1))
        }
        return
            "\(ManagedObject.text(object.oid))\n\(object.type)\n\(ByteText.text(ByteText.bytes(value)).filter { $0 != "\n" && $0 != "\r\n" })\n"
    }
}
