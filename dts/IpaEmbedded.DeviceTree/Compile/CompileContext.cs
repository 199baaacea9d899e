namespace IpaEmbedded.DeviceTree;

/// <summary>What all stages of one compilation share: options, findings, names, and the files read so far.</summary>
internal sealed class CompileContext(CompileOptions options, NameTable names, HeaderCache? headers)
{
    private readonly HeaderCache? _headers = headers;
    private SourceRoots? _roots;
    private long _includedBytes;
    private int _includedFiles;

    public CompileOptions Options { get; } = options;

    /// <summary>Paths of the files that were found, in the order of their uses.</summary>
    public List<string> Files { get; } = [];

    public DiagnosticBag Diagnostics { get; } = new();

    public NameTable Names { get; } = names;

    /// <summary>True once going on makes no sense.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Index of the include directory in which the last file was found; -1 for one beside its includer, or with a full path.</summary>
    public int FoundIn { get; private set; }

    /// <summary>True if there is such a file for a source to include.</summary>
    public bool CanLoad(string name, string? directory, int firstDirectory) => Find(name, directory, firstDirectory).File is not null;

    public static string DirectoryOf(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path[..slash];
    }

    public static string Combine(string directory, string name) =>
        directory.Length == 0 ? name : directory.EndsWith('/') ? directory + name : directory + "/" + name;

    public void FatalError(string id, string message, SourceSpan? span, params RelatedLocation[] related)
    {
        Diagnostics.Error(id, message, span, related);
        Stopped = true;
    }

    /// <summary>True if there are so many errors that the rest would be noise; says so once.</summary>
    public bool TooManyErrors()
    {
        if (!Stopped && Diagnostics.ErrorCount >= Options.MaximumErrors)
        {
            FatalError(DiagnosticIds.TooManyErrors, $"stopped after {Options.MaximumErrors} errors", null);
        }
        return Stopped;
    }

    /// <summary>
    /// Finds a file beside the including one (unless <paramref name="directory"/> is null), then in the include
    /// directories. One that is not there, or not where sources may come from, is reported.
    /// </summary>
    /// <param name="name">The file's path as the source writes it.</param>
    /// <param name="directory">Directory of the including file, or null.</param>
    /// <param name="span">Where the source names the file.</param>
    /// <param name="description">What is looked for, as it stands behind "cannot find".</param>
    /// <param name="firstDirectory">Index of the include directory with which the search begins.</param>
    public SourceFile? Load(string name, string? directory, SourceSpan span, string description, int firstDirectory = 0)
    {
        (SourceFile? file, FileReading reading) = Find(name, directory, firstDirectory);
        if (file is null)
        {
            Diagnostics.Error(
                reading.Outcome switch
                {
                    FileOutcome.Outside => DiagnosticIds.FileOutsideRoots,
                    FileOutcome.TooLarge => DiagnosticIds.TextTooLarge,
                    _ => DiagnosticIds.FileNotFound,
                },
                reading.Outcome == FileOutcome.NotFound ? "cannot find " + description : $"cannot read {description}: {reading.Reason}{(reading.Outcome == FileOutcome.Outside ? " (-i DIR adds one, --allow-outside lifts the rule)" : "")}", span);
            return null;
        }
        Files.Add(file.Path);
        _includedBytes += file.Text.Length;
        if (_includedBytes > Limits.IncludedBytes)
        {
            FatalError(DiagnosticIds.TextTooLarge, $"the included files have more than {Limits.IncludedBytes >> 20} MiB together", span);
            return null;
        }
        if (++_includedFiles > Limits.IncludedFiles)
        {
            FatalError(DiagnosticIds.TextTooLarge, $"more than {Limits.IncludedFiles} files are included, each use counted", span);
            return null;
        }
        return file;
    }

    /// <summary>The first that is there. One that may not be read ends the search: a tree is never built from another file than dtc would take.</summary>
    private (SourceFile? File, FileReading Reading) Find(string name, string? directory, int firstDirectory)
    {
        if (Options.Roots.Count > 0)
        {
            _roots ??= new SourceRoots(_headers?.PathsOf(Options.Files) ?? new RealPaths(Options.Files), Options.Roots, Options.SourceFolders);
        }
        FoundIn = -1;
        if (name.StartsWith('/'))
        {
            return Read("/", name, name);
        }
        (SourceFile? File, FileReading Reading) found = (null, new FileReading(FileOutcome.NotFound));
        if (directory is not null)
        {
            found = Read(directory, name, Combine(directory, name));
        }
        for (int i = firstDirectory; i < Options.IncludeDirectories.Count && found.Reading.Outcome == FileOutcome.NotFound; i++)
        {
            FoundIn = i;
            found = Read(Options.IncludeDirectories[i], name, Combine(Options.IncludeDirectories[i], name));
        }
        return found;
    }

    private (SourceFile? File, FileReading Reading) Read(string directory, string name, string path)
    {
        if (_roots is not null && !_roots.Contain(directory, name))
        {
            return (null, new FileReading(FileOutcome.Outside));
        }
        Func<string, bool>? mayLieAt = _roots is null ? null : _roots.Contain;
        if (_headers is not null)
        {
            return _headers.Read(path, Options.Files, mayLieAt);
        }
        FileReading reading = Options.Files.Read(path, mayLieAt);
        return (reading.Outcome == FileOutcome.Read ? new SourceFile(path, reading.Bytes) : null, reading);
    }
}
