namespace IpaEmbedded.Simulator;

/// <summary>How often each <see cref="Moment"/> was reached.</summary>
internal sealed class ReachedMoments
{
    private readonly int[] _counts = new int[Enum.GetValues<Moment>().Length];

    public IReadOnlyList<int> Counts => _counts;

    public void Reach(Moment moment) => _counts[(int)moment]++;
}
