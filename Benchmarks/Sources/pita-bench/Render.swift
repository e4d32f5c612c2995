import Crypto
import PitaJinja

/// The workload `render`: one template for every entry of a list of variables.
///
/// `BENCH_TEMPLATE` and `BENCH_VARIABLES` (JSON, a list of dicts) name files; without them a switch of the bench's own
/// is rendered for 1,000 devices. All output is hashed, so that engines can be held against each other.
/// - Returns: the line to print: items, octets, SHA-256, and the seconds that the rendering alone took.
func benchRender() throws -> String {
    let source = try BenchEnvironment.value("BENCH_TEMPLATE").map { _ in try BenchEnvironment.text("BENCH_TEMPLATE") }
    let variables =
        if BenchEnvironment.value("BENCH_VARIABLES") != nil {
            try Value(json: try BenchEnvironment.bytes("BENCH_VARIABLES"))
        } else {
            BenchSwitch.devices(1000)
        }
    let options = TemplateOptions(keepTrailingNewline: true, trimBlocks: true, lstripBlocks: true)
    let template = try TemplateEnvironment(options: options).template(
        source: source ?? BenchSwitch.template, name: "switch.j2")
    let clock = ContinuousClock()
    var outputs: [[UInt8]] = []
    let time = try clock.measure {
        for device in variables.items ?? [] { outputs.append(try template.renderBytes(device)) }
    }
    var hash = SHA256()
    for output in outputs { hash.update(data: output) }
    let digest = hash.finalize().prefix(6).map { String($0, radix: 16).leftPadded(to: 2) }.joined()
    let size = outputs.reduce(0) { $0 + $1.count }
    return "ok=\(outputs.count) bytes=\(size) sha=\(digest) inner_wall=\(time / .seconds(1))"
}

extension String {
    fileprivate func leftPadded(to width: Int) -> String { String(repeating: "0", count: width - count) + self }
}
