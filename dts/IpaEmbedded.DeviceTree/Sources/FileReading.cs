namespace IpaEmbedded.DeviceTree;

/// <summary>A file's bytes, or why there are none.</summary>
/// <param name="Outcome">Whether it was read.</param>
/// <param name="Bytes">What was read; empty unless <see cref="FileOutcome.Read"/>.</param>
/// <param name="RealPath">Where the file that was read really lies, by its handle; null if its provider has no links.</param>
public readonly record struct FileReading(FileOutcome Outcome, byte[] Bytes, string? RealPath)
{
    /// <summary>A reading without bytes.</summary>
    public FileReading(FileOutcome outcome)
        : this(outcome, [], null)
    {
    }

    /// <summary>Why nothing was read, as it stands behind "cannot read the file: ".</summary>
    public string Reason => Outcome switch
    {
        FileOutcome.NotFound => "there is no such file",
        FileOutcome.NotRegular => "it is not a regular file",
        FileOutcome.Outside => "it lies outside the directories that files may come from",
        FileOutcome.TooLarge => $"it has more than {FileProvider.MaximumFileBytes >> 20} MiB",
        FileOutcome.NotReadable => "it is not allowed",
        _ => "",
    };
}
