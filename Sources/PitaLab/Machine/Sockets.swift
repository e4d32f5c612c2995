import Foundation

/// Sockets on the loopback; anything else is refused here.
enum Sockets {
    /// An address of 127.0.0.0/8 and a port.
    static func address(_ host: String, _ port: UInt16) throws -> sockaddr_in {
        guard let value = IPv4.parse(host), value >> 24 == 127 else {
            throw LabError("\(host) is not a loopback address")
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = value.bigEndian
        return address
    }

    /// `127.0.0.1:80`.
    static func parse(_ text: String) throws -> (host: String, port: UInt16) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]) else { throw LabError("\(text) is not address:port") }
        return (String(parts[0]), port)
    }

    static func listenTCP(_ host: String, _ port: UInt16, backlog: Int32 = 512) throws -> Int32 {
        let descriptor = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw LabError.system("socket") }
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        do { try bind(descriptor, host, port) } catch {
            close(descriptor)
            throw error
        }
        guard listen(descriptor, backlog) == 0 else {
            close(descriptor)
            throw LabError.system("listen on \(host):\(port)")
        }
        return descriptor
    }

    /// Takes a port and answers no connection on it, until the process ends: with its queue full the kernel drops what
    /// would open another.
    static func swallow(_ host: String, _ port: UInt16) throws -> Never {
        _ = try listenTCP(host, port, backlog: 0)
        _ = try connectTCP(host, port)
        while true { _ = poll(nil, 0, -1) }
    }

    static func bindUDP(_ host: String, _ port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw LabError.system("socket") }
        do { try bind(descriptor, host, port) } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func bind(_ descriptor: Int32, _ host: String, _ port: UInt16) throws {
        var address = try address(host, port)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else { throw LabError.system("cannot listen on \(host):\(port)") }
    }

    static func connectTCP(_ host: String, _ port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw LabError.system("socket") }
        var address = try address(host, port)
        let code = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            let error = LabError.system("cannot connect to \(host):\(port)")
            close(descriptor)
            throw error
        }
        return descriptor
    }

    /// Closes so that the peer gets a reset.
    static func reset(_ descriptor: Int32) {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
    }
}
