using IpaEmbedded.Runtime.Scheduling;

namespace IpaEmbedded.Cli.Recorders;

/// <summary>A register access of the driver: when, in which context and boot stage, where, and what; <see cref="Register"/> is null for a place without a name.</summary>
public readonly record struct RegisterAccess(long Microseconds, EventLoopContext Context, string Stage, bool IsWrite, string Block, uint Offset, uint Value, RegisterInstance? Register)
{
    /// <summary>Name of the register, or its place.</summary>
    public string Name => Register?.Name ?? $"0x{Offset:x5}";
}
