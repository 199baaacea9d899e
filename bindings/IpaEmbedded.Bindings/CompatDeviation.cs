namespace IpaEmbedded.Bindings;

/// <summary>
/// What dt-schema 2022.08 does by accident, one bit each. The default does none of it; <c>--compat 2022.08</c> does all, and
/// nothing else differs. <see cref="CompatDeviations"/> has the id of each.
/// </summary>
[Flags]
public enum CompatDeviation
{
    /// <summary>The default: what dt-schema means.</summary>
    None = 0,

    /// <summary>A node is not checked if its name contains <c>example-</c> or it has a child <c>example-0</c>.</summary>
    ExampleNodes = 1 << 0,

    /// <summary>A compatible without readable strings is described by every binding for any compatible.</summary>
    UnreadableCompatible = 1 << 1,

    /// <summary>References are cut by a property whose name is guessed, also where the provider does not have it.</summary>
    GuessedCells = 1 << 2,

    /// <summary>A property of unknown type is no list of several strings, and no bytes.</summary>
    UntypedValues = 1 << 3,

    /// <summary>All rows of an interrupt map are as long as its first.</summary>
    InterruptMapRows = 1 << 4,

    /// <summary>Interrupts that stand after an interrupt map are cut by the node's own cells and not by its parent's.</summary>
    InterruptOrder = 1 << 5,

    /// <summary>The cells behind a reference that cannot be followed are not looked at.</summary>
    DroppedCells = 1 << 6,

    /// <summary>Everything that dt-schema 2022.08 does.</summary>
    Release2022_08 = (1 << 7) - 1,
}
