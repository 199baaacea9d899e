namespace IpaEmbedded.Mutants.Results;

/// <summary>How many mutants of a room died.</summary>
/// <param name="Room">Its name.</param>
/// <param name="Mutants">Those that were tried.</param>
/// <param name="Killed">Those that a test noticed.</param>
/// <param name="Equivalent">Those that do the same, by the list.</param>
public sealed record RoomRate(string Room, int Mutants, int Killed, int Equivalent)
{
    /// <summary>Those that are left.</summary>
    public int Survivors => Mutants - Killed - Equivalent;
}
