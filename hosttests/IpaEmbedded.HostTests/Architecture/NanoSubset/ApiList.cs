namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>The public API of one nanoFramework assembly, read from its list; generic types are left out, since using one crashes the 1.x interpreter.</summary>
public sealed class ApiList
{
    private ApiList(string assemblyName, IReadOnlyList<ApiType> types)
    {
        AssemblyName = assemblyName;
        Types = types;
    }

    public string AssemblyName { get; }

    public IReadOnlyList<ApiType> Types { get; }

    public static ApiList Load(string assemblyName) =>
        Parse(File.ReadAllLines(RepositoryRoot.PathOf($"hosttests/IpaEmbedded.HostTests/NanoApi/{assemblyName}.txt")));

    public static ApiList Parse(IEnumerable<string> lines)
    {
        var assemblyName = "";
        var types = new List<ApiType>();
        foreach (var line in lines)
        {
            switch (line.Split(' ')[0])
            {
                case "#":
                    assemblyName = line.Split(' ')[2];
                    break;
                case "T":
                    types.Add(ParseType(line[2..]));
                    break;
                case "" when line.StartsWith("  ", StringComparison.Ordinal):
                    types[^1].Members.Add(ApiMember.Parse(line.Trim()));
                    break;
            }
        }

        return new ApiList(assemblyName, types.Where(type => !type.IsGeneric).ToList());
    }

    private static ApiType ParseType(string text)
    {
        var halves = text.Split(" : ", 2);
        var words = halves[0].Split(' ');
        return new ApiType(words[^2], string.Join(' ', words[..^2]), words[^1], halves.Length == 2 ? halves[1].Split(", ") : []);
    }
}
