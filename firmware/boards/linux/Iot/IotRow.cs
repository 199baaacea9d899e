namespace IpaEmbedded.Boards.Linux.Iot;

/// <summary>One type of the library and the nodes that it is for.</summary>
internal sealed class IotRow
{
    /// <param name="type">The library's type.</param>
    /// <param name="create">Makes it from a node; talks to the chip and may sleep, as the library's constructors do.</param>
    /// <param name="compatibles">Values of "compatible".</param>
    public IotRow(Type type, Func<IotContext, object> create, params string[] compatibles)
    {
        Type = type;
        Create = create;
        Compatibles = compatibles;
    }

    public Type Type { get; }

    public Func<IotContext, object> Create { get; }

    public string[] Compatibles { get; }

    /// <summary>Talks to the chip once where the constructor does not; throws when it is absent.</summary>
    public Action<IotContext>? Verify { get; init; }

    /// <summary>Supplies others with what the chip has: pins, channels, buses.</summary>
    public Action<IotContext, object>? Provide { get; init; }
}
