namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>One type of an API list with its members; nested types are spelled Outer/Inner as in the list.</summary>
public sealed class ApiType(string keyword, string modifiers, string fullName, IReadOnlyList<string> bases)
{
    /// <summary>class, struct, interface, enum or delegate.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>abstract, sealed or static, or empty.</summary>
    public string Modifiers { get; } = modifiers;

    public string FullName { get; } = fullName;

    /// <summary>Base class first when there is one, then interfaces; the underlying type for an enum.</summary>
    public IReadOnlyList<string> Bases { get; } = bases;

    public List<ApiMember> Members { get; } = [];

    public bool IsGeneric => FullName.Contains('`');

    public string Namespace => FullName.Contains('.') ? FullName[..FullName.Split('/')[0].LastIndexOf('.')] : "";

    public string SimpleName => FullName[(FullName.LastIndexOfAny(['.', '/']) + 1)..];

    public string? OuterName => FullName.Contains('/') ? FullName[..FullName.LastIndexOf('/')] : null;

    public IEnumerable<ApiMember> Methods => Members.Where(m => m.Kind == 'M');
}
