namespace IpaEmbedded.NanoBuild;

/// <summary>
/// Where the types and members of sources are declared, for what compiled code does not tell: symbols know places of statements only.
/// Types are named as metadata names them, nested ones as Outer/Inner.
/// </summary>
public sealed class SourceDeclarations
{
    private readonly Dictionary<string, SourcePlace> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourcePlace> _members = new(StringComparer.Ordinal);

    /// <summary>Reads the declarations of sources.</summary>
    public SourceDeclarations(IEnumerable<(string Path, string Text)> sources)
    {
        foreach ((string path, string text) in sources)
        {
            Read(path, CSharpTokens.Of(text));
        }
    }

    /// <summary>Full names of the types.</summary>
    public IEnumerable<string> Types => _types.Keys;

    /// <summary>Where a type, or the first of its members of a name, is declared; the type's place if the member has none.</summary>
    /// <param name="type">Name of the type in metadata; what the compiler makes of a lambda or property is taken for what was written.</param>
    /// <param name="member">Name of the member in metadata, or null.</param>
    public SourcePlace? Find(string type, string? member) => FindMember(type, member) ?? _types.GetValueOrDefault(Written(type, ref member));

    /// <summary>Where the first of a type's members of a name is declared; null if none is found.</summary>
    public SourcePlace? FindMember(string type, string? member) =>
        Written(type, ref member) is var written && member is not null ? _members.GetValueOrDefault(written + "::" + member) : null;

    // <Run>b__0 and the type <>c__DisplayClass are parts of Run; <X>k__BackingField, get_X and add_X are X.
    private static string Written(string type, ref string? member)
    {
        if (type.IndexOf("/<", StringComparison.Ordinal) is var at and >= 0)
        {
            type = type[..at];
        }
        if (member is not null)
        {
            int close = member.IndexOf('>', StringComparison.Ordinal);
            string simple = type[(type.LastIndexOfAny(['.', '/']) + 1)..];
            member = member.StartsWith('<') && close > 1 ? member[1..close]
                : member is ".ctor" or ".cctor" ? Plain(simple)
                : member.StartsWith("get_", StringComparison.Ordinal) || member.StartsWith("set_", StringComparison.Ordinal) || member.StartsWith("add_", StringComparison.Ordinal) ? member[4..]
                : member[(member.LastIndexOf('.') + 1)..];
        }
        return type;
    }

    private static string Plain(string name) => name.Split('`')[0];

    private void Read(string path, List<CSharpToken> tokens)
    {
        // One entry per open brace: the type that it opened, or for a namespace the one around it, or neither.
        var open = new Stack<(string? Type, string? Around)>();
        string space = "";
        string? pending = null;
        string? pendingSpace = null;
        for (int i = 0; i < tokens.Count; i++)
        {
            CSharpToken token = tokens[i];
            CSharpToken? next = i + 1 < tokens.Count ? tokens[i + 1] : null;
            string? type = open.TryPeek(out (string? Type, string? Around) top) ? top.Type : null;
            bool declares = open.Count == 0 || type is not null || top.Around is not null;
            switch (token.Text)
            {
                case "namespace" when next is { IsWord: true }:
                    int end = i + 1;
                    while (end < tokens.Count && (tokens[end].IsWord || tokens[end].Text == "."))
                    {
                        end++;
                    }
                    pendingSpace = (space.Length == 0 ? "" : space + ".") + string.Concat(tokens[(i + 1)..end].Select(part => part.Text));
                    if (end < tokens.Count && tokens[end].Text == ";")
                    {
                        space = pendingSpace;
                        pendingSpace = null;
                    }
                    i = end - 1;
                    break;
                case "class" or "struct" or "interface" or "enum" or "record" when declares && next is { IsWord: true, Text: not ("struct" or "class") }:
                    pending = Declare(path, tokens, i + 1, type, space);
                    i++;
                    break;
                case "delegate" when declares && NameOfDelegate(tokens, i) is > 0 and var name:
                    Declare(path, tokens, name, type, space);
                    i = name;
                    break;
                case "{":
                    open.Push((pending, pendingSpace is null ? null : space));
                    space = pendingSpace ?? space;
                    pending = pendingSpace = null;
                    break;
                case "}":
                    space = open.TryPop(out (string? Type, string? Around) closed) && closed.Around is { } around ? around : space;
                    break;
                case ";":
                    pending = null;
                    break;
                default:
                    if (type is not null && token.IsWord && next?.Text is "(" or ";" or "=" or "," or "{" or "<" or "}")
                    {
                        _members.TryAdd(type + "::" + token.Text, new SourcePlace(path, token.Line, token.Column));
                    }
                    break;
            }
        }
    }

    private string Declare(string path, List<CSharpToken> tokens, int at, string? outer, string space)
    {
        string name = tokens[at].Text;
        int parameters = ParametersOf(tokens, at + 1);
        name += parameters > 0 ? "`" + parameters.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
        string full = outer is not null ? outer + "/" + name : space.Length > 0 ? space + "." + name : name;
        _types.TryAdd(full, new SourcePlace(path, tokens[at].Line, tokens[at].Column));
        return full;
    }

    private static int ParametersOf(List<CSharpToken> tokens, int at)
    {
        int count = 0;
        if (at < tokens.Count && tokens[at].Text == "<")
        {
            for (count = 1; at < tokens.Count && tokens[at].Text != ">"; at++)
            {
                count += tokens[at].Text == "," ? 1 : 0;
            }
        }
        return count;
    }

    // delegate TYPE NAME (; an anonymous method has its parameters at once.
    private static int NameOfDelegate(List<CSharpToken> tokens, int at)
    {
        for (int i = at + 1; i < tokens.Count && tokens[i].Text is not (";" or "{"); i++)
        {
            if (tokens[i].Text == "(")
            {
                int name = i - 1;
                for (; name > at && !tokens[name].IsWord; name--)
                {
                }
                return name > at + 1 || (name == at + 1 && tokens[i - 1].IsWord) ? name : 0;
            }
        }
        return 0;
    }
}
