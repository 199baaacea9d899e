namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>What becomes of one window of a node: where it would be mapped, or why it is not.</summary>
/// <param name="NodePath">Full path of the node.</param>
/// <param name="Request">The window as the tree says.</param>
/// <param name="Decision">What the planner says of it.</param>
/// <param name="Device">The UIO device that has it; null for /dev/mem and for what is refused.</param>
public sealed record PlannedWindow(string NodePath, WindowRequest Request, WindowDecision Decision, UioDevice? Device)
{
    /// <summary>The window as it is mapped; null if it is refused.</summary>
    public MappingWindow? Window => Decision.Window;

    /// <summary>Why it is not mapped; null if it is.</summary>
    public string? Refusal => Decision.Reason;

    /// <summary>Where registers come from: the path of a UIO device, or /dev/mem.</summary>
    public string Backend => Device?.Path ?? "/dev/mem";

    /// <summary>The plan in one line.</summary>
    public override string ToString() => Refusal is null ? $"{NodePath}: {Window} by {Backend}" : $"{NodePath}: refused: {Refusal}";
}
