using System.Globalization;
using System.Text;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>
/// Turns API lists into C# that compiles to an assembly with exactly those public members. Put together again from the lists: properties,
/// indexers, events and operators (listed as accessor methods), nested types, the finalizer of Object, private constructors, and the
/// explicit interface members that a list omits.
/// </summary>
public sealed class FacadeWriter
{
    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+",
        ["op_Subtraction"] = "-",
        ["op_UnaryNegation"] = "-",
        ["op_UnaryPlus"] = "+",
        ["op_Equality"] = "==",
        ["op_Inequality"] = "!=",
        ["op_LessThan"] = "<",
        ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThan"] = ">",
        ["op_GreaterThanOrEqual"] = ">=",
    };

    private readonly Dictionary<string, ApiType> _known = [];
    private readonly StringBuilder _text = new();

    /// <summary>Source text of one assembly; the lists it refers to are needed to find interfaces and base constructors.</summary>
    public static string Write(ApiList list, IEnumerable<ApiList> references)
    {
        var writer = new FacadeWriter();
        foreach (var type in references.Append(list).SelectMany(l => l.Types))
        {
            writer._known[type.FullName] = type;
        }

        foreach (var type in list.Types.Where(type => type.OuterName is null))
        {
            writer._text.Append("namespace ").Append(type.Namespace).AppendLine(" {");
            writer.WriteType(type, list);
            writer._text.AppendLine("}");
        }

        return writer._text.ToString();
    }

    private static string Name(string type) => type == "System.Void" ? "void" : "global::" + type.Replace('/', '.');

    private static string Identifier(string name) => "@" + name;

    private static string Parameters(IEnumerable<ApiParameter> parameters) =>
        string.Join(", ", parameters.Select(p => $"{p.Modifier} {Name(p.Type)} {Identifier(p.Name)}".TrimStart()));

    private static string Access(ApiMember member) => member.Has("protected") ? "protected" : "public";

    private static string Inheritance(ApiMember member) =>
        string.Join(' ', member.Modifiers.Where(m => m is "static" or "virtual" or "override" or "abstract"));

    private static string Body(ApiMember member) => member.Has("abstract") ? ";" : " { throw null; }";

    private void WriteType(ApiType type, ApiList list)
    {
        if (type.Keyword == "delegate")
        {
            var invoke = type.Members.Single(m => m.Name == "Invoke");
            _text.AppendLine($"public delegate {Name(invoke.Type)} {type.SimpleName}({Parameters(invoke.Parameters)});");
            return;
        }

        var bases = type.Bases.Count > 0 ? " : " + string.Join(", ", type.Bases.Select(Name)) : "";
        _text.AppendLine($"public {type.Modifiers} {type.Keyword} {type.SimpleName}{bases} {{");
        if (type.Keyword == "enum")
        {
            foreach (var value in type.Members)
            {
                _text.AppendLine($"{Identifier(value.Name)} = {value.Value},");
            }
        }
        else
        {
            WriteMembers(type);
            foreach (var nested in list.Types.Where(t => t.OuterName == type.FullName))
            {
                WriteType(nested, list);
            }
        }

        _text.AppendLine("}");
    }

    private void WriteMembers(ApiType type)
    {
        if (type.Keyword == "struct")
        {
            // A struct without fields would count as assigned before it is.
            _text.AppendLine("private int _state;");
        }

        foreach (var field in type.Members.Where(m => m.Kind == 'F'))
        {
            WriteField(field);
        }

        foreach (var method in type.Methods.Where(m => !IsAccessor(m)))
        {
            WriteMethod(type, method);
        }

        foreach (var name in type.Methods.Where(IsPropertyAccessor).Select(m => m.Name[4..]).Distinct())
        {
            WriteProperty(type, name);
        }

        foreach (var add in type.Methods.Where(m => m.Name.StartsWith("add_", StringComparison.Ordinal)))
        {
            _text.AppendLine($"{Access(add)} {Inheritance(add)} event {Name(add.Parameters[0].Type)} {Identifier(add.Name[4..])} {{ add {{ throw null; }} remove {{ throw null; }} }}");
        }

        WriteUnlistedMembers(type);
    }

    private static bool IsPropertyAccessor(ApiMember member) =>
        member.Name.StartsWith("get_", StringComparison.Ordinal) || member.Name.StartsWith("set_", StringComparison.Ordinal);

    private static bool IsAccessor(ApiMember member) =>
        IsPropertyAccessor(member) || member.Name.StartsWith("add_", StringComparison.Ordinal) || member.Name.StartsWith("remove_", StringComparison.Ordinal);

    private void WriteField(ApiMember field)
    {
        var modifiers = string.Join(' ', field.Modifiers.Where(m => m != "protected"));
        var value = field.Value is null ? "" : " = " + Literal(field.Type, field.Value);
        _text.AppendLine($"{Access(field)} {modifiers} {Name(field.Type)} {Identifier(field.Name)}{value};");
    }

    private static string Literal(string type, string value) => (type, value) switch
    {
        ("System.Single", "NaN") => "0f / 0f",
        ("System.Single", "Infinity") => "1f / 0f",
        ("System.Single", "-Infinity") => "-1f / 0f",
        ("System.Double", "NaN") => "0d / 0d",
        ("System.Double", "Infinity") => "1d / 0d",
        ("System.Double", "-Infinity") => "-1d / 0d",
        ("System.Single", _) => value + "f",
        ("System.Char", _) => $"(char){int.Parse(value, CultureInfo.InvariantCulture)}",
        _ => value,
    };

    private void WriteMethod(ApiType type, ApiMember method)
    {
        var parameters = Parameters(method.Parameters);
        if (type.Keyword == "interface")
        {
            _text.AppendLine($"{Name(method.Type)} {Identifier(method.Name)}({parameters});");
        }
        else if (method.Name == ".ctor")
        {
            _text.AppendLine($"{Access(method)} {type.SimpleName}({parameters}){BaseCall(type)} {{ throw null; }}");
        }
        else if (method.Name == "Finalize")
        {
            _text.AppendLine($"~{type.SimpleName}() {{ }}");
        }
        else if (method.Name is "op_Implicit" or "op_Explicit")
        {
            _text.AppendLine($"public static {method.Name[3..].ToLowerInvariant()} operator {Name(method.Type)}({parameters}) {{ throw null; }}");
        }
        else if (Operators.TryGetValue(method.Name, out var symbol))
        {
            _text.AppendLine($"public static {Name(method.Type)} operator {symbol}({parameters}) {{ throw null; }}");
        }
        else
        {
            _text.AppendLine($"{Access(method)} {Inheritance(method)} {Name(method.Type)} {Identifier(method.Name)}({parameters}){Body(method)}");
        }
    }

    private void WriteProperty(ApiType type, string name)
    {
        var get = type.Methods.FirstOrDefault(m => m.Name == "get_" + name);
        var set = type.Methods.FirstOrDefault(m => m.Name == "set_" + name);
        var accessor = get ?? set!;
        var propertyType = get?.Type ?? set!.Parameters[^1].Type;
        var index = get?.Parameters ?? set!.Parameters.SkipLast(1).ToList();
        var isInterface = type.Keyword == "interface";
        var body = isInterface || accessor.Has("abstract") ? ";" : " { throw null; }";
        var accessors = (get is null ? "" : "get" + body) + (set is null ? "" : " set" + body);
        var declaration = isInterface ? Name(propertyType) : $"{Access(accessor)} {Inheritance(accessor)} {Name(propertyType)}";
        if (index.Count == 0)
        {
            _text.AppendLine($"{declaration} {Identifier(name)} {{ {accessors} }}");
            return;
        }

        if (name != "Item")
        {
            _text.AppendLine($"[global::System.Runtime.CompilerServices.IndexerName(\"{name}\")]");
        }

        _text.AppendLine($"{declaration} this[{Parameters(index)}] {{ {accessors} }}");
    }

    private void WriteUnlistedMembers(ApiType type)
    {
        if (type.Keyword == "class" && type.Modifiers != "static" && !type.Methods.Any(m => m.Name == ".ctor"))
        {
            _text.AppendLine($"internal {type.SimpleName}(){BaseCall(type)} {{ throw null; }}");
        }

        if (type.Keyword is not ("class" or "struct"))
        {
            return;
        }

        foreach (var contract in type.Bases.SelectMany(Interfaces).Distinct())
        {
            foreach (var member in contract.Methods.Where(m => !Implements(type, m)))
            {
                WriteExplicit(contract, member);
            }
        }
    }

    private void WriteExplicit(ApiType contract, ApiMember member)
    {
        if (!IsPropertyAccessor(member))
        {
            _text.AppendLine($"{Name(member.Type)} {Name(contract.FullName)}.{Identifier(member.Name)}({Parameters(member.Parameters)}) {{ throw null; }}");
        }
        else if (member.Name.StartsWith("get_", StringComparison.Ordinal))
        {
            var hasSet = contract.Methods.Any(m => m.Name == "set_" + member.Name[4..]);
            var accessors = "get { throw null; }" + (hasSet ? " set { throw null; }" : "");
            var name = member.Parameters.Count == 0 ? Identifier(member.Name[4..]) : $"this[{Parameters(member.Parameters)}]";
            _text.AppendLine($"{Name(member.Type)} {Name(contract.FullName)}.{name} {{ {accessors} }}");
        }
    }

    private IEnumerable<ApiType> Interfaces(string name)
    {
        var type = _known[name];
        if (type.Keyword != "interface")
        {
            return [];
        }

        return type.Bases.SelectMany(Interfaces).Prepend(type);
    }

    private bool Implements(ApiType type, ApiMember member)
    {
        if (type.Methods.Any(m => m.Signature == member.Signature))
        {
            return true;
        }

        var parent = Parent(type);
        return parent is not null && Implements(parent, member);
    }

    private ApiType? Parent(ApiType type) =>
        type.Bases.Select(name => _known[name]).FirstOrDefault(candidate => candidate.Keyword != "interface");

    private string BaseCall(ApiType type)
    {
        var constructors = Parent(type)?.Methods.Where(m => m.Name == ".ctor").ToList();
        if (type.Keyword == "struct" || constructors is null || constructors.Count == 0 || constructors.Any(m => m.Parameters.Count == 0))
        {
            return "";
        }

        return " : base(" + string.Join(", ", constructors[0].Parameters.Select(p => $"default({Name(p.Type)})")) + ")";
    }
}
