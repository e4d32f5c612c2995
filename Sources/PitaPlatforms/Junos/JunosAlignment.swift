import PitaDiagnostics

/// Finds the masked names of an intended config among those of the running one: the same secret is the same name.
struct JunosAlignment {
    private let intended: [String: Secret]
    private let running: [String: Secret]
    /// The running names by their secrets.
    private var names: [String: [String]] = [:]

    init(intended: ConfigTree, running: ConfigTree) {
        (self.intended, self.running) = (intended.hidden, running.hidden)
        guard !self.intended.isEmpty else { return }
        for (name, secret) in running.hidden { secret.withRevealed { names[$0, default: []].append(name) } }
    }

    /// The path in the words of the running config. What it does not have gets a name that no running one has.
    func aligned(_ path: JunosPath) -> JunosPath {
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
