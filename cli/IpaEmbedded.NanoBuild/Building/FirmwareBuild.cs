namespace IpaEmbedded.NanoBuild;

/// <summary>What a build made.</summary>
/// <param name="Rooms">The rooms in the order of compilation, the application last.</param>
/// <param name="Missing">What this machine lacks; empty if nothing.</param>
/// <param name="Files">The .pe files as they are loaded, mscorlib first and the application last; empty if nothing was converted.</param>
public sealed record FirmwareBuild(IReadOnlyList<BuiltRoom> Rooms, IReadOnlyList<MissingItem> Missing, IReadOnlyList<PeFile> Files)
{
    /// <summary>True if the sources are wrong somewhere.</summary>
    public bool IsWrong => Rooms.Any(room => room.IsWrong);

    /// <summary>True if there is an image to flash.</summary>
    public bool IsComplete => Files.Count > 0;

    /// <summary>What is written to the board.</summary>
    public byte[] Image => DeploymentImage.Of(Files);
}
