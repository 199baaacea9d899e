namespace IpaEmbedded.Boards.Linux.Registers;

/// <summary>What the planner says of one window: the window, or the row of its table that refuses it and the reason in words.</summary>
/// <param name="Address">First byte as the processor sees it; null if the tree's addresses lead to none.</param>
/// <param name="Window">The window as it is mapped; null if it is refused.</param>
/// <param name="Refusal">The row that refuses it; <see cref="WindowRefusal.None"/> if it may be mapped.</param>
/// <param name="Reason">The reason with its numbers; null if it may be mapped.</param>
public sealed record WindowDecision(ulong? Address, MappingWindow? Window, WindowRefusal Refusal, string? Reason);
