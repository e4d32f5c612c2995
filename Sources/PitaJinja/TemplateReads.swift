/// What a template can read, by its text alone: rather more than one rendering reads, never less.
public struct TemplateReads: Sendable {
    /// The names with their members, as far as they are written out: `lan.interface` is `["lan", "interface"]`. A value that
    /// is used as a whole (looped over, handed to a filter, asked for a computed member) ends where it is used.
    public private(set) var paths: Set<[String]> = []
    /// The names that the template gives a value itself: `set`, loop variables, macros and their parameters, imports.
    public private(set) var assigned: Set<String> = []
    /// The names of the templates that it includes, imports or extends.
    public private(set) var templates: Set<String> = []
    /// Whether it names such a template by a value, so that nobody knows beforehand which.
    public private(set) var isOpen = false

    init(_ statements: [Stmt]) {
        for statement in statements { visit(statement) }
    }

    private mutating func visit(_ statement: Stmt) {
        switch statement.kind {
        case .loop(let loop): assign(loop.target)
        case .macro(let name, let macro):
            assigned.insert(name)
            assigned.formUnion(macro.parameters)
        case .callBlock(_, let macro): assigned.formUnion(macro.parameters)
        case .assign(let target, _), .assignBlock(let target, _, _): assign(target)
        case .with(let pairs, _): for pair in pairs { assign(pair.target) }
        case .importModule(let name, let target, _):
            assigned.insert(target)
            nameTemplate(name)
        case .importNames(let name, let names, _):
            assigned.formUnion(names.map(\.alias))
            nameTemplate(name)
        case .include(let name, _, _), .extends(let name): nameTemplate(name)
        default: break
        }
        for expression in statement.expressions { visit(expression) }
        for inner in statement.bodies { visit(inner) }
    }

    private mutating func assign(_ target: Expr) { assigned.formUnion(target.assignedNames) }

    /// The names that stand where a template is named: one, or a list of candidates.
    private mutating func nameTemplate(_ expression: Expr) {
        switch expression.kind {
        case .constant(.string(let name)): templates.insert(name)
        case .list(let items), .tuple(let items): for item in items { nameTemplate(item) }
        default: isOpen = true
        }
    }

    private mutating func visit(_ expression: Expr) {
        if let path = Self.path(expression) {
            paths.insert(path)
            return
        }
        // A method asks for the whole of what it is called on: `ntp.items()`.
        if case .call(let function, let arguments) = expression.kind, case .attribute(let base, _) = function.kind {
            for part in [base] + arguments.expressions { visit(part) }
            return
        }
        for child in NameAnalysis.children(of: expression) { visit(child) }
    }

    /// A name with members that are written out: `a.b`, `a["b"]`; `nil` for anything else.
    private static func path(_ expression: Expr) -> [String]? {
        switch expression.kind {
        case .name(let name): [name]
        case .attribute(let base, let name): path(base).map { $0 + [name] }
        case .item(let base, let key):
            if case .constant(.string(let name)) = key.kind { path(base).map { $0 + [name] } } else { nil }
        default: nil
        }
    }
}
