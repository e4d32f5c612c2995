import Foundation

/// Answers snmpd's `pass_persist` protocol on stdin and stdout.
struct PassPersist {
    private let directory: LabDirectory
    private let device: LabDevice
    private let read: () throws -> any ObjectTree
    private var mib: any ObjectTree
    private var stamp = timespec()
    private var isWrong = false

    init(_ directory: LabDirectory, _ device: LabDevice) throws {
        self.directory = directory
        self.device = device
        read = try Self.source(directory, device)
        mib = try read()
    }

    /// How the device's objects are read from its state.
    private static func source(_ directory: LabDirectory, _ device: LabDevice) throws -> () throws -> any ObjectTree {
        if device.kind == .routeros {
            let store = try RouterStore(directory, device)
            return { RouterMIB(store.router(try store.load())) }
        }
        let store = try ConsoleStore(directory, device)
        return {
            let console = try Consoles.make(device)
            try store.load(console)
            return InterfaceMIB(console.system, console.interfaces)
        }
    }

    /// Reads the state again when it has changed.
    private mutating func refresh() {
        isWrong = FaultSet.load(directory.device(device.name, "faults.json")).has("snmp-wrong")
        var information = stat()
        guard stat(directory.device(device.name, "state.json"), &information) == 0 else { return }
        let changed = information.st_mtim
        guard changed.tv_sec != stamp.tv_sec || changed.tv_nsec != stamp.tv_nsec else { return }
        guard let news = try? read() else { return }
        stamp = changed
        mib = news
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
        var value = object.value()
        if isWrong, object.type.hasPrefix("counter"), let number = UInt64(value) {
            value = String((object.type == "counter64" ? UInt64(1) << 40 : 1 << 31) &- number & (UInt64(1) << 63 - 1))
        }
        return
            "\(ManagedObject.text(object.oid))\n\(object.type)\n\(ByteText.text(ByteText.bytes(value)).filter { $0 != "\n" && $0 != "\r\n" })\n"
    }
}
