namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>One line of an API list: a method, a field or an enum value, with the names as metadata spells them.</summary>
public sealed record ApiMember(char Kind, IReadOnlyList<string> Modifiers, string Type, string Name, IReadOnlyList<ApiParameter> Parameters, string? Value)
{
    public bool Has(string modifier) => Modifiers.Contains(modifier);

    /// <summary>Name and parameter types, the form in which a reference in compiled code is looked up.</summary>
    public string Signature => Kind == 'M' ? $"{Type} {Name}({string.Join(", ", Parameters.Select(p => p.SignatureType))})" : $"{Type} {Name}";

    /// <summary>Reads a member line without its indentation: kind, modifiers, then either a signature or `Name = value`.</summary>
    public static ApiMember Parse(string line)
    {
        var kind = line[0];
        var text = line[2..];
        if (kind == 'E')
        {
            var halves = text.Split(" = ", 2);
            return new ApiMember(kind, [], "", halves[0], [], halves[1]);
        }

        string? value = null;
        var equals = text.IndexOf(" = ", StringComparison.Ordinal);
        if (kind == 'F' && equals >= 0)
        {
            value = text[(equals + 3)..];
            text = text[..equals];
        }

        var parameters = new List<ApiParameter>();
        var open = text.IndexOf('(');
        if (open >= 0)
        {
            var inside = text[(open + 1)..text.LastIndexOf(')')];
            if (inside.Length > 0)
            {
                parameters.AddRange(inside.Split(", ").Select(ApiParameter.Parse));
            }

            text = text[..open];
        }

        var words = text.Split(' ');
        return new ApiMember(kind, words[..^2], words[^2], words[^1], parameters, value);
    }
}
