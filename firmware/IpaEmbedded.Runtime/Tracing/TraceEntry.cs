namespace IpaEmbedded.Runtime.Tracing;

/// <summary>One event of a trace; the ring uses the object again, so whoever keeps one copies it.</summary>
public sealed class TraceEntry
{
    /// <summary>When it happened first, in microseconds of the event loop.</summary>
    public long Time;

    /// <summary>How often it happened in a row, 1 or more.</summary>
    public uint Times;

    /// <summary>What happened: an id of the room that says so.</summary>
    public int Id;

    /// <summary>First number; its meaning belongs to the id.</summary>
    public uint A;

    /// <summary>Second number.</summary>
    public uint B;

    /// <summary>Message of the refusal behind the event, or null; only the control path has one.</summary>
    public string Detail;
}
