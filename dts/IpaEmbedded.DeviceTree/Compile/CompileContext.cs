namespace IpaEmbedded.DeviceTree;

/// <summary>What all stages of one compilation share: options, findings, names, and the files read so far.</summary>
internal sealed class CompileContext
{
    private readonly HeaderCache? _headers;

    public CompileContext(CompileOptions options, NameTable names, HeaderCache? headers)
    {
        Options = options;
        Names = names;
        _headers = headers;
    }

    public CompileOptions Options { get; }

    public DiagnosticBag Diagnostics { get; } = new();

    public NameTable Names { get; }

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

    /// <summary>Finds a file beside the including one (unless <paramref name="directory"/> is null), then in the include directories.</summary>
    public SourceFile? Load(string name, string? directory)
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

    public SourceFile? Read(string path)
    {
        if (_headers is not null)
        {
            return _headers.Read(path, Options.Files);
        }
        byte[]? bytes = Options.Files.Read(path);
        return bytes is null ? null : new SourceFile(path, bytes);
    }
}
