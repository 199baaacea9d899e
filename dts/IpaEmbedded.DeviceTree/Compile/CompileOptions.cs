namespace IpaEmbedded.DeviceTree;

/// <summary>What <see cref="DeviceTreeCompiler"/> needs to know besides the text.</summary>
public sealed record CompileOptions
{
    /// <summary>Directories searched, in order, for included files that are not beside the including one.</summary>
    public IReadOnlyList<string> IncludeDirectories { get; init; } = [];

    /// <summary>Directories that included files must lie in or below, links followed; empty lets them lie anywhere.</summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>More directories, from which only source and headers come (<c>.dts</c>, <c>.dtsi</c>, <c>.dtso</c>, <c>.h</c>); without <see cref="Roots"/> they mean nothing.</summary>
    public IReadOnlyList<string> SourceFolders { get; init; } = [];

    /// <summary>Boot CPU for the header; null takes the <c>reg</c> of the first child of <c>/cpus</c>, as dtc does.</summary>
    public uint? BootCpu { get; init; }

    /// <summary>Adds <c>__symbols__</c> for every labelled node (dtc's <c>-@</c>).</summary>
    public bool Symbols { get; init; }

    /// <summary>Adds <c>/aliases</c> for every labelled node (dtc's <c>-A</c>).</summary>
    public bool Aliases { get; init; }

    /// <summary>Which checks run besides those that a tree must pass to be written; null runs none.</summary>
    public CheckOptions? Checks { get; init; }

    /// <summary>Which property carries the number of a referenced node (dtc's <c>-H</c>).</summary>
    public PhandleFormat PhandleFormat { get; init; } = PhandleFormat.Standard;

    /// <summary>Macros defined before the first line, as <c>NAME</c> or <c>NAME=VALUE</c>; <c>__DTS__</c> always is.</summary>
    public IReadOnlyList<string> Defines { get; init; } = [];

    /// <summary>The time that <c>__DATE__</c> and <c>__TIME__</c> tell, in seconds since 1970; null takes the clock's. As GNU's preprocessor, it comes from SOURCE_DATE_EPOCH.</summary>
    public long? SourceDateEpoch { get; init; } = long.TryParse(Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"), out long seconds) ? seconds : null;

    /// <summary>Understands preprocessor lines and macros; without it the text is read as dtc reads it, which knows only line markers.</summary>
    public bool Preprocesses { get; init; } = true;

    /// <summary>Gives a tree although checks found errors in it (dtc's <c>-f</c>); what cannot be parsed gives none.</summary>
    public bool IsForced { get; init; }

    /// <summary>The release of dtc whose rules hold.</summary>
    public DtcRelease Release { get; init; }

    /// <summary>Where files come from.</summary>
    public FileProvider Files { get; init; } = FileProvider.Disk;

    /// <summary>Most errors that one run reports before it stops.</summary>
    public int MaximumErrors { get; init; } = 100;
}
