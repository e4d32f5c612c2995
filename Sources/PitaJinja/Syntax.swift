/// An expression as written.
struct Expr {
    let kind: Kind
    let offset: Int
    let length: Int
    /// How deeply expressions are nested in it.
    let depth: Int

    indirect enum Kind {
        case constant(Value)
        case data(String)
        case name(String)
        case namespaceRef(String, String)
        case tuple([Expr])
        case list([Expr])
        case dict([(key: Expr, value: Expr)])
        case conditional(test: Expr, then: Expr, otherwise: Expr?)
        case or(Expr, Expr)
        case and(Expr, Expr)
        case not(Expr)
        case compare(Expr, [(CompareOperator, Expr)])
        case binary(BinaryOperator, Expr, Expr)
        case concat([Expr])
        case unary(isNegative: Bool, Expr)
        case attribute(Expr, String)
        case item(Expr, Expr)
        case slice(Expr?, Expr?, Expr?)
        case call(Expr, CallSyntax)
        case filter(Expr?, String, CallSyntax)
        case test(Expr, String, CallSyntax)
    }

    /// What Jinja2 calls it when it stands where a name should be assigned.
    var kindName: String {
        switch kind {
        case .constant: "const"
        case .data: "templatedata"
        case .name: "name"
        case .namespaceRef: "nsref"
        case .tuple: "tuple"
        case .list: "list"
        case .dict: "dict"
        case .conditional: "condexpr"
        case .call: "call"
        case .attribute: "getattr"
        case .item: "getitem"
        default: "expression"
        }
    }

    /// Whether it may stand left of `=`.
    var isAssignable: Bool {
        switch kind {
        case .name(let name): !["true", "false", "none", "True", "False", "None"].contains(name)
        case .namespaceRef: true
        case .tuple(let items): items.allSatisfy(\.isAssignable)
        default: false
        }
    }
}

/// The arguments of a call as written.
struct CallSyntax {
    var positional: [Expr] = []
    var named: [(name: String, value: Expr)] = []
    var list: Expr?
    var dict: Expr?

    var expressions: [Expr] { positional + named.map(\.value) + [list, dict].compactMap { $0 } }
    var depth: Int { expressions.map(\.depth).max() ?? 0 }
}

enum CompareOperator: String, Sendable {
    case eq = "=="
    case ne = "!="
    case lt = "<"
    case le = "<="
    case gt = ">"
    case ge = ">="
    case within = "in"
    case notWithin = "not in"
}

enum BinaryOperator: String, Sendable {
    case add = "+"
    case sub = "-"
    case mul = "*"
    case div = "/"
    case floordiv = "//"
    case mod = "%"
    case pow = "**"
}

/// A statement as written.
struct Stmt {
    let kind: Kind
    let offset: Int
    let length: Int

    indirect enum Kind {
        case output([Expr])
        case loop(LoopSyntax)
        case branch(BranchSyntax)
        case macro(name: String, MacroSyntax)
        case callBlock(call: Expr, MacroSyntax)
        case filterBlock(Expr, [Stmt])
        case assign(Expr, Expr)
        case assignBlock(Expr, filter: Expr?, [Stmt])
        case include(Expr, ignoreMissing: Bool, withContext: Bool)
        case importModule(Expr, target: String, withContext: Bool)
        case importNames(Expr, names: [(name: String, alias: String)], withContext: Bool)
        case extends(Expr)
        case block(BlockSyntax)
        case with([(target: Expr, value: Expr)], [Stmt])
        case autoescape(Expr, [Stmt])
        case perform(Expr)
        case leaveLoop
        case nextRound
    }
}

struct LoopSyntax {
    let target: Expr
    let sequence: Expr
    let test: Expr?
    let isRecursive: Bool
    let body: [Stmt]
    let otherwise: [Stmt]
}

/// `if` with its `elif`s, each of which is a branch of its own, and `else`.
struct BranchSyntax {
    let test: Expr
    let body: [Stmt]
    let elifs: [(test: Expr, body: [Stmt], offset: Int)]
    let otherwise: [Stmt]
}

struct MacroSyntax {
    let parameters: [String]
    let defaults: [Expr]
    let body: [Stmt]
}

struct BlockSyntax {
    let name: String
    let isScoped: Bool
    let isRequired: Bool
    let body: [Stmt]
}
