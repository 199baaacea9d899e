namespace IpaEmbedded.Boards.Linux.Nodes;

/// <summary>One line of the plan.</summary>
/// <param name="NodePath">The node.</param>
/// <param name="What">What it is: "I2C adapter", "chip 1-0076" ...</param>
/// <param name="Use">What becomes of it.</param>
/// <param name="Detail">The file that is opened, the kernel's driver and class, or what was looked for.</param>
public sealed record PlannedDevice(string NodePath, string What, PlannedUse Use, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => Use == PlannedUse.Missing ? $"{NodePath}: {Detail}" : $"{NodePath}: {What}: {Detail}";
}
