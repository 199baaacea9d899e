namespace IpaEmbedded.DeviceTree;

/// <summary>What all stages of one compilation share: options, findings, names, and the files read so far.</summary>
internal sealed class CompileContext(CompileOptions options, NameTable names, HeaderCache? headers)
{
    /// <summary>Most bytes of included files that one compilation takes in, each use counted.</summary>
    private const long MaximumIncludedBytes = FileProvider.MaximumFileBytes;

    private readonly HeaderCache? _headers = headers;
    private RealPaths? _paths;
    private long _includedBytes;

    public CompileOptions Options { get; } = options;

    public DiagnosticBag Diagnostics { get; } = new();

    public NameTable Names { get; } = names;

    /// <summary>True once going on makes no sense.</summary>
    public bool Stopped { get; private set; }

    public static string DirectoryOf(string path)
    {
        int slash = path.LastIndexOf('/');
        return slash < 0 ? "" : slash == 0 ? "/" : path[..slash];
    }

    public static string Combine(string directory, string name) =>
        directory.Length == 0 || directory == "." ? name : directory.EndsWith('/') ? directory + name : directory + "/" + name;

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
    public SourceFile? Load(string name, string? directory, SourceSpan span, string description)
    {
        if (Find(name, directory) is not { } file)
        {
            Diagnostics.Error(DiagnosticIds.FileNotFound, "cannot find " + description, span);
            return null;
        }
        if (Options.Roots.Count > 0)
        {
            _paths ??= _headers?.PathsOf(Options.Files) ?? new RealPaths(Options.Files);
            if (!_paths.IsInside(file.Path, Options.Roots))
            {
                Diagnostics.Error(DiagnosticIds.FileOutsideRoots, $"\"{name}\" is {_paths.Of(file.Path)}, outside the directories that files may come from", span);
                return null;
            }
        }
        _includedBytes += file.Text.Length + 64;
        if (_includedBytes > MaximumIncludedBytes)
        {
            FatalError(DiagnosticIds.TextTooLarge, $"the included files have more than {MaximumIncludedBytes >> 20} MiB together", span);
            return null;
        }
        return file;
    }

    private SourceFile? Find(string name, string? directory)
    {
        if (name.StartsWith('/'))
        {
            return Read(name);
        }
        if (directory is not null && Read(Combine(directory, name)) is { } beside)
        {
            return beside;
        }
        foreach (string include in Options.IncludeDirectories)
        {
            if (Read(Combine(include, name)) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private SourceFile? Read(string path)
    {
        if (_headers is not null)
        {
            return _headers.Read(path, Options.Files);
        }
        byte[]? bytes = Options.Files.Read(path);
        return bytes is null ? null : new SourceFile(path, bytes);
    }
}
