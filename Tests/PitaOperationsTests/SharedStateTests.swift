import Foundation
import TestSupport
import Testing

@testable import LabSupport

extension LabSuite {
    /// Several people with log-ins of their own on one machine, who share an office by `state.group`.
    @Suite struct SharedState {
        /// A group that every Debian system has, as it has the accounts `daemon`, `games` and `nobody`.
        private static let group = "users"

        /// A copy of the office that the group may write in.
        private struct Copy {
            let directory: String
            let office: LabOffice

            var state: String { directory + "/office/.pita" }

            init(of office: LabOffice) async throws {
                self.office = office
                directory = "\(office.directory)/shared"
                let script = """
                    set -e
                    rm -rf '\(directory)'; mkdir '\(directory)'
                    cp -R '\(office.office)' '\(directory)/office'; rm -rf '\(directory)/office/.pita'
                    sed -i 's/^  directory: .pita$/&\\n  group: \(SharedState.group)/' '\(directory)/office/Inventory/pita.yaml'
                    chgrp -R \(SharedState.group) '\(directory)/office'; chmod -R g+rwX '\(directory)/office'
                    """
                try await shell(script)
                for account in ["daemon", "games", "nobody"] {
                    try await shell(
                        """
                        set -e
                        mkdir '\(directory)/\(account)'
                        cp '\(office.lab)/id_ed25519' '\(directory)/\(account)/device'
                        for key in '\(office.directory)'/keys/*; do cp "$key" '\(directory)/\(account)/'; done
                        chown -R \(account) '\(directory)/\(account)'; chmod -R go-rwx '\(directory)/\(account)'
                        """)
                }
            }

            private func shell(_ script: String) async throws {
                let ended = try await Child.run(["/bin/bash", "-c", script])
                try #require(ended.status == 0, "\(ended.all)")
            }

            /// Runs `pita` under an account, with a umask that gives nothing to anybody.
            func pita(_ words: String..., under account: String, as person: String) async throws -> Child.Ended {
                let home = "\(directory)/\(account)"
                var environment = office.environment
                environment["HOME"] = home
                environment["TMPDIR"] = home
                environment["PITA_SSH_KEY"] = home + "/device"
                environment["PITA_PROJECT"] = directory + "/office"
                environment["PITA_USER"] = person
                environment["PITA_KEY"] = "\(home)/\(person)"
                let groups = account == "nobody" ? ["--clear-groups"] : ["--groups=\(SharedState.group)"]
                return try await Child.run(
                    ["/usr/bin/setpriv", "--reuid=\(account)", "--regid=nogroup"] + groups + [
                        "/bin/bash", "-c", "umask 077; cd /; exec \"$@\"", "pita", Programs.path("pita"),
                    ] + words, environment: environment)
            }

            /// Owner, group and mode of everything in the state directory, by name.
            func modes() throws -> [String: String] {
                var modes: [String: String] = [:]
                for name in try FileManager.default.subpathsOfDirectory(atPath: state) + [""] {
                    var status = stat()
                    try #require(lstat(state + "/" + name, &status) == 0)
                    let group = String(cString: try #require(getgrgid(status.st_gid)).pointee.gr_name)
                    modes[name] = "\(group) \(String(status.st_mode & 0o7777, radix: 8))"
                }
                return modes
            }
        }

        @Test func `two accounts of one group plan, approve and apply in one office; a third is kept out`() async throws
        {
            let office = try LabOffice.get()
            guard geteuid() == 0 else {
                print("not root: sharing an office between two accounts is not tested")
                return
            }
            let copy = try await Copy(of: office)
            let allocation = await Allocations.shared.next()
            let made = try await copy.pita(
                "plan", "kenaikan-bandwidth", "--set", "segment=disdik", "--set", "bandwidth=\(allocation)", "--output",
                "json", under: "daemon", as: "perencana")
            try #require(made.status == 0, "\(made.all)")
            let answer = try JSONSerialization.jsonObject(with: Data(made.output.utf8)) as? [String: Any]
            let digest = try #require(answer?["digest"] as? String)
            let approved = try await copy.pita("approve", digest, "--reason", "ya", under: "games", as: "kasi")
            #expect(approved.status == 0, "\(approved.all)")
            let applied = try await copy.pita("apply", digest, under: "daemon", as: "pelaksana")
            #expect(applied.status == 0, "\(applied.all)")
            for account in ["games", "daemon"] {
                let sampled = try await copy.pita("audit", "--capacity", under: account, as: "kasi")
                #expect(sampled.status == 0, "\(sampled.all)")
                let verified = try await copy.pita("records", "verify", under: account, as: "kasi")
                #expect(verified.status == 0 && verified.output.contains("1 records, all sound"), "\(verified.all)")
            }

            let outsider = try await copy.pita("records", "list", under: "nobody", as: "kasi")
            #expect(outsider.status == 1 && outsider.errors.contains("you are not in it"), "\(outsider.all)")
            expectShared(try copy.modes())
            try await office.follow(copy.directory + "/office", "disdik")
        }

        private func expectShared(_ modes: [String: String]) {
            for (name, mode) in modes {
                let wanted =
                    switch name {
                    case "", "berita-acara": "2770"
                    case _ where name.hasPrefix("pita.sqlite"): "660"
                    case "office_ed25519.pub": "644"
                    default: "640"
                    }
                #expect(mode == "\(Self.group) \(wanted)", "\(name)")
            }
            #expect(modes.keys.contains("office_ed25519") && modes.keys.contains { $0.hasSuffix(".pdf") }, "\(modes)")
        }

        @Test func `a write-ahead log left by one account is taken on by another`() async throws {
            let office = try LabOffice.get()
            guard geteuid() == 0 else {
                print("not root: sharing a write-ahead log between two accounts is not tested")
                return
            }
            let copy = try await Copy(of: office)
            let first = try await copy.pita("records", "list", under: "daemon", as: "kasi")
            #expect(first.status == 0, "\(first.all)")
            // While somebody reads, the log and its index stay, whoever made them.
            let reader = try StoreReader(copy.state + "/pita.sqlite")
            for account in ["games", "daemon", "games"] {
                let sampled = try await copy.pita("audit", "--capacity", under: account, as: "kasi")
                #expect(sampled.status == 0, "\(sampled.all)")
            }
            let modes = try copy.modes()
            #expect(modes["pita.sqlite-wal"] == "users 660" && modes["pita.sqlite-shm"] == "users 660", "\(modes)")
            #expect(try reader.leases() == [])
        }

        @Test func `a group that is not there, and a directory that is not shared, are told with the way out`()
            async throws
        {
            let office = try LabOffice.get()
            func list(_ group: String) async throws -> Child.Ended {
                var ended: Child.Ended?
                try await office.edited(
                    "Inventory/pita.yaml",
                    { $0.replacing("  directory: .pita\n", with: "  directory: .pita\n  group: \(group)\n") }
                ) { ended = try await office.pita("records", "list") }
                return try #require(ended)
            }
            #expect(try await office.pita("records", "list").status == 0)
            let unknown = try await list("tidak-ada")
            #expect(unknown.status == 1 && unknown.errors.contains("there is no group `tidak-ada`"), "\(unknown.all)")
            let closed = try await list(Self.group)
            #expect(closed.status == 1 && closed.errors.contains("is not shared by the group"), "\(closed.all)")
            #expect(closed.errors.contains("chgrp -R users"), "\(closed.all)")
        }
    }
}

extension LabOffice {
    /// Takes over the allocation that a copy of the office has given on the same devices.
    func follow(_ copy: String, _ segment: String) async throws {
        let file = "Inventory/segments/\(segment).yaml"
        let text = try String(contentsOfFile: "\(copy)/\(file)", encoding: .utf8)
        try edit(file) { _ in text }
    }
}
