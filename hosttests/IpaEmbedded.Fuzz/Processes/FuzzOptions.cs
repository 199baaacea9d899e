namespace IpaEmbedded.Fuzz;

/// <summary>How to run targets.</summary>
public sealed record FuzzOptions
{
    /// <summary>More time than any run takes.</summary>
    public static readonly TimeSpan NoLimit = TimeSpan.FromDays(365);

    /// <summary>Executions of each target.</summary>
    public long Count { get; init; } = 100_000;

    /// <summary>Most time for each target.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>From which everything that is random follows.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder with a folder per target, where inputs that reach something new are kept; null for a passing one.</summary>
    public string? CorpusFolder { get; init; }

    /// <summary>Folder for inputs that break a rule; null keeps none.</summary>
    public string? FindingFolder { get; init; }

    /// <summary>Processes of one target at a time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>False to change only the seeds, whatever coverage says.</summary>
    public bool Guided { get; init; } = true;

    /// <summary>An assembly with targets besides those built in; null for none.</summary>
    public string? TargetAssembly { get; init; }

    /// <summary>Most processor time that one execution may take before its process is killed; one that only waits has <see cref="ProcessLimit.Patience"/> times as long.</summary>
    public TimeSpan Hang { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time after which a run that goes on says how far it is.</summary>
    public TimeSpan Progress { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Most bytes of managed memory that a process may have.</summary>
    public long HeapBytes { get; init; } = 1 << 30;
}
