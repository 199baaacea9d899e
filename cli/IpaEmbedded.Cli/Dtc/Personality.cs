using IpaEmbedded.DeviceTree;

namespace IpaEmbedded.Cli.Dtc;

/// <summary>
/// A program that this one stands in for: with its command line, its messages and its exit codes. It is meant by the first word
/// (<c>ipa dtc</c>) or by the name that the executable was called by.
/// </summary>
internal abstract class Personality(string name, string description, params GetoptOption[] options)
{
    /// <summary>Stands in front of the options if the program was called by its own name, so that <c>--help</c> is its own too.</summary>
    public const string Called = "\0called";

    /// <summary>The one option that the originals do not have: the release whose rules hold.</summary>
    protected static GetoptOption ProfileOption { get; } = new('\0', "profile", "RELEASE", "Whose rules hold: dtc-1.6, or dtc-1.8.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Personality> All { get; } = [new DtcPersonality(), new FdtgetPersonality(), new FdtputPersonality(), new FdtdumpPersonality(), new FdtoverlayPersonality(), new DtdiffPersonality()];

    /// <summary>The name of the program.</summary>
    public string Name { get; } = name;

    /// <summary>What it does, in one sentence.</summary>
    public string Description { get; } = description;

    /// <summary>What it takes.</summary>
    public IReadOnlyList<GetoptOption> Options { get; } = options;

    /// <summary>The personality of a program of that name; null if there is none.</summary>
    public static Personality? Find(string name) => All.FirstOrDefault(each => each.Name == name);

    /// <summary>The same for a path by which the executable was called.</summary>
    public static Personality? OfExecutable(string path) => Find(Path.GetFileNameWithoutExtension(path));

    /// <summary>The release that <see cref="ProfileOption"/> names last, 1.6 without it; null for a word that is none.</summary>
    protected static DtcRelease? ReleaseOf(GetoptLine line) => line.Options.LastOrDefault(each => each.Option == ProfileOption).Value switch
    {
        null or "dtc-1.6" => DtcRelease.Dtc16,
        "dtc-1.8" => DtcRelease.Dtc18,
        _ => null,
    };

    /// <summary>Runs a command line, the name not in it, and gives the program's exit code.</summary>
    public abstract int Run(string[] args, Terminal terminal);
}
