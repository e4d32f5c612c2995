/// A command language of the IOS kind: one syntax, several makers.
public enum IOSDialect: String, Sendable, CaseIterable {
    /// Cisco IOS and IOS-XE.
    case ios
    /// Arista EOS.
    case eos
    /// Ruijie RGOS.
    case rgos

    /// The language of the config.
    var grammar: LineGrammar {
        switch self {
        case .ios: .ios
        case .eos: .eos
        case .rgos: .rgos
        }
    }
}
