namespace IpaEmbedded.Bindings;

/// <summary>
/// A directory of bindings, or one file, that rules come from. Of several, an earlier one wins over later ones: the first
/// file with an <c>$id</c> is taken, and those of later sources are left out without a word.
/// </summary>
/// <param name="Path">The directory or file.</param>
/// <param name="Name">What people call it, as in "2,983 of the Linux checkout".</param>
public sealed record BindingSource(string Path, string Name)
{
    /// <summary>True if its bindings for a compatible are not used where an earlier source has one for it.</summary>
    public bool Yields { get; init; }

    /// <summary>A directory inside this one whose files belong to another source; null if there is none.</summary>
    public string? Except { get; init; }
}
