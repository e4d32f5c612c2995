import PitaDiagnostics

/// Finds the names of an intended config among those of the running one: the same secret is the same masked name, and
/// `ge-0/0/1` is `ge-0/0/1.0` where releases differ in what they show.
struct JunosAlignment {
    private let intended: [String: Secret]
    private let running: [String: Secret]
    /// The running names by their secrets.
    private var names: [String: [String]] = [:]
    private let top: JunosNode

    /// - Parameter top: the statements of `running`.
    init(intended: ConfigTree, running: ConfigTree, top: JunosNode) {
        self.top = top
        (self.intended, self.running) = (intended.hidden, running.hidden)
        guard !self.intended.isEmpty else { return }
        for (name, secret) in running.hidden { secret.withRevealed { names[$0, default: []].append(name) } }
    }

    /// The path in the words of the running config. What it does not have gets a name that no running one has.
    func aligned(_ path: JunosPath) -> JunosPath { withRunningPorts(withRunningSecrets(path)) }

    /// The path with each port as it runs there, with `.0` or without it.
    private func withRunningPorts(_ path: JunosPath) -> JunosPath {
        guard path.steps.contains(where: Self.isPort) else { return path }
        var path = path
        var node: JunosNode? = top
        for (index, step) in path.steps.enumerated() {
            if Self.isPort(step), node?.child(step.text) == nil, let twin = JunosInterfaceName.twin(step.text),
                node?.child(twin) != nil
            {
                path.steps[index].text = twin
            }
            node = node?.child(path.steps[index].text)
        }
        return path
    }

    private static func isPort(_ step: JunosStep) -> Bool {
        guard let rule = step.rule, step.role == .name || step.role == .value else { return false }
        return JunosSchema.junos.rules[rule].type == .port
    }

    private func withRunningSecrets(_ path: JunosPath) -> JunosPath {
        guard !intended.isEmpty, path.steps.contains(where: { $0.text.contains(Secret.mask) }) else { return path }
        var path = path
        var (own, other) = ("", "")
        for (index, step) in path.steps.enumerated() {
            if let secret = intended[own + " " + step.text] {
                path.steps[index].text = name(step, secret, below: other)
            }
            own += " " + step.text
            other += " " + path.steps[index].text
        }
        return path
    }

    private func name(_ step: JunosStep, _ secret: Secret, below above: String) -> String {
        let stranger = step.text.replacing(Secret.mask, with: Secret.mask + "-x")
        guard JunosMasking.isOneValue(step) else {
            let known = secret.withRevealed { names[$0] } ?? []
            let found = known.first {
                $0.hasPrefix(above + " ") && Self.isAlike($0.dropFirst(above.count + 1), step.text)
            }
            return found.map { String($0.dropFirst(above.count + 1)) } ?? stranger
        }
        // A value that nobody can compare, since it was kept without its secret, counts as the same.
        guard let other = running[above + " " + step.text] else { return step.text }
        let isSame = secret.withRevealed { text in other.withRevealed { $0 == text } }
        return isSame ? step.text : stranger
    }

    /// Whether two masked texts differ in the numbers of their masks alone.
    private static func isAlike(_ left: Substring, _ right: String) -> Bool {
        func bare(_ text: some StringProtocol) -> [Substring] {
            String(text).split(separator: " ").map { $0.hasPrefix(Secret.mask) ? $0.prefix(Secret.mask.count) : $0 }
        }
        return bare(left) == bare(right)
    }
}
