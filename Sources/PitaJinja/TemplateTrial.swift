import PitaDiagnostics

/// Why a template can't be rendered with some variables.
public struct TemplateTrial: Sendable {
    /// What is wrong, as a rendering says it.
    public let diagnostic: Diagnostic
    /// The variable that is missing, by the names that lead to it: `["lan", "interface"]`. `nil` where something else is
    /// wrong, or what is missing is none of the variables.
    public let missing: [String]?
}

extension Template {
    /// Tries to render; `nil` when it can be done.
    public func trial(_ variables: Value) -> TemplateTrial? {
        guard case .dict(let dict) = variables.frozen else {
            return TemplateTrial(
                diagnostic: Diagnostic("the variables of a template are a dict, not \(variables.typeName)"),
                missing: nil)
        }
        do {
            try attempt(dict) { _ in }
            return nil
        } catch {
            let failure = Failure.from(error)
            let missing = failure.undefined.flatMap { undefined -> [String]? in
                guard let name = undefined.name else { return nil }
                guard let owner = undefined.owner else { return [name] }
                return Self.path(to: owner, in: dict).map { $0 + [name] }
            }
            return TemplateTrial(diagnostic: failure.diagnostic, missing: missing)
        }
    }

    /// The names that lead from a dict of variables to one inside it; `nil` when it stands in a list, or nowhere.
    private static func path(to owner: Value, in variables: Dict) -> [String]? {
        guard case .dict(let wanted) = owner else { return nil }
        var waiting: [(path: [String], dict: Dict)] = [([], variables)]
        while let (path, dict) = waiting.popLast() {
            if dict === wanted { return path }
            for (key, value) in zip(dict.keys, dict.values) {
                if case .dict(let inner) = value, let name = key.stringValue { waiting.append((path + [name], inner)) }
            }
        }
        return nil
    }
}
