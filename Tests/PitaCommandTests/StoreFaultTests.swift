import Foundation
import GRDB
import Testing

/// A store that cannot be used: every command says so before it asks a device, what is wrong and what to do.
@Suite struct StoreFaultTests {
    struct Fault: Sendable, CustomStringConvertible {
        let description: String
        let message: String
        let hint: String
        /// Breaks the store; says how the program is then started.
        let make: @Sendable (_ state: String) throws -> [String]

        init(
            _ name: String, _ message: String, _ hint: String, _ make: @escaping @Sendable (String) throws -> [String]
        ) {
            (description, self.message, self.hint, self.make) = (name, message, hint, make)
        }
    }

    /// Root writes where the modes forbid it; without its capabilities it does not.
    private static let withoutPrivileges = ["/usr/bin/setpriv", "--bounding-set", "-all", "--inh-caps", "-all"]

    static let faults = [
        Fault("read-only directory", "may only be read", "check the mount and the owner") { state in
            chmod(state, 0o500)
            return withoutPrivileges
        },
        Fault("read-only file", "may only be read", "check the mount and the owner") { state in
            chmod(state + "/pita.sqlite", 0o400)
            return withoutPrivileges
        },
        Fault("unreadable file", "cannot be opened", "check that the directory") { state in
            chmod(state + "/pita.sqlite", 0)
            return withoutPrivileges
        },
        Fault("no database", "is damaged", "restore the last backup") { state in
            try Data("ini bukan basis data, tetapi cukup panjang untuk dibaca".utf8).write(to: store(state))
            return []
        },
        Fault("another program's database", "is no store of Pita", "name another file in pita.yaml") { state in
            try FileManager.default.removeItem(at: store(state))
            try DatabaseQueue(path: store(state).path).write { try $0.execute(sql: "CREATE TABLE t (a)") }
            return []
        },
        Fault("cut in the middle", "is damaged", "restore the last backup") { state in
            let whole = try Data(contentsOf: store(state))
            try whole.prefix(whole.count / 3).write(to: store(state))
            return []
        },
        Fault("flipped octets in every page", "is damaged", "restore the last backup") { state in
            var octets = [UInt8](try Data(contentsOf: store(state)))
            for place in stride(from: 4096, to: octets.count, by: 64) { octets[place] ^= 0xFF }
            try Data(octets).write(to: store(state))
            return []
        },
        Fault("store of a newer Pita", "was made by a newer Pita", "install that version") { state in
            try DatabaseQueue(path: store(state).path).write {
                try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 of tomorrow')")
            }
            return []
        },
    ]

    private static func store(_ state: String) -> URL { URL(fileURLWithPath: state + "/pita.sqlite") }

    static let commands = [
        "show", "plan segmen-baru --set segment=disdik --set bandwidth=5M/5M --as perencana",
        "approve 0123456789 --reason x --as kasi", "reject 0123456789 --reason x --as kasi",
        "apply 0123456789 --as pelaksana", "recover --as pelaksana", "audit --capacity", "records list",
        "records show 1/2026", "records verify", "capacity check disdik --to 50M/20M",
    ].map { $0.split(separator: " ").map(String.init) }

    /// An office with a store that holds nothing, whose log was written back.
    private func office() throws -> WorkDirectory {
        let office = try WorkDirectory.office()
        try #require(try office.pita("show").status == 0)
        let queue = try DatabaseQueue(path: office.path + "/.pita/pita.sqlite")
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        try queue.close()
        return office
    }

    @Test(arguments: faults)
    func `a store that cannot be used is told before any device is asked`(_ fault: Fault) throws {
        let office = try office()
        let state = office.path + "/.pita"
        let wrapper = try fault.make(state)
        for words in Self.commands {
            let outcome = try Program.run(words, in: office.path, through: wrapper)
            // No device of this office runs: 4 would mean that one was asked.
            expectFault(outcome, fault.message, caret: false, hint: fault.hint)
            #expect(outcome.errors.contains(state), "\(words): \(outcome.errors)")
            #expect(outcome.errorLines.count == 2, "\(words): \(outcome.errors)")
        }
        chmod(state, 0o700)
    }

    @Test func `an office that may not be written tells where`() throws {
        let office = try WorkDirectory.office()
        chmod(office.path, 0o500)
        for words in Self.commands {
            let outcome = try Program.run(words, in: office.path, through: Self.withoutPrivileges)
            expectFault(outcome, ".pita: Permission denied", caret: false, hint: "may you write")
        }
        chmod(office.path, 0o700)
    }

    /// With `PITA_FAULTS=full`: it takes the time that the store waits.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["PITA_FAULTS"] == "full"))
    func `a store that another process holds is waited for, then told`() async throws {
        let office = try office()
        var settings = Configuration()
        settings.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: office.path + "/.pita/pita.sqlite", configuration: settings)
        try await other.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE lease_tokens SET last = 0")
        }
        let path = office.path
        try await withThrowingTaskGroup(of: Void.self) { group in
            for words in [Self.commands[1], Self.commands[4], Self.commands[7]] {
                group.addTask {
                    let outcome = try await Task.detached { try Program.run(words, in: path, within: 600) }.value
                    #expect(outcome.status == 1, "\(outcome.errors)")
                    #expect(outcome.errors.contains("is in use by another process"), "\(words): \(outcome.errors)")
                    #expect(outcome.errors.contains("  hint: wait for it"), "\(outcome.errors)")
                }
            }
            try await group.waitForAll()
        }
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    }

    @Test(.enabled(if: geteuid() == 0)) func `a full disk is told before any device is asked`() throws {
        let office = try office()
        let state = office.path + "/.pita"
        func run(_ words: String...) throws { try #require(try tool(words) == 0, "\(words)") }
        try run("/usr/bin/mount", "-t", "tmpfs", "-o", "size=1m,mode=0700", "tmpfs", state)
        defer { _ = try? tool(["/usr/bin/umount", "-l", state]) }
        let filler = try FileHandle(forWritingTo: URL(fileURLWithPath: try office.write(".pita/isi", "x")))
        while (try? filler.write(contentsOf: Data(count: 4096))) != nil {}
        try filler.close()
        for words in Self.commands {
            let outcome = try Program.run(words, in: office.path)
            expectFault(outcome, "is full", caret: false, hint: "free some space")
        }
    }

    private func tool(_ words: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
