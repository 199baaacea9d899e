namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>A parameter of a listed method: `out`, `ref`, `params` or nothing, its type and its name.</summary>
public sealed record ApiParameter(string Modifier, string Type, string Name)
{
    /// <summary>The type as a compiled signature shows it: by-reference types end in an ampersand.</summary>
    public string SignatureType => Modifier is "out" or "ref" ? Type + "&" : Type;

    public static ApiParameter Parse(string text)
    {
        var words = text.Split(' ');
        return words.Length == 3 ? new ApiParameter(words[0], words[1], words[2]) : new ApiParameter("", words[0], words[1]);
    }
}
