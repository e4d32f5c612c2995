import Foundation

/// `pita-bench bench WORKLOAD`: does one workload through the rooms of the product and prints `ok=N`, the items done.
///
/// The work itself comes from the environment (`BENCH_*`), so that other programs can be given exactly the same.
@main
enum PitaBench {
    static func main() async {
        do {
            switch Array(CommandLine.arguments.dropFirst()) {
            case ["bench", "ssh-get"]: print("ok=\(try await benchSSHGet())")
            case ["bench", "ssh-shell"]: print("ok=\(try await SSHShell(configures: false).run())")
            case ["bench", "ssh-cfg"]: print("ok=\(try await SSHShell(configures: true).run())")
            case ["bench", "snmp"]: print("ok=\(try await benchSNMP())")
            case ["bench", "render"]: print(try benchRender())
            case ["bench", "inventory"]: print(try benchInventory())
            case ["bench", "diff"]: print(try benchDiff())
            case let words where words.starts(with: ["bench", "growth"]):
                try benchGrowth(lines: 50_000, names: Array(words.dropFirst(2))) { line in
                    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
                }
            case let words where words.count == 5 && words.starts(with: ["bench", "growth-of"]):
                print(try benchOneGrowth(shape: words[2], change: words[3], lines: words[4]))
            case let words where words.count == 2 && words[0] == "office": try BenchOffice.write(to: words[1])
            default: throw BenchUsage()
            }
        } catch {
            FileHandle.standardError.write(Data("pita-bench: \(error)\n".utf8))
            exit(1)
        }
    }
}

/// How the program is called.
struct BenchUsage: Error, CustomStringConvertible {
    var description: String {
        """
        usage: pita-bench bench ssh-get|ssh-shell|ssh-cfg|snmp|render|inventory|diff|growth
               pita-bench bench growth [SHAPE...]    only the shapes whose names begin so: `ios`, `"junos filter"`
               pita-bench office DIRECTORY    writes the office of 10,000 devices that `bench inventory` loads
        """
    }
}
