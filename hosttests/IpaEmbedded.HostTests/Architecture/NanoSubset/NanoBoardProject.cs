using System.Text;
using System.Text.RegularExpressions;

namespace IpaEmbedded.HostTests.Architecture.NanoSubset;

/// <summary>The nanoFramework application's project file: which sources belong to it, and the list of them that the file must contain.</summary>
public static partial class NanoBoardProject
{
    public const string Folder = "firmware/boards/nano";
    public const string ProjectPath = Folder + "/IpaEmbedded.Boards.Nano.nfproj";
    public const string NativeFolder = Folder + "/Native";

    private const string Begin = "  <!-- begin sources (IPA_UPDATE=1 with the test NanoBoardTests rewrites them) -->\n";
    private const string End = "  <!-- end sources -->\n";
    private const string RuntimeMemory = "firmware/IpaEmbedded.Runtime/Hal/DmaMemory.Nano.cs";

    /// <summary>Sources of a variant, simulated or hardware, relative to the repository's root.</summary>
    public static IReadOnlyList<string> Sources(string variant) =>
        [.. Always(), .. variant == "hardware" ? OnHardware() : Simulated()];

    /// <summary>The sources that a project file's text names for a variant.</summary>
    public static IReadOnlyList<string> ListedSources(string projectText, string variant)
    {
        var listed = new List<string>();
        foreach (Match group in Group().Matches(projectText))
        {
            var condition = group.Groups["variant"].Value;
            if (condition.Length == 0 || condition == variant)
            {
                listed.AddRange(Item().Matches(group.Value).Select(item => Resolve(item.Groups["path"].Value)));
            }
        }

        return listed;
    }

    /// <summary>The project file's text with its list replaced by the sources on disk.</summary>
    public static string WithSources(string projectText)
    {
        var begin = projectText.IndexOf(Begin, StringComparison.Ordinal);
        var end = projectText.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{ProjectPath}: the markers around the source list are gone");
        }

        return projectText[..(begin + Begin.Length)] + Render() + projectText[end..];
    }

    private static IEnumerable<string> Always() =>
        Rooms("IpaEmbedded.Runtime", "IpaEmbedded.Qualcomm", "IpaEmbedded.Ipa.Registers", "IpaEmbedded.Ipa").Where(path => path != RuntimeMemory)
            .Concat(Directory.EnumerateFiles(RepositoryRoot.PathOf(Folder), "*.cs").Select(RepositoryRoot.Relative).Order(StringComparer.Ordinal)).Concat(InFolder("Pins"));

    private static IEnumerable<string> Simulated() => [RuntimeMemory, .. Rooms("IpaEmbedded.Fake", "IpaEmbedded.SimulatedBoard"), .. InFolder("Simulated")];

    private static IEnumerable<string> OnHardware() => InFolder("Hardware");

    private static IEnumerable<string> InFolder(string name) => RepositoryRoot.Files($"{Folder}/{name}", "*.cs").Select(RepositoryRoot.Relative);

    private static IEnumerable<string> Rooms(params string[] names) =>
        TargetRoom.InDependencyOrder().Where(room => names.Contains(room.Name)).SelectMany(room => room.Sources);

    private static string Render()
    {
        var text = new StringBuilder();
        AppendGroup(text, "  <ItemGroup>\n", Always());
        AppendGroup(text, "  <ItemGroup Condition=\"'$(IpaBoard)' == 'simulated'\">\n", Simulated());
        AppendGroup(text, "  <ItemGroup Condition=\"'$(IpaBoard)' == 'hardware'\">\n", OnHardware());
        return text.ToString();
    }

    private static void AppendGroup(StringBuilder text, string head, IEnumerable<string> paths)
    {
        text.Append(head);
        foreach (var path in paths)
        {
            var include = Path.GetRelativePath(Folder, path).Replace('/', '\\');
            var link = path["firmware/".Length..].Replace('/', '\\');
            text.Append(include.StartsWith("..", StringComparison.Ordinal)
                ? $"    <Compile Include=\"{include}\" Link=\"{link}\" />\n"
                : $"    <Compile Include=\"{include}\" />\n");
        }

        text.Append("  </ItemGroup>\n");
    }

    private static string Resolve(string include) =>
        RepositoryRoot.Relative(RepositoryRoot.PathOf($"{Folder}/{include.Replace('\\', '/')}"));

    [GeneratedRegex("""<ItemGroup(?: Condition="'\$\(IpaBoard\)' == '(?<variant>\w+)'")?>(?:\s*<Compile [^>]*/>)+""")]
    private static partial Regex Group();

    [GeneratedRegex("""<Compile Include="(?<path>[^"]+)" """)]
    private static partial Regex Item();
}
